namespace Nabla.Drawing.Plotting;

/// <summary>One axis laid out: its range, where its ticks stand and what they say.</summary>
readonly record struct AxisLayout(Axis Axis, double Min, double Max, double[] Ticks, string[] Texts)
{
    /// <summary>Ends fixed by the axis stay; free ends move out to the next tick if <paramref name="round"/>.</summary>
    public static AxisLayout Of(Axis axis, (double Min, double Max) data, bool round, int most = Plotting.Ticks.Most)
    {
        var (min, max) = ViewRange.Open((axis.Min ?? data.Min, axis.Max ?? data.Max), axis.Logarithmic);
        if (!(min < max))
            {
            throw new DrawingException(
                $"The axis {axis.Label} has no room between {NumberText.Short(min)} and {NumberText.Short(max)}.");
        }
        if (axis.Logarithmic && !(min > 0))
            {
            throw new DrawingException(
                $"The logarithmic axis {axis.Label} can't begin at {NumberText.Short(min)}: it needs a positive end.");
        }
        if (axis.Logarithmic)
            return Logarithm(axis, min, max, most);
        if (round && axis is { Min: null, Max: null })
        {
            var covering = Plotting.Ticks.Covering(min, max, most);
            return new(axis, covering[0], covering[^1], covering, NumberText.OfTicks(covering));
        }
        var ticks = Plotting.Ticks.Inside(min, max, most);
        return new(axis, min, max, ticks, NumberText.OfTicks(ticks));
    }

    static AxisLayout Logarithm(Axis axis, double min, double max, int most)
    {
        (min, max) = (axis.Min ?? min / 1.1, axis.Max ?? max * 1.1);
        var ticks = Plotting.Ticks.Logarithmic(min, max, most);
        if (ticks.Length < 2 && max / min < 100)
            ticks = Plotting.Ticks.Inside(min, max, most);
        return new(axis, min, max, ticks, [.. ticks.Select(NumberText.Short)]);
    }
}

/// <summary>
/// Everything around the data of a plot: ground, title, legend, axes, ticks and grid; it decides where the data's frame
/// lies and how data become pixels.
/// </summary>
sealed class PlotArea
{
    public const double TickSize = 12, AxisSize = 13, TitleSize = 16, Pad = 14;

    readonly AxisLayout x, y;
    readonly Legend legend;
    readonly string title;
    readonly double width, height, top;
    bool framed;

    /// <summary>
    /// Lays out a plot; <paramref name="frameHeight"/> gives the data's height from their width, <paramref
    /// name="right"/> is room kept at the right, <paramref name="leastLeft"/> the least room at the left.
    /// </summary>
    public PlotArea(double width, string title, AxisLayout x, AxisLayout y, IReadOnlyList<LegendEntry> entries,
        Func<double, double> frameHeight, double right = 0, double leastLeft = 0)
    {
        (this.x, this.y, this.width, this.title) = (x, y, width, title);
        var tickWidth = y.Texts.Select(t => TextMetrics.Width(t, TickSize)).DefaultIfEmpty(0).Max();
        var lastTick = x.Texts.Length > 0 ? TextMetrics.Width(x.Texts[^1], TickSize) / 2 : 0;
        var left = Math.Max(leastLeft, Math.Ceiling(Pad + (y.Axis.Label.Length > 0 ? AxisSize + 8 : 0) + tickWidth + 8));
        var rightEdge = Math.Floor(width - Math.Max(Pad + 4, lastTick + 6) - right);
        if (rightEdge - left < 40)
            {
            throw new DrawingException($"A width of {NumberText.Short(width)} pixels leaves no room for the data; "
                + $"take at least {NumberText.Short(left + width - rightEdge + 40)}.");
        }
        legend = new Legend(entries, rightEdge - left);
        top = Pad + (title.Length > 0 ? TitleSize + 10 : 0);
        var frameTop = Math.Round(top + legend.Height + 6);
        Frame = new Frame(left, frameTop, rightEdge, frameTop + Math.Round(frameHeight(rightEdge - left)));
        height = Frame.Bottom + 8 + TickSize + (x.Axis.Label.Length > 0 ? AxisSize + 10 : 0) + Pad;
        X = new AxisScale(x.Min, x.Max, Frame.Left, Frame.Right, x.Axis.Logarithmic);
        Y = new AxisScale(y.Min, y.Max, Frame.Bottom, Frame.Top, y.Axis.Logarithmic);
    }

