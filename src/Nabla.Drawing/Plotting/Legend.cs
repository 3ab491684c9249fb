namespace Nabla.Drawing.Plotting;

/// <summary>One line of a legend: how a series looks and what it is called.</summary>
readonly record struct LegendEntry(string Name, Stroke? Stroke, Marker? Marker = null, bool IsArrow = false);

/// <summary>
/// Series names with samples of their lines, side by side under the title, in as many rows as they need.
/// </summary>
sealed class Legend(IReadOnlyList<LegendEntry> entries, double width)
{
    const double Sample = 28, Gap = 7, Between = 28, Size = 13, Row = 21;

    readonly List<(LegendEntry Entry, double X, int Row)> places = Place(entries, width);

    public double Height => places.Count == 0 ? 0 : (places[^1].Row + 1) * Row + 2;

    public void Draw(List<Shape> shapes, double left, double top)
    {
        foreach (var (entry, x, row) in places)
        {
            var (from, middle) = (left + x, top + row * Row + Row / 2);
            if (entry is { IsArrow: true, Stroke: { } shaft })
                shapes.Add(new Arrow(new(from, middle), new(from + Sample, middle), shaft, 7));
            else if (entry.Stroke is { } stroke)
                shapes.Add(new Polyline([new(from, middle), new(from + Sample, middle)], stroke));
            entry.Marker?.Draw(shapes, new(from + Sample / 2, middle));
            var name = TextFit.Cut(entry.Name, Size, width - Sample - Gap);
            shapes.Add(new Label(new(from + Sample + Gap, middle + Size * 0.35), name, Size, Palette.Ink));
        }
    }

    static List<(LegendEntry, double, int)> Place(IReadOnlyList<LegendEntry> entries, double width)
    {
        var places = new List<(LegendEntry, double, int)>();
        var (x, row) = (0.0, 0);
        foreach (var entry in entries)
        {
            var own = Sample + Gap + Math.Min(TextMetrics.Width(entry.Name, Size), width - Sample - Gap);
            if (x > 0 && x + own > width)
                (x, row) = (0, row + 1);
            places.Add((entry, x, row));
            x += own + Between;
        }
        return places;
    }
}
