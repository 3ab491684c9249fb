using Nabla.Drawing.Plotting;

namespace Nabla.Drawing.Graphs;

/// <summary>Draws a laid-out graph.</summary>
sealed class GraphScene(GraphDiagram diagram)
{
    const double Pad = 20, TitleSize = 16, Head = 8;

    static readonly Stroke EdgeStroke = new(Paint.Hex(0x7A8797, 0x8794A5), 1.4);

    public Scene Draw()
    {
        var layout = new GraphLayout(diagram);
        var titleWidth = TextMetrics.Width(diagram.Title, TitleSize, bold: true);
        var width = Math.Max(layout.Width, Math.Min(titleWidth, diagram.Width)) + 2 * Pad;
        var top = Pad + (diagram.Title.Length > 0 ? TitleSize + 14 : 0);
        var shapes = new List<Shape> { new Box(0, 0, width, top + layout.Height + Pad, Palette.Background) };
        if (diagram.Title.Length > 0)
        {
            var (text, size) = TextFit.Shrink(diagram.Title, TitleSize, width - 2 * Pad, bold: true);
            shapes.Add(new Label(new(Pad, Pad + 13), text, size, Palette.Ink, Bold: true));
        }
        var left = (width - layout.Width) / 2;
        Draw(shapes, diagram, layout, left, top);
        var title = diagram.Title.Length > 0 ? diagram.Title : "Graph";
        return new Scene(width, top + layout.Height + Pad, title, diagram.Description ?? Describe(), shapes);
    }

    static void Draw(List<Shape> shapes, GraphDiagram diagram, GraphLayout layout, double left, double top)
    {
        foreach (var edge in layout.Edges)
            DrawEdge(shapes, edge, left, top);
        for (var i = 0; i < layout.Nodes.Length; i++)
        {
            DrawNode(shapes, diagram, i, layout.Nodes[i], left, top);
            foreach (var (part, frame, inner) in layout.PartsOf(i))
                DrawPart(shapes, part, frame, inner, left, top);
        }
        DrawLabels(shapes, diagram, layout, left, top);
    }

    static void DrawPart(List<Shape> shapes, GraphPart part, Frame frame, GraphLayout layout, double left, double top)
    {
        shapes.Add(new Box(frame.Left + left, frame.Top + top, frame.Width, frame.Height, Palette.Background, new Stroke(Palette.Axis, 1), 4));
        shapes.Add(new Label(new((frame.Left + frame.Right) / 2 + left, frame.Top + top + GraphLayout.LineHeight), part.Heading, GraphLayout.LineSize, Palette.Quiet, Align.Middle));
        Draw(shapes, part.Diagram, layout, left + (frame.Left + frame.Right - layout.Width) / 2, frame.Bottom - layout.Height - GraphLayout.PartPad + top);
    }

    static void DrawEdge(List<Shape> shapes, Point[] edge, double left, double top)
    {
        Point[] line = [.. edge.Select(p => new Point(p.X + left, p.Y + top))];
        var tip = line[^1];
        // The head covers the last pixels, where every edge runs level.
        line[^1] = new(Math.Max(tip.X - Head / 2, line[^2].X), tip.Y);
        shapes.Add(new Polyline(Decimation.Straighten(line, 0.05), EdgeStroke));
        shapes.Add(new Arrow(new(tip.X - Head, tip.Y), tip, EdgeStroke, Head));
    }

    static void DrawNode(List<Shape> shapes, GraphDiagram diagram, int i, Frame box, double left, double top)
    {
        var node = diagram.Nodes[i];
        var (isSource, isSink) = (diagram.Edges.All(e => e.To != node.Id), diagram.Edges.All(e => e.From != node.Id));
        var (outline, corner) = isSource ? (new Stroke(Palette.Series(0), 1.6), 16)
            : isSink ? (new Stroke(Palette.Series(1), 2), 4)
            : (new Stroke(Palette.Axis, 1.2), 4);
        shapes.Add(new Box(
            box.Left + left, box.Top + top, box.Width, box.Height, Palette.Surface, outline, corner));
        for (var k = 0; k < node.Lines.Count; k++)
        {
            var at = new Point((box.Left + box.Right) / 2 + left, box.Top + top + 8 + GraphLayout.LineHeight * k + 13);
            var (size, paint) = k switch
            {
                0 => (GraphLayout.HeadingSize, Palette.Ink),
                1 => (GraphLayout.LineSize, Palette.Series(0)),
                _ => (GraphLayout.LineSize, Palette.Series(1)),
            };
            shapes.Add(new Label(at, node.Lines[k], size, paint, Align.Middle, Bold: k == 0));
        }
    }

    /// <summary>Each label stands on its edge's last curve, at the first place where it covers no other.</summary>
    static void DrawLabels(List<Shape> shapes, GraphDiagram diagram, GraphLayout layout, double left, double top)
    {
        var taken = new List<Frame>(layout.Nodes);
        for (var e = 0; e < layout.Edges.Length; e++)
        {
            var label = diagram.Edges[e].Label;
            if (label.Length == 0)
                continue;
            var half = TextMetrics.Width(label, GraphLayout.LabelSize) / 2 + 2;
            var places = LabelPlaces(layout.Edges[e])
                .Select(p => new Frame(p.X - half, p.Y - 8, p.X + half, p.Y + 7)).ToArray();
            var place = places.FirstOrDefault(p => !taken.Exists(p.Overlaps), places[0]);
            taken.Add(place);
            shapes.Add(new Box(place.Left + left, place.Top + top, place.Width, place.Height, Palette.Background));
            var anchor = new Point((place.Left + place.Right) / 2 + left, place.Top + 12 + top);
            shapes.Add(new Label(anchor, label, GraphLayout.LabelSize, Palette.Quiet, Align.Middle));
        }
    }

    /// <summary>Points on the last curve, the middle first; then points above and below it.</summary>
    static IEnumerable<Point> LabelPlaces(Point[] edge)
    {
        // The last 17 points before the level end are the curve.
        var curve = edge.Length >= 18 ? edge[^18..^1] : edge;
        foreach (var shift in (int[])[0, -13, 13, -26, 26])
        {
            foreach (var share in (double[])[0.5, 0.4, 0.6, 0.3, 0.7])
            {
                var p = curve[(int)(share * (curve.Length - 1))];
                yield return p with { Y = p.Y + shift };
            }
        }
    }

    string Describe() =>
        $"Graph of {diagram.Nodes.Count} nodes and {diagram.Edges.Count} edges, from left to right. "
        + string.Join("; ", diagram.Nodes.Select(Text)) + ". Edges: "
        + string.Join("; ", diagram.Edges.Select(Text)) + ".";

    static string Text(GraphNode node) => string.Join(", ", node.Lines)
        + string.Concat(node.Parts.Select(part => $" ({part.Heading}: {string.Join("; ", part.Diagram.Nodes.Select(Text))})"));

    static string Text(GraphEdge edge) =>
        $"{edge.From} to {edge.To}{(edge.Label.Length > 0 ? $" ({edge.Label})" : "")}";
}
