using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Tests.Execution;

/// <summary>Random formulas over every row of the table, with shared parts; the same for the same seed.</summary>
sealed class RandomFormulas(int seed)
{
    public static readonly string[] Variables = ["x", "y", "z"];

    /// <summary>Numbers at which functions have their edges.</summary>
    public static readonly double[] Edges =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, 1e-310, -1e-310, 1e-200, 1e200, -1e200, double.MaxValue,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    readonly Random _random = new(seed);

    public Expr Next(int applications)
    {
        List<Expr> parts = [.. Variables.Select(Expr.Symbol)];
        for (var i = 0; i < applications; i++)
        {
            var row = Elementwise.All[_random.Next(Elementwise.All.Count)];
            var arguments = new Expr[row.Arity < 0 ? _random.Next(2, 5) : row.Arity];
            for (var k = 0; k < arguments.Length; k++) arguments[k] = _random.Next(5) == 0 ? Literal() : parts[_random.Next(parts.Count)];
            parts.Add(Expr.Apply(row, arguments));
        }

        return parts[^1] + parts[^2] * parts[parts.Count / 2];
    }

    public double[] Point() =>
        [.. Variables.Select(_ => _random.Next(3) == 0 ? Edges[_random.Next(Edges.Length)] : 4 * _random.NextDouble() - 2)];

    Expr Literal() => _random.Next(4) switch
    {
        0 => _random.Next(-4, 10),
        1 => Expr.Number(Rational.Of(_random.Next(-5, 6), _random.Next(1, 7))),
        2 => Expr.Pi,
        _ => Math.Round(4 * _random.NextDouble() - 2, 2),
    };
}
