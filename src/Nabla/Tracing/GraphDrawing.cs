using System.Text;

namespace Nabla.Tracing;

/// <summary>An input, a constant or an operation of a drawn graph.</summary>
/// <param name="Id">Unique in the drawing.</param>
/// <param name="Heading">The variables that it makes and the operation, as <c>c = multiply</c>.</param>
/// <param name="Type">Element types and shapes.</param>
/// <param name="Value">The number, a few numbers or their range; empty where the graph was not run.</param>
/// <param name="Cotangent">The derivative of the graph's result by it, in the same way; empty where there is none.</param>
/// <param name="Origin">Where it was written, if that was recorded.</param>
public sealed record DrawnNode(string Id, string Heading, string Type, string Value = "", string Cotangent = "", Origin? Origin = null)
{
    /// <summary>The graphs that the operation holds, as Cond, While, Scan, Checkpoint and custom rules do; else none.</summary>
    public IReadOnlyList<DrawnPart> Parts { get; init; } = [];

    /// <summary>The lines to show: heading, type with value, cotangent.</summary>
    public IReadOnlyList<string> Lines => [Heading, .. new[] { Value.Length > 0 ? $"{Type}: {Value}" : Type, Cotangent }.Where(line => line.Length > 0)];
}

/// <summary>A graph that an operation holds, drawn within it. It has no values: it may run many times, or not at all.</summary>
/// <param name="Role">What it is to the operation: body, condition, if true.</param>
/// <param name="Drawing">The graph.</param>
public sealed record DrawnPart(string Role, GraphDrawing Drawing);

/// <summary>An operand's way from where it is made to where it is used.</summary>
/// <param name="From">The maker's id.</param>
/// <param name="To">The user's id.</param>
/// <param name="Label">Which result it is, of a maker of several.</param>
public sealed record DrawnEdge(string From, string To, string Label = "");

/// <summary>
/// A graph as nodes and arrows, with values and cotangents where it was run: as DOT here, and as SVG by Nabla.Drawing's
/// <c>ToDiagram</c>.
/// </summary>
/// <param name="Nodes">In the order of computation.</param>
/// <param name="Edges">Between them.</param>
public sealed record GraphDrawing(IReadOnlyList<DrawnNode> Nodes, IReadOnlyList<DrawnEdge> Edges)
{
    /// <summary>Nobody finds anything in a drawing of more nodes than this.</summary>
    public const int MostNodes = 2000;

    /// <summary>The drawing in the language of Graphviz; origins are tooltips, and graphs that operations hold are clusters.</summary>
    public string ToDot()
    {
        var text = new StringBuilder("digraph nabla {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"Helvetica\"];\n  edge [fontname=\"Helvetica\"];\n");
        Write(text, "  ", "");
        return text.Append("}\n").ToString();
    }

    // The nodes of a part have the path of the operation before their names.
    void Write(StringBuilder text, string indent, string path)
    {
        foreach (var node in Nodes)
        {
            if (node.Parts.Count == 0) Write(text, indent, path, node);
            else WriteWithParts(text, indent, path, node);
        }

        foreach (var edge in Edges)
        {
            text.Append(indent).Append(Quoted(path + edge.From)).Append(" -> ").Append(Quoted(path + edge.To));
            if (edge.Label.Length > 0) text.Append(" [label=").Append(Quoted(edge.Label)).Append(']');
            text.Append(";\n");
        }
    }

    static void Write(StringBuilder text, string indent, string path, DrawnNode node)
    {
        text.Append(indent).Append(Quoted(path + node.Id)).Append(" [label=").Append(Quoted(string.Join('\n', node.Lines)));
        if (node.Origin is { } origin) text.Append(", tooltip=").Append(Quoted(origin.ToString()));
        text.Append("];\n");
    }

    static void WriteWithParts(StringBuilder text, string indent, string path, DrawnNode node)
    {
        var inner = indent + "  ";
        text.Append(indent).Append("subgraph ").Append(Quoted($"cluster {path}{node.Id}")).Append(" {\n").Append(inner).Append("style=\"rounded,dashed\"; label=\"\";\n");
        Write(text, inner, path, node);
        for (var i = 0; i < node.Parts.Count; i++)
        {
            var within = FormattableString.Invariant($"{path}{node.Id}/{i}/");
            text.Append(inner).Append("subgraph ").Append(Quoted($"cluster {within}")).Append(" {\n")
                .Append(inner).Append("  style=rounded; label=").Append(Quoted(node.Parts[i].Role)).Append(";\n");
            node.Parts[i].Drawing.Write(text, inner + "  ", within);
            text.Append(inner).Append("}\n");
        }

        text.Append(indent).Append("}\n");
    }

    static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
