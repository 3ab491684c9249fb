using Nabla.Drawing.Plotting;

namespace Nabla.Drawing.Contours;

/// <summary>The bands between levels: their paints, and the bar beside the plot that says which is which.</summary>
sealed class ColorBar(IReadOnlyList<double> levels, IReadOnlyList<string> texts)
{
    const double Gap = 18, Thickness = 14, TextGap = 6;

    /// <summary>The room it needs at the right of the plot.</summary>
    public double Width =>
        Gap + Thickness + TextGap + texts.Select(t => TextMetrics.Width(t, PlotArea.TickSize)).DefaultIfEmpty(0).Max();

    /// <summary>The paint of the n-th band, band 0 below the first level.</summary>
    public Paint Band(int n) =>
        Paint.Mix(Palette.Scale.Low, Palette.Scale.High, levels.Count == 0 ? 0.3 : n / (double)levels.Count);

    public void Draw(List<Shape> shapes, Frame frame)
    {
        var (x, step) = (frame.Right + Gap, frame.Height / (levels.Count + 1));
        for (var n = 0; n <= levels.Count; n++)
            shapes.Add(new Box(x, frame.Bottom - (n + 1) * step, Thickness, step, Band(n)));
        shapes.Add(new Box(x, frame.Top, Thickness, frame.Height, null, new Stroke(Palette.Axis)));
        var every = Math.Max(1, (int)Math.Ceiling((PlotArea.TickSize + 3) / step));
        for (var n = 0; n < levels.Count; n += every)
        {
            var y = frame.Bottom - (n + 1) * step;
            shapes.Add(new Polyline([new(x, y), new(x + Thickness, y)], new Stroke(Palette.Axis, 0.8)));
            shapes.Add(new Label(new(x + Thickness + TextGap, y + PlotArea.TickSize * 0.35), texts[n],
                PlotArea.TickSize, Palette.Quiet));
        }
    }
}
