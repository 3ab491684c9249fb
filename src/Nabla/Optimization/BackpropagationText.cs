using System.Text;
using Nabla.Symbolics;
using static Nabla.Symbolics.NumberText;

namespace Nabla.Optimization;

/// <summary>Backpropagation as text for people, in its four steps; beyond 200 nodes the middle is left out.</summary>
public static class BackpropagationText
{
    const int MostNodes = 200;
    const int WidestColumn = 48;

    /// <summary>The four steps, one node a line, in Unicode or ASCII.</summary>
    public static string Write(Backpropagation run, bool ascii = false)
    {
        var text = new StringBuilder();
        var style = ascii ? TextStyle.Ascii : TextStyle.Unicode;
        var steps = run.Nodes.Where((node, i) => node.Operands.Count > 0 || i == run.Nodes.Count - 1).ToList();
        text.AppendLine("1. forward");
        Rows(text, steps, step => [step.Name, "= " + step.Definition.ToText(style), "= " + Signed(step.Value)]);
        text.AppendLine("2. loss").AppendLine($"  {run.Nodes[^1].Name} = {Column(run.LossBefore)}");
        text.AppendLine("3. backward");
        var users = Users(run);
        var places = Enumerable.Range(0, run.Nodes.Count).Reverse().OrderBy(i => run.Nodes[i].Operands.Count == 0 && i < run.Nodes.Count - 1);
        Rows(text, [.. places], i => Backward(run, users[i], i, style));
        if (run.Rate is not { } rate) return ascii ? ToAscii(text) : text.ToString();
        text.AppendLine("4. update");
        foreach (var (name, x) in run.Updated)
            text.AppendLine($"  {name} ← {Terse(run.Point[name])} − {Terse(rate)}·{Bracketed(run.Gradient[name])} = {Column(x)}");
        text.AppendLine($"  {run.Nodes[^1].Name}: {Column(run.LossBefore)} → {Column(run.LossAfter ?? double.NaN)}");
        return ascii ? ToAscii(text) : text.ToString();
    }

    static List<(int User, BackpropagationEdge Edge)>[] Users(Backpropagation run)
    {
        var users = new List<(int, BackpropagationEdge)>[run.Nodes.Count];
        for (var i = 0; i < users.Length; i++) users[i] = [];
        for (var i = 0; i < users.Length; i++)
            foreach (var edge in run.Nodes[i].Operands) users[edge.Operand].Add((i, edge));
        return users;
    }

    // ∂L/∂v2 = ∂L/∂v3·v3·(1 − v3) = -0.537883·0.196612 = -0.105754, a sum where several nodes use this one.
    static string[] Backward(Backpropagation run, List<(int User, BackpropagationEdge Edge)> users, int place, TextStyle style)
    {
        var loss = run.Nodes[^1].Name;
        var name = $"∂{loss}/∂{run.Nodes[place].Name}";
        var value = "= " + Signed(run.Nodes[place].Cotangent);
        if (users.Count == 0) return [name, "", "", value];
        var shown = users.Take(4).ToList();
        var more = users.Count > shown.Count ? " + …" : "";
        string Formula((int User, BackpropagationEdge Edge) use) => use.User == run.Nodes.Count - 1
            ? Local(use.Edge, run, use.User, place, style, isFactor: false)
            : $"∂{loss}/∂{run.Nodes[use.User].Name} · {Local(use.Edge, run, use.User, place, style, isFactor: true)}";
        string Numbers((int User, BackpropagationEdge Edge) use) => use.User == run.Nodes.Count - 1
            ? Terse(use.Edge.Value)
            : $"{Terse(run.Nodes[use.User].Cotangent)} · {Bracketed(use.Edge.Value)}";
        return [name, "= " + string.Join(" + ", shown.Select(Formula)) + more, "= " + string.Join(" + ", shown.Select(Numbers)) + more, value];
    }

    static string Local(BackpropagationEdge edge, Backpropagation run, int user, int place, TextStyle style, bool isFactor)
    {
        if (edge.Derivative is not { } derivative) return $"∂{run.Nodes[user].Name}/∂{run.Nodes[place].Name}";
        var text = derivative.ToText(style);
        return isFactor && (text.Contains(" + ", StringComparison.Ordinal) || text.Contains(" - ", StringComparison.Ordinal)
            || text.StartsWith('-')) ? $"({text})" : text;
    }

    static void Rows<T>(StringBuilder text, List<T> items, Func<T, string[]> cells)
    {
        var all = Enumerable.Range(0, items.Count).Where(i => i < MostNodes / 2 || i >= items.Count - MostNodes / 2).ToList();
        var rows = all.ConvertAll(i => cells(items[i]));
        if (rows.Count == 0) return;
        var widths = Enumerable.Range(0, rows[0].Length).Select(k => Math.Min(WidestColumn, rows.Max(row => row[k].Length))).ToArray();
        for (var r = 0; r < rows.Count; r++)
        {
            if (r > 0 && all[r] > all[r - 1] + 1) text.AppendLine($"  … {items.Count - MostNodes} more");
            text.Append(' ');
            for (var k = 0; k < widths.Length; k++)
                if (widths[k] > 0) text.Append(' ').Append(k == widths.Length - 1 ? rows[r][k] : rows[r][k].PadRight(widths[k]));
            text.AppendLine();
        }
    }

    static string Signed(double x) => Column(x).PadLeft(9);

    static string Bracketed(double x) => Terse(x) is ['-', ..] text ? $"({text})" : Terse(x);

    static string Terse(double x)
    {
        var text = Of(x);
        return text.EndsWith(".0", StringComparison.Ordinal) && text.Length <= 8 ? text[..^2] : text.Length <= 8 ? text : Column(x);
    }

    static string ToAscii(StringBuilder text) => text.Replace("∂", "d").Replace("·", "*").Replace("←", "<-")
        .Replace("→", "->").Replace("−", "-").Replace("…", "...").ToString();
}
