using Nabla.Tracing;

namespace Nabla.Drawing;

/// <summary>Pictures of traced graphs.</summary>
public static class TracedGraphs
{
    /// <summary>The drawing of a graph laid out in layers: <c>Trace(f, x).Draw(x).ToDiagram().ToSvg()</c>.</summary>
    /// <exception cref="DrawingException">It has more nodes than a picture can show.</exception>
    public static GraphDiagram ToDiagram(this GraphDrawing drawing, string title = "") => drawing.Nodes.Count <= GraphDiagram.MostNodes
        ? new()
        {
            Title = title,
            Nodes = [.. drawing.Nodes.Select(node => new GraphNode(node.Id, node.Lines))],
            Edges = [.. drawing.Edges.Select(edge => new GraphEdge(edge.From, edge.To, edge.Label))],
        }
        : throw new DrawingException($"The graph has {drawing.Nodes.Count} nodes, and a picture shows {GraphDiagram.MostNodes} at most. "
            + "Draw a part of the function, or take ToDot, which Graphviz lays out.");
}
