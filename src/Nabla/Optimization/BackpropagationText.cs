using System.Text;
using Nabla.Symbolics;

namespace Nabla.Optimization;

// A run of backpropagation as text, in its four steps: forward, loss, backward, update.
sealed class BackpropagationText
{
    const int MostNodes = 200;
    const int MostTerms = 8;

    readonly Backpropagation _run;
    readonly TextStyle _style;
    readonly string _loss;
    readonly StringBuilder _text = new();
    readonly Dictionary<string, List<(BackpropagationNode Consumer, int Place)>> _consumers = [];

    BackpropagationText(Backpropagation run, TextStyle style)
    {
        (_run, _style, _loss) = (run, style, run.Loss.Name);
        foreach (var node in run.Nodes)
        {
            for (var k = 0; k < node.Operands.Count; k++)
            {
                var (name, _, isVaried) = node.Operands[k];
                if (!isVaried) continue;
                if (!_consumers.TryGetValue(name, out var list)) _consumers[name] = list = [];
                list.Add((node, k));
            }
        }
    }

    public static string Write(Backpropagation run, TextStyle style)
    {
        var writer = new BackpropagationText(run, style);
        writer.Forward();
        writer.Backward();
        if (run.Updated.Count > 0) writer.Update();
        else writer.Gradient();
        var text = writer._text.ToString();
        return style == TextStyle.Unicode
            ? text
            : DerivativeRule.ToAscii(text
                .Replace("←", "<-").Replace('η', 'r').Replace("∇", "grad ").Replace("…", "..."));
    }

    void Line(string text) => _text.Append(text).Append('\n');

    string Show(Expr formula) => formula.ToText(_style);

    static string Number(double x) => NumberText.Column(x);

    // A negative factor or subtrahend in parentheses.
    static string Factor(double x) => x < 0 ? $"({Number(x)})" : Number(x);

    static string Exact(double x) => x < 0 ? $"({NumberText.Of(x)})" : NumberText.Of(x == 0 ? 0 : x);

    void Forward()
    {
        Line("1. Forward: the value of every node");
        if (_run.Names.Count > 0)
            Line("  at " + Shortened(", ", _run.Names.Select((name, i) => $"{name} = {NumberText.Of(_run.At[i])}")));
        var nodes = Computed().ToList();
        var shown = nodes.Take(MostNodes)
            .Select(node => (node.Name, Formula: Show(node.Expression), Value: Number(node.Value))).ToArray();
        var names = Width(shown, s => s.Name);
        var formulas = Width(shown, s => s.Formula);
        var values = Width(shown, s => s.Value);
        foreach (var (name, formula, value) in shown)
            Line($"  {name.PadRight(names)} = {formula.PadRight(formulas)} = {value.PadLeft(values)}");
        if (nodes.Count > MostNodes) Line($"  … {nodes.Count - MostNodes} more nodes");
        Line("2. Loss");
        Line($"  {_loss} = {Show(_run.Loss.Expression)} = {Number(_run.LossBefore)}");
    }

    // The nodes between the variables and the loss.
    IEnumerable<BackpropagationNode> Computed() => _run.Nodes.Skip(_run.Names.Count).SkipLast(1);

    static int Width<T>(T[] rows, Func<T, string> cell) => rows.Length == 0 ? 0 : rows.Max(row => cell(row).Length);

    void Backward()
    {
        Line($"3. Backward: ∂{_loss}/∂ of every node, by the chain rule from its consumers");
        Line($"  {ByNode(_loss)} = 1");
        var varied = Computed().Where(node => _consumers.ContainsKey(node.Name)).Reverse().ToList();
        foreach (var node in varied.Take(MostNodes)) ChainRule(node);
        if (varied.Count > MostNodes) Line($"  … {varied.Count - MostNodes} more nodes");
        var variables = _run.Nodes.Take(_run.Names.Count).ToList();
        foreach (var node in variables.Take(MostNodes)) ChainRule(node);
        if (variables.Count > MostNodes) Line($"  … {variables.Count - MostNodes} more variables");
    }

    string ByNode(string name) => $"∂{_loss}/∂{name}";

    void ChainRule(BackpropagationNode node)
    {
        if (!_consumers.TryGetValue(node.Name, out var consumers))
        {
            Line($"  {ByNode(node.Name)} = 0, because {_loss} does not depend on {node.Name}");
            return;
        }

        // The loss's own cotangent is 1, and its local derivative already is what is asked for.
        if (consumers is [var (only, k)] && ReferenceEquals(only, _run.Loss))
        {
            Line($"  {ByNode(node.Name)} = {LocalDerivative(only, k)}");
            return;
        }

        var letters = Shortened(
            " + ", consumers.Select(c => $"{ByNode(c.Consumer.Name)} · {Local(c.Consumer, c.Place)}"));
        var numbers = Shortened(
            " + ", consumers.Select(c => $"{Factor(c.Consumer.Cotangent)} · {Factor(Partial(c.Consumer, c.Place))}"));
        Line($"  {ByNode(node.Name)} = {letters} = {numbers} = {Number(node.Cotangent)}");
        foreach (var (consumer, place) in consumers.Take(MostTerms))
            Line($"      {Local(consumer, place)} = {LocalDerivative(consumer, place)}");
    }

    static double Partial(BackpropagationNode node, int place) => node.Operands[place].Partial;

    // ∂v3/∂v2, or ∂v3/∂v2[1] by the first of several places at which the operand stands.
    static string Local(BackpropagationNode node, int place)
    {
        var name = node.Operands[place].Name;
        if (node.Operands.Count(operand => operand.Name == name) == 1) return $"∂{node.Name}/∂{name}";
        return $"∂{node.Name}/∂{name}[{place + 1}]";
    }

    static string Shortened(string separator, IEnumerable<string> parts)
    {
        var shown = parts.Take(MostTerms + 1).ToList();
        if (shown.Count > MostTerms) shown[^1] = "…";
        return string.Join(separator, shown);
    }

    string LocalDerivative(BackpropagationNode node, int place)
    {
        var number = Number(Partial(node, place));
        var derivative = node.Derivatives[place];
        return derivative is NumberExpr ? Show(derivative) : $"{Show(derivative)} = {number}";
    }

    void Update()
    {
        Line($"4. Update: w ← w − η·∂{_loss}/∂w with η = {NumberText.Of(_run.Rate)}");
        var places = _run.Names.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i);
        foreach (var (name, value) in _run.Updated.Take(MostNodes))
        {
            var (old, slope) = (_run.At[places[name]], _run.Gradient[places[name]]);
            Line($"  {name} ← {NumberText.Of(old)} − {Exact(_run.Rate)}·{Factor(slope)} = {Number(value)}");
        }

        if (_run.Updated.Count > MostNodes) Line($"  … {_run.Updated.Count - MostNodes} more");
        Line($"  {_loss}: {Number(_run.LossBefore)} → {Number(_run.LossAfter!.Value)}");
    }

    void Gradient()
    {
        Line("4. Update: nothing was chosen to be updated; the gradient is");
        Line($"  ∇{_loss} = ({Shortened(", ", _run.Gradient.Select(Number))})");
    }
}
