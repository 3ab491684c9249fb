namespace Nabla.Drawing.Plotting;

/// <summary>Draws a line chart.</summary>
sealed class LineChartScene(LineChart chart)
{
    const int MostMarkers = 60;
    const double DotRadius = 3;
    const double SmallDotRadius = 1.5;

    readonly Point[] places = [.. chart.Marks.Select(m => new Point(m.X, m.Y)),
        .. chart.Tangents.Select(t => new Point(t.X, t.Y))];
    readonly Point[][] points = [.. chart.Curves.Select(c => c.Points.ToArray())];

    public Scene Draw()
    {
        if (chart.Curves.Count == 0 && chart.Marks.Count == 0)
            throw new DrawingException("There is nothing to draw: the chart has no curve.");
        var (x, y) = Axes();
        var area = Area(x, y);

        var shapes = area.Begin(grid: true);
        for (var i = 0; i < chart.Tangents.Count; i++)
            DrawTangent(shapes, area, i);
        for (var i = 0; i < chart.Curves.Count; i++)
            DrawCurve(shapes, area, i);
        foreach (var place in places)
            DrawDot(shapes, area, place);
        foreach (var mark in chart.Marks)
            DrawText(shapes, area, mark);
        return area.End(shapes, chart.Description ?? Describe(x, y));
    }

    /// <summary>Where the frame of the data begins.</summary>
    public double Left()
    {
        var (x, y) = Axes();
        return Area(x, y).Frame.Left;
    }

    PlotArea Area(AxisLayout x, AxisLayout y) =>
        new(chart.Width, chart.Title, x, y, Entries(), _ => chart.FrameHeight, leastLeft: chart.LeastLeft);

    bool Visible(Point p) => p.IsDrawable && !(chart.X.Logarithmic && p.X <= 0) && !(chart.Y.Logarithmic && p.Y <= 0)
        && !(p.X < chart.X.Min) && !(p.X > chart.X.Max);

    (AxisLayout X, AxisLayout Y) Axes()
    {
        var range = ViewRange.Of(places, Visible);
        var (x, y) = (range?.X, range?.Y);
        var isCut = false;
        for (var i = 0; i < points.Length; i++)
        {
            range = ViewRange.Of(points[i], Visible);
            var height = range?.Y;
            var isCutToo = false;
            if (chart.Curves[i].IsFunction)
            {
                // A function keeps the whole range it was asked for, also where it is undefined.
                range = ViewRange.Of(points[i], p => Visible(new(p.X, 1)));
                height = ViewRange.OfFunction(points[i], Visible, out isCutToo);
            }
            (x, y) = (ViewRange.Union(x, range?.X), ViewRange.Union(y, isCut, height, isCutToo));
            isCut |= isCutToo;
        }
        return (AxisLayout.Of(chart.X, x ?? throw Undefined(), round: false),
            AxisLayout.Of(chart.Y, y ?? throw Undefined(), round: true));
    }

    DrawingException Undefined() => new(
        $"There is nothing to draw: {string.Join(", ", chart.Curves.Select(c => c.Name))} "
        + $"{(chart.Curves.Count == 1 ? "has" : "have")} no {(chart.Y.Logarithmic ? "positive finite" : "finite")} "
        + "value in this range.");

    Paint PaintOf(int i) => chart.Curves[i].Paint ?? Palette.Series(i);

    Stroke StrokeOf(int i) => new(PaintOf(i), chart.Curves[i].Thickness, chart.Curves[i].Dash ?? Palette.SeriesDash(i));

    static Stroke TangentStroke => new(Palette.Quiet, 1.5, Dash.Dashed);

    List<LegendEntry> Entries()
    {
        var entries = new List<LegendEntry>();
        if (!chart.ShowsNames)
            return entries;
        for (var i = 0; i < chart.Curves.Count; i++)
        {
            Marker? marker = !chart.Curves[i].Joined ? new Marker(MarkerForm.Disc, PaintOf(i), DotRadius)
                : chart.Curves[i].Markers ? Marker.Series(i, PaintOf(i)) : null;
            entries.Add(new(chart.Curves[i].Name, chart.Curves[i].Joined ? StrokeOf(i) : null, marker));
        }
        foreach (var tangent in chart.Tangents)
            entries.Add(new(tangent.Name, TangentStroke));
        return entries.Count == 1 && chart.Title.Length > 0 ? [] : entries;
    }