    public Frame Frame { get; }
    public AxisScale X { get; }
    public AxisScale Y { get; }

    /// <summary>
    /// The pixel of a point; NaN for what can't be drawn. Far outside the canvas is far enough: larger coordinates
    /// would only cost digits in clipping.
    /// </summary>
    public Point ToPixel(Point data) => data.IsDrawable
        ? new(Math.Clamp(X.Pixel(data.X), -1e5, 1e5), Math.Clamp(Y.Pixel(data.Y), -1e5, 1e5))
        : new(double.NaN, double.NaN);

    /// <summary>What lies under the data.</summary>
    public List<Shape> Begin(bool grid)
    {
        var shapes = new List<Shape> { new Box(0, 0, width, height, Palette.Background) };
        if (title.Length > 0)
        {
            var (text, size) = TextFit.Shrink(title, TitleSize, width - 2 * Pad, bold: true);
            // Over the data, or further left if the title is too long for that.
            var left = Math.Min(Frame.Left, Math.Max(Pad, width - Pad - TextMetrics.Width(text, size, bold: true)));
            shapes.Add(new Label(new(left, Pad + 14), text, size, Palette.Ink, Bold: true));
        }
        legend.Draw(shapes, Frame.Left, top);
        if (!grid)
            return shapes;
        framed = true;
        foreach (var tick in x.Ticks)
            shapes.Add(Vertical(X.Pixel(tick), GridStroke(tick, x)));
        foreach (var tick in y.Ticks)
            shapes.Add(Horizontal(Y.Pixel(tick), GridStroke(tick, y)));
        shapes.Add(Border);
        return shapes;
    }

    /// <summary>What lies over the data, and the finished scene.</summary>
    public Scene End(List<Shape> shapes, string description)
    {
        if (!framed)
            shapes.Add(Border);
        for (var i = 0; i < x.Ticks.Length; i++)
        {
            var at = X.Pixel(x.Ticks[i]);
            shapes.Add(new Polyline([new(at, Frame.Bottom), new(at, Frame.Bottom + 4)], new Stroke(Palette.Axis)));
            shapes.Add(new Label(new(at, Frame.Bottom + 6 + TickSize), x.Texts[i], TickSize, Palette.Quiet,
                Align.Middle));
        }
        for (var i = 0; i < y.Ticks.Length; i++)
        {
            var at = Y.Pixel(y.Ticks[i]);
            shapes.Add(new Polyline([new(Frame.Left - 4, at), new(Frame.Left, at)], new Stroke(Palette.Axis)));
            shapes.Add(new Label(new(Frame.Left - 7, at + TickSize * 0.35), y.Texts[i], TickSize, Palette.Quiet,
                Align.End));
        }
        Name(shapes, x.Axis.Label, new((Frame.Left + Frame.Right) / 2, Frame.Bottom + 8 + TickSize + 6 + AxisSize), 0,
            Frame.Width);
        Name(shapes, y.Axis.Label, new(Pad + AxisSize - 2, (Frame.Top + Frame.Bottom) / 2), -90, Frame.Height);
        return new Scene(width, height, title.Length > 0 ? title : "Plot", description, shapes);
    }

    /// <summary>Zero inside the range has a stronger line.</summary>
    static Stroke GridStroke(double tick, AxisLayout axis) =>
        tick is 0 && axis.Min < 0 && axis.Max > 0 ? new(Palette.Axis, 1.2) : new(Palette.Grid);

    static void Name(List<Shape> shapes, string text, Point at, double angle, double room)
    {
        if (text.Length > 0)
            shapes.Add(new Label(at, TextFit.Cut(text, AxisSize, room), AxisSize, Palette.Ink, Align.Middle,
                Angle: angle));
    }

    Box Border => new(Frame.Left, Frame.Top, Frame.Width, Frame.Height, null, new Stroke(Palette.Axis));

    Polyline Vertical(double at, Stroke stroke) => new([new(at, Frame.Top), new(at, Frame.Bottom)], stroke);

    Polyline Horizontal(double at, Stroke stroke) => new([new(Frame.Left, at), new(Frame.Right, at)], stroke);
}
