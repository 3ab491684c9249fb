using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

/// <summary>The plainest evaluation of formulas, each node once: the oracle of the tests on derivatives.</summary>
sealed class Valuation(IReadOnlyDictionary<string, double> at)
{
    readonly Dictionary<Expr, double> _values = new(ReferenceEqualityComparer.Instance);

    /// <summary>The value of every part met.</summary>
    public IReadOnlyList<KeyValuePair<Expr, double>> Parts => [.. _values];

    public static double Of(Expr f, params (string Name, double Value)[] at) =>
        new Valuation(at.ToDictionary(p => p.Name, p => p.Value)).Of(f);

    public double Of(Expr f) => BottomUp.Of(f, _values, node => node switch
    {
        NumberExpr n => n.Value.ToDouble(),
        ConstantExpr c => c.Value,
        SymbolExpr s => at[s.Name],
        ApplyExpr a => a.Rule.Evaluate([.. Enumerable.Range(0, a.Arity).Select(i => _values[a[i]])]),
        _ => throw new InvalidOperationException(),
    });
}