    void DrawCurve(List<Shape> shapes, PlotArea area, int i)
    {
        var curve = chart.Curves[i];
        var pixels = Array.ConvertAll(points[i], area.ToPixel);
        if (!curve.Joined)
        {
            DrawDots(shapes, area, pixels, PaintOf(i));
            return;
        }

        foreach (var run in Segments.Split(pixels, curve.IsFunction, area.Frame))
        {
            if (run.Count == 1 && area.Frame.Contains(run[0]))
                shapes.Add(new Disc(run[0], curve.Thickness + 0.5, PaintOf(i)));
            foreach (var part in Segments.Clip(Decimation.KeepExtremes(run), area.Frame))
                shapes.Add(new Polyline(curve.IsFunction ? Decimation.Straighten(part, 0.05) : part, StrokeOf(i)));
        }
        if (!curve.Markers)
            return;
        var every = Math.Max(1, (pixels.Length + MostMarkers - 1) / MostMarkers);
        for (var k = 0; k < pixels.Length; k += every)
        {
            if (area.Frame.Contains(pixels[k]))
                Marker.Series(i, PaintOf(i)).Draw(shapes, pixels[k]);
        }
    }

    /// <summary>Dots, of those that fall on one pixel only the first.</summary>
    static void DrawDots(List<Shape> shapes, PlotArea area, Point[] pixels, Paint paint)
    {
        var taken = new HashSet<(double, double)>();
        foreach (var at in pixels)
        {
            if (!area.Frame.Contains(at) || !taken.Add((Math.Round(at.X), Math.Round(at.Y)))) continue;
            if (pixels.Length > Curve.ManyDots) shapes.Add(new Disc(at, SmallDotRadius, paint));
            else new Marker(MarkerForm.Disc, paint, DotRadius).Draw(shapes, at);
        }
    }

    void DrawTangent(List<Shape> shapes, PlotArea area, int i)
    {
        // A hundred pieces, because a straight line is bent on a logarithmic axis.
        var (tangent, line) = (chart.Tangents[i], new List<Point>());
        for (var k = 0; k <= 100; k++)
        {
            var x = area.X.Min + (area.X.Max - area.X.Min) * k / 100;
            line.Add(area.ToPixel(new(x, tangent.Y + tangent.Slope * (x - tangent.X))));
        }
        foreach (var run in Segments.Split([.. line], isFunction: false, area.Frame))
        {
            foreach (var part in Segments.Clip(run, area.Frame))
                shapes.Add(new Polyline(chart.Y.Logarithmic ? part : [part[0], part[^1]], TangentStroke));
        }
    }

    static void DrawDot(List<Shape> shapes, PlotArea area, Point place)
    {
        if (area.ToPixel(place) is var at && area.Frame.Contains(at))
            shapes.Add(new Disc(at, 4.5, Palette.Background, new Stroke(Palette.Ink, 2)));
    }

    /// <summary>
    /// Writes a mark's text beside it, on the side inside the frame where it covers fewest marks, then fewest curves.
    /// </summary>
    void DrawText(List<Shape> shapes, PlotArea area, Mark mark)
    {
        const double size = 12;
        var at = area.ToPixel(new(mark.X, mark.Y));
        if (mark.Text.Length == 0 || !area.Frame.Contains(at))
            return;
        var width = TextMetrics.Width(mark.Text, size);
        Point[] corners = [new(9, -9), new(-9 - width, -9), new(9, 18), new(-9 - width, 18)];
        var corner = corners.MinBy(c =>
            Cost(new Frame(at.X + c.X, at.Y + c.Y - size, at.X + c.X + width, at.Y + c.Y + 3)));
        shapes.Add(new Label(new(at.X + Math.Max(corner.X, -9), at.Y + corner.Y), mark.Text, size, Palette.Ink,
            corner.X < 0 ? Align.End : Align.Start, Halo: Palette.Background));

        int Cost(Frame text)
        {
            var outside = !area.Frame.Contains(new(text.Left, text.Top))
                || !area.Frame.Contains(new(text.Right, text.Bottom));
            var marks = places.Count(p => area.ToPixel(p) is var dot && dot.X > text.Left - 6 && dot.X < text.Right + 6
                && dot.Y > text.Top - 6 && dot.Y < text.Bottom + 6);
            var curves = shapes.OfType<Polyline>()
                .Count(l => l.Stroke.Width >= 1.5 && Segments.Clip(l.Points, text).Count > 0);
            return (outside ? 10_000 : 0) + 100 * marks + curves;
        }
    }

    string Describe(AxisLayout x, AxisLayout y) =>
        $"Line chart of {string.Join(", ", chart.Curves.Select(c => c.Name))}; "
        + $"{chart.X.Label} from {NumberText.Short(x.Min)} to {NumberText.Short(x.Max)}, "
        + $"{chart.Y.Label} from {NumberText.Short(y.Min)} to {NumberText.Short(y.Max)}"
        + $"{(chart.Y.Logarithmic ? " on a logarithmic scale" : "")}.";
}
