using System.Text;
using Nabla.Rules;
using static Nabla.Symbolics.DerivationOutline;

namespace Nabla.Symbolics;

// A derivation as aligned equations: what a rule makes of the derivatives of its parts, those, and the result.
sealed class DerivationLatex(Derivation derivation)
{
    readonly DisplayNames _names = new(derivation);
    readonly HashSet<string> _taken = [.. derivation.Function.Variables];
    readonly StringBuilder _latex = new();

    public static string Write(Derivation derivation) => new DerivationLatex(derivation).WriteAll();

    string WriteAll()
    {
        var items = new DerivationOutline(derivation, _names).Items;
        var isOpen = false;
        foreach (var item in items)
        {
            if (item.IsStage && item.Kind == ItemKind.Open && item.Step.Variable is not null)
            {
                if (isOpen) End();
                _latex.Append("\\begin{align*}\n");
                isOpen = true;
            }

            Write(item);
        }

        foreach (var (name, formula) in _names.Definitions) Line(Expr.Symbol(name).ToLatex(), formula.ToLatex(), "");
        if (isOpen) End();
        return _latex.ToString();
    }

    // No line break after the last equation.
    void End()
    {
        if (_latex.ToString(_latex.Length - 3, 3) == "\\\\\n") _latex.Length -= 3;
        _latex.Append("\n\\end{align*}\n");
    }

    void Write(Item item)
    {
        var step = item.Step;
        var comment = $"\\text{{{item.Number} {step.Rule}}}";
        if (item.Kind == ItemKind.Reference) Line(Label(item), Show(step.After), $"\\text{{see {item.Target}}}");
        else if (step.Variable is null)
        {
            if (item.Kind == ItemKind.Close && item.IsStage)
                Line("", Show(step.After), $"\\text{{{item.Number} {step.Rule}: {step.Detail}}}");
        }
        else if (item.Kind == ItemKind.Close)
        {
            if (item.HasParts || General(step) is not null) Line(item.IsStage ? "" : Label(item), Show(step.After), "");
        }
        else if (General(step) is { } general) Line(Label(item), general, comment + Letters(step));
        else Line(Label(item), Show(step.After), comment);
    }

    string Letters(DerivationStep step) => string.Concat(step.Bindings.Select(b => ",\\ " + Letter(step, b)));

    string Letter(DerivationStep step, Binding binding)
    {
        var name = Expr.Symbol(binding.Name).ToLatex();
        var part = step.Children.FirstOrDefault(c => ReferenceEquals(c.Before, binding.Formula));
        var derivative = part is not null && derivation.Depth is null && IsSaidAtSight(part)
            ? $",\\ {name}' = {Show(part.After)}"
            : "";
        return $"{name} = {Show(binding.Formula)}{derivative}";
    }

    // What the rule makes of its parts; null where the result is seen at once.
    string? General(DerivationStep step)
    {
        if (step.Rule == DerivativeRule.Chain || step.Rule == DerivativeRule.ChainOfSeveral)
        {
            var outer = step.Children.Where(c => c.Variable != step.Variable);
            return string.Join(" + ", outer.Select(o => $"{Factor(o.After)} \\cdot {Expr.Symbol(o.Variable!).ToLatex()}'"));
        }

        if (step.Rule == DerivativeRule.Sum || step.Rule == DerivativeRule.Difference) return TermByTerm(step);
        if (step.Bindings.Count == 0) return null;
        var general = step.Rule.LatexFor(step, _taken);
        return general[(general.IndexOf("' = ", StringComparison.Ordinal) + 4)..];
    }

    string? TermByTerm(DerivationStep step)
    {
        var terms = SumTerms.Of(step);
        return terms.Count > DerivationText.MostTermsShown ? null
            : string.Concat(terms.Select((t, i) => (i == 0 ? "" : t.IsSubtracted ? " - " : " + ") + Primed(t.Term)));
    }

    string Label(Item item)
    {
        var (step, parent) = (item.Step, item.Parent);
        if (parent is null && item.IsStage || parent is not null && parent.Variable != step.Variable)
            return $"{Operator(step)}\\left[{Show(step.Before)}\\right]";
        foreach (var binding in parent?.Bindings ?? [])
            if (ReferenceEquals(binding.Formula, step.Before)) return Expr.Symbol(binding.Name).ToLatex() + "'";
        return Primed(step.Before);
    }

    static string Operator(DerivationStep step)
    {
        var d = step.Before.Variables.Any(v => v != step.Variable) ? "\\partial" : "d";
        return $"\\frac{{{d}}}{{{d} {Expr.Symbol(step.Variable!).ToLatex()}}}";
    }

    string Primed(Expr f) => $"\\left({Show(f)}\\right)'";

    string Factor(Expr f) => f is ApplyExpr a
        && (a.Rule == Elementwise.Add || a.Rule == Elementwise.Subtract || a.Rule == Elementwise.Negate)
        ? $"\\left({Show(f)}\\right)"
        : Show(f);

    string Show(Expr f) => _names[f].ToLatex();

    void Line(string left, string right, string comment)
    {
        _latex.Append(left).Append(" &= ").Append(right);
        if (comment.Length > 0) _latex.Append(" && ").Append(comment);
        _latex.Append("\\\\\n");
    }
}
