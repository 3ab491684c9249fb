using Nabla.Symbolics;
using static Nabla.Symbolics.Expr;

namespace Nabla.Rules;

public static partial class Elementwise
{
    /// <summary>Every row, in the order of the table.</summary>
    public static IReadOnlyList<ScalarRule> All => s_all;

    internal static ScalarRule At(int number) => s_all[number];

    /// <summary>The row of that name or alias, or null; rows that formulas write in other words have no name here.</summary>
    public static ScalarRule? Find(string name) => s_byName.TryGetValue(name, out var row) ? row : null;

    static ScalarRule Unary(
        string name, string latex, string ruleName, (double Low, double High) sampled, Func<double, double> value,
        Func<Expr, Expr, Expr> derivative, bool singular = false, string[]? aliases = null,
        Accuracy? derivativeAccuracy = null) =>
        Row(new(name, 1, value, (x, y) => [derivative(x[0], y)])
        {
            Latex = latex,
            RuleName = ruleName,
            Sampled = [new(sampled.Low, sampled.High)],
            IsSingular = singular,
            Aliases = aliases ?? [],
            DerivativeAccuracy = derivativeAccuracy ?? Accuracy.WithinUlps(4),
        });

    static ScalarRule Binary(
        string name, string latex, string ruleName, (double Low, double High) first, (double Low, double High) second,
        Func<double, double, double> value, Func<Expr, Expr, Expr, (Expr, Expr)> derivative, bool singular = false,
        string[]? aliases = null, Accuracy? valueAccuracy = null, Accuracy? derivativeAccuracy = null) =>
        Row(new(name, 2, value, Partials(derivative))
        {
            Latex = latex,
            RuleName = ruleName,
            Sampled = [new(first.Low, first.High), new(second.Low, second.High)],
            IsSingular = singular,
            Aliases = aliases ?? [],
            ValueAccuracy = valueAccuracy ?? Accuracy.WithinUlps(4),
            DerivativeAccuracy = derivativeAccuracy ?? Accuracy.WithinUlps(4),
        });

    static ScalarRule Comparison(string name, string latex, Func<double, double, bool> holds) =>
        Binary(name, latex, "Step rule", (1, 2), (3, 4), (a, b) => holds(a, b) ? 1 : 0, (a, b, y) => (0, 0));

    static ScalarRule Inner(
        string name, (double Low, double High) sampled, Func<double, double> value, Func<Expr, Expr, Expr> derivative,
        Func<Expr, Expr> writtenAs) =>
        Row(new(name, 1, value, (x, y) => [derivative(x[0], y)])
        {
            Sampled = [new(sampled.Low, sampled.High)],
            IsSingular = true,
            WrittenAs = x => writtenAs(x[0]),
            DerivativeAccuracy = Accuracy.None,
        });

    static ScalarRule Inner(
        string name, (double Low, double High) first, (double Low, double High) second,
        Func<double, double, double> value, Func<Expr, Expr, Expr, (Expr, Expr)> derivative,
        Func<Expr, Expr, Expr> writtenAs, Accuracy? valueAccuracy = null) =>
        Row(new(name, 2, value, Partials(derivative))
        {
            Sampled = [new(first.Low, first.High), new(second.Low, second.High)],
            IsSingular = true,
            WrittenAs = x => writtenAs(x[0], x[1]),
            ValueAccuracy = valueAccuracy ?? Accuracy.WithinUlps(4),
            DerivativeAccuracy = Accuracy.None,
        });

    static Func<Expr[], Expr, Expr[]> Partials(Func<Expr, Expr, Expr, (Expr, Expr)> derivative) => (x, y) =>
    {
        var (da, db) = derivative(x[0], x[1], y);
        return [da, db];
    };

    // Arguments that reach the maximum share its derivative; a literal among them takes it all.
    static Expr[] Ties(Expr[] x, Expr y)
    {
        Expr Reaches(Expr a) => Apply(Equal, a, y);
        var sharers = x.Where(a => !a.IsLiteral).Select(Reaches).DefaultIfEmpty(0).Aggregate((a, b) => a + b);
        var literals = x.Where(a => a.IsLiteral).Select(Reaches).ToArray();
        Expr Share(Expr a) => literals.Length is 0
            ? Reaches(a) / sharers
            : Expr.Where(literals.Aggregate((p, q) => p + q), 0, Reaches(a) / sharers);
        return [.. x.Select(a => a.IsLiteral ? 0 : Share(a))];
    }

    // (x·σ(w))′ with w = 2√(2/π)(x + 0.044715 x³).
    static Expr GeluTanhSlope(Expr x)
    {
        var twice = 2 * Sqrt(2 / Pi);
        var cubic = Rational.Of(44715, 1_000_000);
        var w = twice * (x + Decimal(cubic) * Pow(x, 3));
        var slope = twice * (1 + Decimal(3 * cubic) * Pow(x, 2));
        return GateSlope(w, x * slope);
    }

    // (n·jₙ₋₁ - (n+1)·jₙ₊₁)/(2n+1) (DLMF 10.51.2), with no term jₙ₋₁ for n = 0.
    static Expr BesselSlope(Expr n, Expr x) =>
        (Scaled(n, SphericalBessel(Plus(n, -1), x)) - Plus(n, 1) * SphericalBessel(Plus(n, 1), x)) / (2 * n + 1);

    // j₀ = sinc, j₁ = (sinc x - cos x)/x, jₙ = (2n-1)/x·jₙ₋₁ - jₙ₋₂ (DLMF 10.51.1).
    static Expr BesselAsWritten(Expr order, Expr x)
    {
        if (order is not NumberExpr { Value: var whole } || !whole.TryGetInt(out var n) || n < 0)
            return SphericalBessel(order, x);
        Expr before = Cos(x), current = Sinc(x);
        if (n > 0) (before, current) = (current, (current - before) / x);
        for (var k = 1; k < n; k++) (before, current) = (current, (2 * k + 1) * current / x - before);
        return current;
    }

    // Arithmetic on a literal order or exponent gives a literal again.
    static Expr Plus(Expr n, int k) => n is NumberExpr number ? Number(number.Value + k) : k < 0 ? n - -k : n + k;

    static Expr Square(Expr x) => x is NumberExpr { Value.IsOne: true } ? x : Pow(x, 2);

    static ScalarRule Row(ScalarRule row)
    {
        row.Number = s_all.Count;
        s_all.Add(row);
        if (row.WrittenAs is not null) return row;
        s_byName.Add(row.Name, row);
        foreach (var alias in row.Aliases) s_byName.Add(alias, row);
        return row;
    }
}
