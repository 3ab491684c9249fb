using System.Text;
using Nabla.Rules;
using static Nabla.Symbolics.DerivationOutline;

namespace Nabla.Symbolics;

// A derivation as lines of text: number, rule, the rule in general, what its letters stand for, and the result.
sealed class DerivationText
{
    const int Width = 100;
    public const int MostTermsShown = 8;

    // Marks the symbol of a derivative in a formula until it is shown as u′.
    const string Prime = "_prime";

    readonly Derivation _derivation;
    readonly TextStyle _style;
    readonly DisplayNames _names;
    readonly HashSet<string> _taken;
    readonly StringBuilder _text = new();

    public DerivationText(Derivation derivation, TextStyle style)
    {
        _derivation = derivation;
        _style = style;
        _names = new(derivation);
        _taken = [.. derivation.Function.Variables];
    }

    public static string Write(Derivation derivation, TextStyle style, bool hints)
    {
        var writer = new DerivationText(derivation, style);
        foreach (var item in new DerivationOutline(derivation, writer._names).Items)
        {
            if (hints) writer.Hint(item);
            else writer.Item(item);
        }

        if (!hints) writer.End();
        var text = writer._text.ToString();
        return style == TextStyle.Unicode ? text : DerivativeRule.ToAscii(text);
    }

    void Hint(Item item)
    {
        if (item.Kind == ItemKind.Open) Line(item.Level, $"{item.Number} {item.Step.Rule}");
    }

    void Item(Item item)
    {
        var step = item.Step;
        if (step.Rule == DerivativeRule.Simplification) Simplification(item);
        else if (item.Kind == ItemKind.Open) Open(item);
        else if (item.Kind == ItemKind.Reference)
            Line(item.Level, $"{item.Number} see step {item.Target}    → {Result(item)}");
        else if (item.IsStage) Line(0, $"= {Show(step.After)}");
        else if (item.HasParts) Line(item.Level + 1, "→ " + Result(item));
    }

    void Heading(DerivationStep step)
    {
        if (_text.Length > 0) _text.Append('\n');
        var others = step.Before.Variables.Where(v => v != step.Variable).ToList();
        var held = others.Count == 0 ? "" : $"    ({string.Join(", ", others)} held constant)";
        Line(0, $"{Operator(step)} {Operand(step.Before)}{held}");
    }

    void Open(Item item)
    {
        if (item.IsStage) Heading(item.Step);
        var general = General(item.Step);
        var bindings = string.Join(",  ", item.Step.Bindings.Select(b => Bound(item.Step, b)));
        var result = item.HasParts || item.IsStage ? "" : Result(item);
        if (result == general) result = "";
        var head = $"{item.Number} {item.Step.Rule}";
        Folded(item.Level, general.Length > 0 ? head + "  " + general : head, bindings, result.Length > 0 ? "→ " + result : "");
    }

    void Simplification(Item item)
    {
        var (step, what) = (item.Step, item.Step.Detail.Length > 0 ? ": " + item.Step.Detail : "");
        if (item.Kind == ItemKind.Close && item.IsStage) Line(0, $"= {Show(step.After)}");
        else if (item.Kind == ItemKind.Open && item.IsStage) Line(0, $"{item.Number} {step.Rule}{what}");
        else if (item.Kind == ItemKind.Open)
            Folded(item.Level, $"{item.Number} {step.Detail}", $"{Show(step.Before)} = {Show(step.After)}");
    }

    void End()
    {
        var separator = "where ";
        foreach (var (name, formula) in _names.Definitions)
        {
            Line(0, $"{separator}{name} = {formula.ToText(_style)}");
            separator = "      ";
        }

        foreach (var caveat in _derivation.Caveats) Line(0, "note: " + caveat.ToText(Show));
    }

    // On one line where it fits, else each part on a line of its own.
    void Folded(int level, params ReadOnlySpan<string> parts)
    {
        var all = new List<string>();
        foreach (var part in parts)
            if (part.Length > 0) all.Add(part);
        if (2 * level + all.Sum(p => p.Length + 4) <= Width) Line(level, string.Join("    ", all));
        else
        {
            Line(level, all[0]);
            foreach (var part in all.Skip(1)) Line(level + 2, part);
        }
    }

    // The chain rule is said with its outer function, since f(u) alone says little; a function's rule is its instance.
    public string General(DerivationStep step)
    {
        if (step.Rule == DerivativeRule.Chain || step.Rule == DerivativeRule.ChainOfSeveral)
        {
            var outer = step.Children.Where(c => c.Variable != step.Variable).ToArray();
            var terms = outer.Select(o => o.After * Expr.Symbol(o.Variable + Prime));
            var sum = Show(terms.Aggregate((a, b) => a + b));
            return $"{Primed(outer[0].Before)} = {sum} ({outer[0].Rule.Name.ToLowerInvariant()})";
        }

        if (step.Rule == DerivativeRule.Sum || step.Rule == DerivativeRule.Difference) return TermByTerm(step);
        var isOwnDerivative = step.Rule == DerivativeRule.Exponential && ReferenceEquals(step.Before, step.After);
        return step.Rule.IsFunction || isOwnDerivative
            ? $"{Primed(step.Before)} = {Show(step.After)}"
            : step.Rule.FormulaFor(step, _taken);
    }

    string TermByTerm(DerivationStep step)
    {
        var terms = SumTerms.Of(step);
        if (terms.Count > MostTermsShown) return $"{step.Rule.Formula}, term by term";
        var sum = string.Concat(
            terms.Select((t, i) => (i == 0 ? "" : t.IsSubtracted ? " − " : " + ") + Primed(t.Term)));
        return $"{Primed(step.Before)} = {sum}";
    }

    string Bound(DerivationStep step, Binding binding)
    {
        var text = $"{binding.Name} = {Show(binding.Formula)}";
        if (_derivation.Depth is not null) return text;
        var part = step.Children.FirstOrDefault(c => ReferenceEquals(c.Before, binding.Formula));
        return part is not null && IsSaidAtSight(part) ? $"{text}, {binding.Name}′ = {Show(part.After)}" : text;
    }

    string Result(Item item) => $"{Label(item)} = {Show(item.Step.After)}";

    public string Label(Item item)
    {
        var (step, parent) = (item.Step, item.Parent);
        if (parent is not null && parent.Variable != step.Variable) return $"d/d{step.Variable} {Operand(step.Before)}";
        foreach (var binding in parent?.Bindings ?? [])
            if (ReferenceEquals(binding.Formula, step.Before)) return binding.Name + "′";
        return Primed(step.Before);
    }

    string Primed(Expr f) => f is SymbolExpr ? Show(f) + "′" : $"({Show(f)})′";

    string Operand(Expr f)
    {
        var text = Show(f);
        return text[0] == '-' || (f is ApplyExpr a && (a.Rule == Elementwise.Add || a.Rule == Elementwise.Subtract))
            ? $"({text})"
            : text;
    }

    public static string Operator(DerivationStep step) =>
        step.Before.Variables.Any(v => v != step.Variable) ? $"∂/∂{step.Variable}" : $"d/d{step.Variable}";

    string Show(Expr f) => _names[f].ToText(_style).Replace(Prime, "′", StringComparison.Ordinal);

    void Line(int level, string line) => _text.Append(' ', 2 * level).Append(line).Append('\n');
}
