using System.Globalization;
using System.Text;
using Nabla.Primitives;
using Nabla.Tensors;

namespace Nabla.Tracing;

/// <summary>
/// A graph as text: one equation a line, variables named a, b, … in the order in which they are made. Graphs that an
/// operation holds follow it, indented, with variables of their own.
/// </summary>
static class GraphPrinter
{
    public static string Print(Graph graph, bool origins)
    {
        var text = new StringBuilder();
        Write(text, graph, "graph", "", origins);
        return text.ToString();
    }

    static void Write(StringBuilder text, Graph graph, string heading, string indent, bool origins)
    {
        var names = new Dictionary<int, string>();
        text.Append(indent).Append(heading).Append(" (");
        var inputs = graph.InputVariables;
        for (var i = 0; i < inputs.Length; i++)
            text.Append(i == 0 ? "" : ", ").Append(Declare(graph, names, graph.IndexOf(inputs[i])));
        text.Append(")\n");
        foreach (var equation in graph.Equations)
        {
            Write(text.Append(indent).Append("  "), graph, names, equation);
            if (origins && graph.SiteOf(equation) is { } site) text.Append(Comment(site));
            text.Append('\n');
            if (equation.Primitive is not GraphPrimitive held) continue;
            foreach (var (role, body) in held.Graphs)
            {
                Write(text, body, role, indent + "    ", origins);
                text.Append('\n');
            }
        }

        text.Append(indent).Append("  return");
        foreach (var y in graph.OutputValues) text.Append(' ').Append(Name(graph, names, y));
    }

    static string Comment(Site site) => site switch
    {
        { Origin: null, Of: null } => "",
        { Of: null } => $"    // {site.Origin}",
        { Origin: null } => $"    // derivative of {site.Of}",
        _ => $"    // derivative of {site.Of}: {site.Origin}",
    };

    /// <summary>One equation, with the names that it has in the whole.</summary>
    public static string Print(Graph graph, in Equation equation)
    {
        var names = new Dictionary<int, string>();
        foreach (var input in graph.InputVariables) Declare(graph, names, graph.IndexOf(input));
        var text = new StringBuilder();
        foreach (var before in graph.Equations)
        {
            Write(text.Clear(), graph, names, before);
            if (before.First == equation.First && ReferenceEquals(before.Primitive, equation.Primitive)) break;
        }

        return text.ToString();
    }

    static StringBuilder Write(StringBuilder text, Graph graph, Dictionary<int, string> names, in Equation equation)
    {
        for (var i = 0; i < equation.Count; i++)
            text.Append(i == 0 ? "" : ", ").Append(Declare(graph, names, equation.First + i));
        text.Append(" = ").Append(equation.Primitive);
        foreach (var x in graph.Operands(equation)) text.Append(' ').Append(Name(graph, names, x));
        return text;
    }

    static string Declare(Graph graph, Dictionary<int, string> names, int index) =>
        $"{names[index] = Letters(names.Count)}: {graph.Variables[index]}";

    static string Name(Graph graph, Dictionary<int, string> names, Tensor x) => graph.IndexOf(x) is >= 0 and var i
        ? names[i]
        : x is { IsConcrete: true, Count: 1 } ? $"{x.Type}={x}" : $"const:{x.Type}";

    /// <summary>The name of the variable of that number: a, b, …, z, a1, ….</summary>
    public static string Letters(int number)
    {
        var letter = ((char)('a' + number % 26)).ToString();
        return number < 26 ? letter : letter + (number / 26).ToString(CultureInfo.InvariantCulture);
    }
}
