namespace Nabla.Symbolics;

/// <summary>
/// The derivative of a formula and the steps that lead to it. The steps are read off the work that gave the answer when
/// they are first asked for; whoever wants the answer alone pays nothing for them.
/// </summary>
public sealed class Derivation
{
    readonly Lazy<IReadOnlyList<DerivationStep>> _steps;

    internal Derivation(Expr function, IReadOnlyList<string> variables, int? depth, Budget budget)
    {
        Function = function;
        Variables = variables;
        Depth = depth;
        var stages = new List<Stage>();
        using var operation = ExprInterner.Begin();
        var differentiators = new Dictionary<string, Differentiator>();
        var f = function;
        foreach (var name in variables)
        {
            if (!differentiators.TryGetValue(name, out var differentiator))
                differentiators[name] = differentiator = new((SymbolExpr)Expr.Symbol(name), budget);
            var derivative = differentiator.Derive(f);
            stages.Add(new(f, differentiator));
            f = derivative;
        }

        Unsimplified = Result = f;
        _steps = new(() => [.. stages.SelectMany(stage => stage.Steps(depth is null, budget))]);
    }

    /// <summary>The formula that was differentiated.</summary>
    public Expr Function { get; }

    /// <summary>The variables in the order of differentiation; one named twice was differentiated by twice.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>How many levels of steps are shown in full; null for what people read, with constants and linear pieces folded.</summary>
    public int? Depth { get; }

    /// <summary>The derivative as the rules leave it, with arithmetic done and nothing else.</summary>
    public Expr Unsimplified { get; }

    /// <summary>The derivative.</summary>
    public Expr Result { get; }

    /// <summary>The steps in order: one for each differentiation, with those it rests on as its children.</summary>
    public IReadOnlyList<DerivationStep> Steps => _steps.Value;

    sealed record Stage(Expr Function, Differentiator Differentiator)
    {
        public IEnumerable<DerivationStep> Steps(bool readable, Budget budget)
        {
            using var operation = ExprInterner.Begin();
            return [new DerivationBuilder(Function, Differentiator, readable, budget).Build(Function)];
        }
    }
}
