using Nabla.Drawing.Graphs;

namespace Nabla.Drawing;

/// <summary>
/// A node with the lines of text in it: the first bold, such as an expression; the second, such as its value, in the
/// first series' colour; further ones, such as its cotangent, in the second's.
/// </summary>
public sealed record GraphNode(string Id, params IReadOnlyList<string> Lines)
{
    /// <summary>Graphs within the node, drawn below its lines.</summary>
    public IReadOnlyList<GraphPart> Parts { get; init; } = [];
}

/// <summary>A graph within a node, with what it is to the node.</summary>
public sealed record GraphPart(string Heading, GraphDiagram Diagram);

/// <summary>An arrow from one node to another, with a text beside it such as the local derivative.</summary>
public sealed record GraphEdge(string From, string To, string Label = "");

/// <summary>A graph without cycles, laid out in layers from left to right. Its size follows from its content.</summary>
public sealed record GraphDiagram : Picture
{
    /// <summary>A drawing of more nodes than this can't be read.</summary>
    public const int MostNodes = 200;

    /// <summary>The nodes; the order decides between layouts that are otherwise as good.</summary>
    public IReadOnlyList<GraphNode> Nodes { get; init; } = [];

    /// <summary>The edges; several may join the same nodes.</summary>
    public IReadOnlyList<GraphEdge> Edges { get; init; } = [];

    /// <inheritdoc/>
    public override Scene ToScene() => new GraphScene(this).Draw();
}
