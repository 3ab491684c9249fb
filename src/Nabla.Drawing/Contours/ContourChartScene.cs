using Nabla.Drawing.Plotting;

namespace Nabla.Drawing.Contours;

/// <summary>Draws a contour chart.</summary>
sealed class ContourChartScene(ContourChart chart)
{
    static readonly Paint Line = Paint.Hex(0x3D7FB5, 0x6FA9D8), Word = Paint.Hex(0x1F5A8C, 0xA9D0EF);

    readonly ScalarField field = chart.Function;

    public Scene Draw()
    {
        field.Check();
        var chosen = ContourLevels.Choose(field.Values);
        var levels = chart.Levels?.Where(double.IsFinite).Distinct().Order().ToArray() ?? chosen;
        string[] texts = [.. levels.Select(NumberText.Short)];
        var bar = new ColorBar(levels, texts);

        var x = AxisLayout.Of(chart.X with { Min = field.XMin, Max = field.XMax }, default, round: false);
        var y = AxisLayout.Of(chart.Y with { Min = field.YMin, Max = field.YMax }, default, round: false);
        var showBar = chart.Filled && levels.Length > 0;
        var area = new PlotArea(chart.Width, chart.Title, x, y, Entries(), Height, showBar ? bar.Width : 0);

        var shapes = area.Begin(grid: false);
        var lattice = Lattice.Of(field);
        if (chart.Filled)
            Fill(shapes, area, lattice.Closed(), levels, bar);
        var words = DrawLines(shapes, area, lattice, levels, texts);
        ArrowField.Draw(shapes, area, chart.Field);
        shapes.AddRange(words);
        for (var n = 0; n < chart.Paths.Count; n++)
            PathLine.Draw(shapes, area, chart.Paths[n], n);
        if (showBar)
            bar.Draw(shapes, area.Frame);
        return area.End(shapes, chart.Description ?? Describe(texts));
    }

    /// <summary>Equal scales on both axes where that gives a picture of usable shape.</summary>
    double Height(double width)
    {
        var ratio = (field.YMax - field.YMin) / (field.XMax - field.XMin);
        return width * (ratio is > 0.4 and < 1.3 ? ratio : 0.75);
    }

    List<LegendEntry> Entries()
    {
        var entries = new List<LegendEntry>();
        if (chart.Field.Count > 0 && chart.FieldName.Length > 0)
            entries.Add(new(chart.FieldName, ArrowField.Stroke, IsArrow: true));
        for (var n = 0; n < chart.Paths.Count; n++)
            entries.Add(new(chart.Paths[n].Name + " (○ start, ◆ end)", PathLine.StrokeOf(n)));
        return entries;
    }

    /// <summary>Paints the area at or above each level over the one before, so no seam shows between bands.</summary>
    static void Fill(List<Shape> shapes, PlotArea area, Lattice closed, double[] levels, ColorBar bar)
    {
        for (var n = 0; n <= levels.Length; n++)
        {
            var rings = new MarchingSquares(closed, n == 0 ? double.MinValue : levels[n - 1]).Trace();
            if (rings.Count > 0)
                shapes.Add(new Polygon([.. rings.Select(ring => Pixels(ring, area))], bar.Band(n)));
        }
    }

    List<Label> DrawLines(List<Shape> shapes, PlotArea area, Lattice lattice, double[] levels, string[] texts)
    {
        var words = new List<Label>();
        for (var n = 0; n < levels.Length; n++)
        {
            List<Point>[] lines = [.. new MarchingSquares(lattice, levels[n]).Trace()
                .Select(line => Pixels(line, area))];
            foreach (var line in lines)
                shapes.Add(new Polyline(line, new Stroke(Line, chart.Filled ? 0.8 : 1.3)));
            if (!chart.Filled)
                ContourLabel.Place(words, lines, texts[n], Word, area.Frame);
        }
        return words;
    }

    static List<Point> Pixels(List<Point> line, PlotArea area) =>
        Decimation.Straighten([.. line.Select(area.ToPixel)], 0.1);

    string Describe(string[] texts)
    {
        var shown = $"Contour plot over {Range(chart.X, field.XMin, field.XMax)} "
            + $"and {Range(chart.Y, field.YMin, field.YMax)}";
        var levels = texts.Length > 0 ? $", at the levels {string.Join(", ", texts)}" : ", of a constant function";
        var what = chart.FieldName.Length > 0 ? " of " + chart.FieldName : "";
        var arrows = chart.Field.Count > 0 ? $", with arrows{what}" : "";
        var paths = string.Concat(chart.Paths.Where(p => p.Points.Count > 0).Select(p =>
            $", with the path {p.Name} of {p.Points.Count - 1} steps "
            + $"from {Text(p.Points[0])} to {Text(p.Points[^1])}"));
        return $"{shown}{levels}{arrows}{paths}.";
    }

    static string Range(Axis axis, double min, double max) =>
        $"{axis.Label} from {NumberText.Short(min)} to {NumberText.Short(max)}";

    static string Text(Point p) => $"({NumberText.Short(p.X)}, {NumberText.Short(p.Y)})";
}
