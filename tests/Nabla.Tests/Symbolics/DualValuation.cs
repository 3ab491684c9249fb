using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

/// <summary>
/// Value and derivative at a point by the rows themselves, each row's own formulas evaluated in numbers: knows no
/// textbook arrangement, no folding and no steps, so it can judge them.
/// </summary>
static class DualValuation
{
    public static (double Value, double Derivative) Of(Expr f, string variable, IReadOnlyDictionary<string, double> at)
    {
        var values = new Dictionary<Expr, (double Value, double? Derivative)>(ReferenceEqualityComparer.Instance);
        var (value, derivative) = BottomUp.Of(f, values, node => node switch
        {
            SymbolExpr s => (at[s.Name], s.Name == variable ? 1 : null),
            ApplyExpr a => Of(a, [.. Enumerable.Range(0, a.Arity).Select(i => values[a[i]])]),
            _ => (Valuation.Of(node), null),
        });
        return (value, derivative ?? 0);
    }

    // No derivative at all where an argument is constant; 0 · ∞ is NaN here, so that edges of the domain are seen.
    static (double, double?) Of(ApplyExpr f, (double Value, double? Derivative)[] x)
    {
        var y = f.Rule.Evaluate([.. x.Select(v => v.Value)]);
        if (x.All(v => v.Derivative is null)) return (y, null);
        // Literals stay, because the share of a tie depends on them.
        var inputs = x.Select((_, i) => f[i].IsLiteral ? f[i] : Expr.Symbol($"#{i}")).ToArray();
        var at = x.Select((v, i) => ($"#{i}", v.Value)).Append(("#y", y)).ToArray();
        var partials = f.Rule.Partials(inputs, Expr.Symbol("#y"));
        // Where the row knows an edge's value and the formula people write does not, the point is outside the law.
        var written = f.Rule.WrittenPartials(inputs, Expr.Symbol("#y"));
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i].Derivative is not { } dx) continue;
            sum += double.IsFinite(Valuation.Of(written[i], at)) ? Valuation.Of(partials[i], at) * dx : double.NaN;
        }

        return (y, double.IsFinite(y) ? sum : double.NaN);
    }
}
