using Nabla.Drawing.Plotting;

namespace Nabla.Drawing.Graphs;

/// <summary>
/// Where everything of a graph stands: a box for each node, a smooth line for each edge. The upper left corner is (0,
/// 0).
/// </summary>
sealed class GraphLayout
{
    public const double HeadingSize = 13, LineSize = 12, LineHeight = 17, LabelSize = 11, PartPad = 10;
    const double PadX = 12, PadY = 8, Distance = 26, BendDistance = 12, LeastGap = 58;

    readonly GraphDiagram diagram;
    readonly LayeredGraph graph;
    readonly GraphLayout[][] parts;
    readonly double[] lefts, widths, middles;

    public GraphLayout(GraphDiagram diagram)
    {
        this.diagram = diagram;
        parts = [.. diagram.Nodes.Select(node => node.Parts.Select(part => new GraphLayout(part.Diagram)).ToArray())];
        var edges = Check(diagram);
        graph = new LayeredGraph(Layering.Assign(diagram.Nodes, edges), edges);
        CrossingReduction.Run(graph);
        middles = Placement.Heights(graph, HeightOf, Distance);
        var top = Enumerable.Range(0, graph.PlaceCount).Min(place => middles[place] - Math.Max(0, HeightOf(place)) / 2);
        for (var i = 0; i < middles.Length; i++)
            middles[i] -= top;
        Height = Enumerable.Range(0, graph.PlaceCount).Max(place => middles[place] + Math.Max(0, HeightOf(place)) / 2);
        (lefts, widths) = Columns();
        Width = lefts[^1] + widths[^1];
        Nodes = [.. Enumerable.Range(0, diagram.Nodes.Count).Select(BoxOf)];
        Edges = Route();
    }

    public double Width { get; }
    public double Height { get; }
    public Frame[] Nodes { get; }

    /// <summary>
    /// For each edge a line from the right side of one node to the left side of another; x never falls along it.
    /// </summary>
    public Point[][] Edges { get; }

    /// <summary>The graphs within a node, each in a frame below its lines, with a heading at the top.</summary>
    public IEnumerable<(GraphPart Part, Frame Frame, GraphLayout Layout)> PartsOf(int node)
    {
        var (box, top) = (Nodes[node], Nodes[node].Top + LinesHeight(node));
        foreach (var (part, layout) in diagram.Nodes[node].Parts.Zip(parts[node]))
        {
            var (half, bottom) = (PartWidth(part, layout) / 2, top + PartHeight(layout));
            var middle = (box.Left + box.Right) / 2;
            yield return (part, new(middle - half, top, middle + half, bottom), layout);
            top = bottom + PadY;
        }
    }

    static double PartHeight(GraphLayout layout) => layout.Height + LineHeight + 2 * PartPad;

    static double PartWidth(GraphPart part, GraphLayout layout) =>
        Math.Max(layout.Width, TextMetrics.Width(part.Heading, LineSize)) + 2 * PartPad;

