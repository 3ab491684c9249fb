using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

/// <summary>Random formulas over all rows of the table, the same for the same seed.</summary>
sealed class RandomFormulas(int seed)
{
    static readonly ScalarRule[] s_rows = [.. Elementwise.All.Where(row => row.WrittenAs is null)];
    static readonly ScalarRule[] s_arithmetic = [Elementwise.Add, Elementwise.Subtract, Elementwise.Multiply, Elementwise.Divide, Elementwise.Power];

    readonly Random _random = new(seed);

    public Expr Next(int depth)
    {
        if (depth == 0 || _random.Next(8) == 0) return Leaf();
        var row = _random.Next(2) == 0
            ? s_arithmetic[_random.Next(s_arithmetic.Length)]
            : s_rows[_random.Next(s_rows.Length)];
        return Apply(row, depth);
    }

    /// <summary>A formula with that row outermost.</summary>
    public Expr Apply(ScalarRule row, int depth)
    {
        var arity = row.Arity < 0 ? _random.Next(2, 5) : row.Arity;
        return Expr.Apply(row, [.. Enumerable.Range(0, arity).Select(_ => Next(depth - 1))]);
    }

    /// <summary>A value for every name.</summary>
    public Dictionary<string, double> Point(IEnumerable<string> names) =>
        names.Distinct().ToDictionary(n => n, _ => 0.3 + 2 * _random.NextDouble());

    Expr Leaf() => _random.Next(7) switch
    {
        0 => _random.Next(1, 6),
        1 => Expr.Number(Rational.Of(_random.Next(1, 9), _random.Next(2, 7))),
        2 => _random.Next(2) == 0 ? Expr.Pi : Expr.E,
        3 => Expr.Symbol("y"),
        _ => Expr.Symbol("x"),
    };
}
