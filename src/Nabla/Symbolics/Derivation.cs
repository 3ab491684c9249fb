using System.Text.Json;
using Nabla.Rules;

namespace Nabla.Symbolics;

/// <summary>
/// The derivative of a formula and the steps that lead to it. The steps are read off the work that gave the answer when
/// they are first asked for; whoever wants the answer alone pays nothing for them.
/// </summary>
public sealed class Derivation
{
    readonly Lazy<IReadOnlyList<DerivationStep>> _steps;
    readonly Lazy<IReadOnlyList<Expr>> _conditions;

    internal Derivation(
        Expr function, IReadOnlyList<string> variables, SimplifyLevel simplify, int? depth, Budget budget)
    {
        Function = Unsimplified = Result = function;
        Variables = variables;
        Depth = depth;
        var stages = new List<Stage>();
        var conditions = new List<Expr>();
        using var operation = ExprInterner.Begin();
        foreach (var name in variables)
        {
            var differentiator = stages.Find(stage => stage.Differentiator.Variable.Name == name)?.Differentiator
                ?? new((SymbolExpr)Expr.Symbol(name), budget);
            var f = Result;
            Unsimplified = differentiator.Derive(f);
            var simplified = Calculus.Simplify(Unsimplified, simplify, budget);
            stages.Add(new(f, differentiator, Unsimplified, simplified));
            conditions.AddRange(simplified.Conditions);
            Result = simplified.Expression;
        }

        _conditions = new(() => Domain.Unsaid(conditions, Result));
        _steps = new(() => [.. stages.SelectMany(stage => stage.Steps(depth is null, budget))]);
    }

    /// <summary>The formula that was differentiated.</summary>
    public Expr Function { get; }

    /// <summary>The variables in the order of differentiation; one named twice was differentiated by twice.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>How many levels of steps are shown in full; null for what people read, with constants and linear pieces folded.</summary>
    public int? Depth { get; }

    /// <summary>The derivative as the rules leave it, with arithmetic done and nothing else; before the last simplification where the order is 2 or more.</summary>
    public Expr Unsimplified { get; }

    /// <summary>The derivative, simplified as far as was asked; each differentiation begins with the simplified result of the one before.</summary>
    public Expr Result { get; }

    /// <summary>What must hold where the simplified result has a value and the unsimplified one has none, as formulas that are 1 where they hold.</summary>
    public IReadOnlyList<Expr> Conditions => _conditions.Value;

    /// <summary>The steps in order: for each differentiation one step, with those it rests on as its children, and one for what simplification did, if anything.</summary>
    public IReadOnlyList<DerivationStep> Steps => _steps.Value;

    /// <summary>Where a rule does not hold, in the order of the steps.</summary>
    public IReadOnlyList<Caveat> Caveats => [.. AllSteps().Select(Caveat.Of).OfType<Caveat>()];

    /// <summary>The derivation as numbered lines of text; with hints, the names of the rules alone.</summary>
    public string ToText(TextStyle style = TextStyle.Unicode, bool hints = false)
    {
        using var operation = ExprInterner.Begin();
        return DerivationText.Write(this, style, hints);
    }

    /// <summary>The derivation in LaTeX: one align* environment for each differentiation.</summary>
    public string ToLatex()
    {
        using var operation = ExprInterner.Begin();
        return DerivationLatex.Write(this);
    }

    /// <summary>The derivation as a fragment of HTML: nested lists with formulas in MathML.</summary>
    public string ToHtml()
    {
        using var operation = ExprInterner.Begin();
        return DerivationHtml.Write(this);
    }

    /// <summary>Writes the steps as an array of {number, rule, formula, variable, before, after, bindings, children}.</summary>
    public void WriteSteps(Utf8JsonWriter json)
    {
        using var operation = ExprInterner.Begin();
        DerivationJson.Write(this, json);
    }

    /// <inheritdoc/>
    public override string ToString() => ToText();

    // Each step once, however many others use it, first the steps that use it.
    IEnumerable<DerivationStep> AllSteps()
    {
        var met = new HashSet<DerivationStep>();
        var pending = new Stack<DerivationStep>(Steps.Reverse());
        while (pending.TryPop(out var step))
        {
            if (!met.Add(step)) continue;
            yield return step;
            foreach (var child in step.Children.Where(c => c.Variable == step.Variable).Reverse()) pending.Push(child);
        }
    }

    sealed record Stage(Expr Function, Differentiator Differentiator, Expr Derivative, Simplified Simplified)
    {
        public IEnumerable<DerivationStep> Steps(bool readable, Budget budget)
        {
            using var operation = ExprInterner.Begin();
            var step = new DerivationBuilder(Function, Differentiator, readable, budget).Build(Function);
            return Derivative == Simplified.Expression ? [step] : [step, Simplification()];
        }

        DerivationStep Simplification()
        {
            // A rewrite of the whole says no more than the step itself.
            var parts = Simplified.Log
                .Where(r => r.After != Simplified.Expression)
                .Select(r => Simplification(r.Before, r.After, string.Join(", ", r.Rows.Select(row => row.Name)), []));
            var names = string.Join(", ", Simplified.Log.SelectMany(r => r.Rows).Select(row => row.Name).Distinct());
            if (names.Length == 0)
                names = FractionForm.Differs(Derivative, Simplified.Expression) ? "usual form of fractions" : "usual order of terms and factors";
            return Simplification(Derivative, Simplified.Expression, names, [.. parts]);
        }

        static DerivationStep Simplification(Expr before, Expr after, string detail, DerivationStep[] parts) =>
            new(DerivativeRule.Simplification, null, before, after, [], parts) { Detail = detail };
    }
}