    static List<(int, int)> Check(GraphDiagram diagram)
    {
        if (diagram.Nodes.Count == 0)
            throw new DrawingException("There is nothing to draw: the graph has no node.");
        if (diagram.Nodes.Count > GraphDiagram.MostNodes || diagram.Edges.Count > 5 * GraphDiagram.MostNodes)
        {
            throw new DrawingException($"The graph has {diagram.Nodes.Count} nodes and {diagram.Edges.Count} edges; "
                + $"a drawing stays readable up to {GraphDiagram.MostNodes} and {5 * GraphDiagram.MostNodes}. "
                + "Draw a part of it, or take its text.");
        }
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in diagram.Nodes)
        {
            if (!index.TryAdd(node.Id, index.Count))
                throw new DrawingException($"Two nodes of the graph are called '{node.Id}'.");
        }
        int Find(string id) => index.TryGetValue(id, out var found) ? found
            : throw new DrawingException($"An edge names the node '{id}', which the graph does not have.");
        return [.. diagram.Edges.Select(e => (Find(e.From), Find(e.To)))];
    }

    /// <summary>
    /// A bend's height is negative, so that lines may pass each other and nodes more closely than nodes do.
    /// </summary>
    double HeightOf(int place) =>
        graph.IsBend(place)
            ? BendDistance - Distance
            : LinesHeight(place) + parts[place].Sum(part => PartHeight(part) + PadY);

    double LinesHeight(int node) => 2 * PadY + LineHeight * Math.Max(1, diagram.Nodes[node].Lines.Count);

    double WidthOf(int place) => graph.IsBend(place) ? 0 : 2 * PadX + Math.Max(24, diagram.Nodes[place].Lines
        .Select((line, i) => TextMetrics.Width(line, i == 0 ? HeadingSize : LineSize, bold: i == 0))
        .Concat(diagram.Nodes[place].Parts.Zip(parts[place], PartWidth))
        .DefaultIfEmpty(0).Max());

    /// <summary>Layers as wide as their widest node, gaps as wide as their longest label needs.</summary>
    (double[] Lefts, double[] Widths) Columns()
    {
        double[] own = [.. graph.Layers.Select(layer => layer.Max(WidthOf))];
        var gaps = new double[graph.Layers.Length];
        Array.Fill(gaps, LeastGap);
        for (var e = 0; e < diagram.Edges.Count; e++)
        {
            var before = graph.LayerOf(graph.Chains[e][^2]);
            gaps[before] = Math.Max(gaps[before], TextMetrics.Width(diagram.Edges[e].Label, LabelSize) + 44);
        }
        var at = new double[own.Length];
        for (var k = 1; k < own.Length; k++)
            at[k] = at[k - 1] + own[k - 1] + gaps[k - 1];
        return (at, own);
    }

    Frame BoxOf(int node)
    {
        var (layer, width, height) = (graph.LayerOf(node), WidthOf(node), HeightOf(node));
        var left = lefts[layer] + (widths[layer] - width) / 2;
        return new Frame(left, middles[node] - height / 2, left + width, middles[node] + height / 2);
    }

    Point[][] Route()
    {
        var leaving = Ports(chain => chain[0], chain => chain[1]);
        var entering = Ports(chain => chain[^1], chain => chain[^2]);
        var lines = new Point[graph.Chains.Length][];
        for (var e = 0; e < lines.Length; e++)
        {
            var chain = graph.Chains[e];
            var (from, to) = (Nodes[chain[0]], Nodes[chain[^1]]);
            var line = new Spline(new(from.Right, leaving[e]),
                lefts[graph.LayerOf(chain[0])] + widths[graph.LayerOf(chain[0])]);
            foreach (var bend in chain[1..^1])
            {
                line.CurveTo(new(lefts[graph.LayerOf(bend)], middles[bend]));
                line.LineTo(new(lefts[graph.LayerOf(bend)] + widths[graph.LayerOf(bend)], middles[bend]));
            }
            line.CurveTo(new(lefts[graph.LayerOf(chain[^1])], entering[e]));
            line.LineTo(new(to.Left, entering[e]));
            lines[e] = [.. line.Points];
        }
        return lines;
    }

    /// <summary>
    /// Where each edge touches a side of a node: edges that share the side are spread over it in the order of their
    /// other ends.
    /// </summary>
    double[] Ports(Func<int[], int> own, Func<int[], int> other)
    {
        var ports = new double[graph.Chains.Length];
        foreach (var side in Enumerable.Range(0, ports.Length).GroupBy(e => own(graph.Chains[e])))
        {
            int[] edges = [.. side.OrderBy(e => middles[other(graph.Chains[e])])];
            var spacing = Math.Min(14, (HeightOf(side.Key) - 10) / edges.Length);
            for (var i = 0; i < edges.Length; i++)
                ports[edges[i]] = middles[side.Key] + (i - (edges.Length - 1) / 2.0) * spacing;
        }
        return ports;
    }
}
