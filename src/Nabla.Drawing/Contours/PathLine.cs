using Nabla.Drawing.Plotting;

namespace Nabla.Drawing.Contours;

/// <summary>
/// Draws a path over contours: a line on a light edge, a point for each step where they are apart, start and end
/// marked.
/// </summary>
static class PathLine
{
    /// <summary>Longer paths are drawn by every k-th step.</summary>
    const int MostSteps = 5000;

    const double StepRadius = 2.6, StepDistance = 7;

    public static Stroke StrokeOf(int n) => new(Palette.Series(n + 1), 2, Palette.SeriesDash(n));

    public static Marker StartOf(int n) => new(MarkerForm.Disc, Palette.Series(n + 1), 5);

    public static void Draw(List<Shape> shapes, PlotArea area, DescentPath path, int n)
    {
        var stride = (path.Points.Count + MostSteps - 1) / MostSteps;
        Point[] pixels = [.. path.Points.Where((_, i) => i % stride == 0 || i == path.Points.Count - 1)
            .Select(area.ToPixel)];
        var stroke = StrokeOf(n);
        foreach (var run in Segments.Split(pixels, isFunction: false, area.Frame))
        {
            foreach (var part in Segments.Clip(Decimation.Thin(run, 0.7), area.Frame))
            {
                shapes.Add(new Polyline(part, new Stroke(Palette.Background, 4.2)));
                shapes.Add(new Polyline(part, stroke));
            }
            foreach (var step in Decimation.Thin(run, StepDistance).Where(p => area.Frame.Contains(p)))
                shapes.Add(new Disc(step, StepRadius, stroke.Paint));
        }
        Point[] ends = [.. pixels.Where(p => p.IsDrawable)];
        if (ends.Length == 0)
            return;
        if (area.Frame.Contains(ends[0]))
            shapes.Add(new Disc(ends[0], 5, Palette.Background, new Stroke(stroke.Paint, 2.4)));
        if (ends.Length > 1 && area.Frame.Contains(ends[^1]))
            new Marker(MarkerForm.Diamond, stroke.Paint, 5.5).Draw(shapes, ends[^1]);
    }
}
