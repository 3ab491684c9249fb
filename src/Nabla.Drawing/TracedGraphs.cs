using Nabla.Tracing;

namespace Nabla.Drawing;

/// <summary>Pictures of traced graphs.</summary>
public static class TracedGraphs
{
    /// <summary>The drawing of a graph laid out in layers: <c>Trace(f, x).Draw(x).ToDiagram().ToSvg()</c>.</summary>
    /// <exception cref="DrawingException">It has more nodes than a picture can show.</exception>
    public static GraphDiagram ToDiagram(this GraphDrawing drawing, string title = "") => Count(drawing) is var count && count <= GraphDiagram.MostNodes
        ? Diagram(drawing, title)
        : throw new DrawingException($"The graph has {count} nodes, and a picture shows {GraphDiagram.MostNodes} at most. "
            + "Draw a part of the function, or take ToDot, which Graphviz lays out.");

    static int Count(GraphDrawing drawing) => drawing.Nodes.Sum(node => 1 + node.Parts.Sum(part => Count(part.Drawing)));

    static GraphDiagram Diagram(GraphDrawing drawing, string title) => new()
    {
        Title = title,
        Nodes = [.. drawing.Nodes.Select(node => new GraphNode(node.Id, node.Lines) { Parts = [.. node.Parts.Select(part => new GraphPart(part.Role, Diagram(part.Drawing, "")))] })],
        Edges = [.. drawing.Edges.Select(edge => new GraphEdge(edge.From, edge.To, edge.Label))],
    };
}
