using System.Numerics;
using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

// Formulas of any shape, the odd ones above all: negative numbers under a minus, numbers beside numbers, names that
// collide with functions, constants and signs. Only their writing is of interest, not their values.
sealed class RandomTrees(int seed, Func<ScalarRule, bool>? allows = null)
{
    static readonly string[] s_names =
    [
        "x", "y", "z", "t", "e3", "E", "E5", "x1", "w_2", "x_max", "theta", "θ", "α2", "sigma", "d", "dx", "f", "t1", "t2",
        "xy", "alpha_1_2",
        "sin", "pi", "π", "e", "where", "sin2", "x y", "", "2x", "it's", "'", "−", "ｘ", "x₁", "ratio", "add", "if", "é",
        "x̂", "ħ", "𝑥", "a b where c = d", "\0", "\ud800", "_", "γ", "σ",
    ];

    static readonly Expr[] s_numbers =
    [
        0, 1, 2, 3, 10, -1, -2, -10, 100_000, 0.5, -0.5, 0.1, 1e-5, 1e-7, -1e-300, 12.5, 1e15, 1e22, 1e300, -1e300,
        123456789012345678.0,
        Expr.Number(Rational.Of(1, 2)), Expr.Number(Rational.Of(-1, 3)), Expr.Number(Rational.Of(22, 7)),
        Expr.Number(Rational.Of(BigInteger.Pow(10, 40), 7)), Expr.Number(Rational.Of(1, BigInteger.Pow(10, 30))),
        Expr.Number(Rational.Of(BigInteger.Pow(3, 300), BigInteger.Pow(2, 200))),
        Expr.Decimal(Rational.Of(1, BigInteger.Pow(2, 60))),
    ];

    readonly Random _random = new(seed);
    readonly ScalarRule[] _rules = [.. Elementwise.All.Where(allows ?? (_ => true))];
    readonly ScalarRule[] _signs =
    [
        Elementwise.Add, Elementwise.Subtract, Elementwise.Multiply, Elementwise.Divide, Elementwise.Negate,
        Elementwise.Power, Elementwise.Multiply,
    ];

    public int Names { get; init; } = s_names.Length;

    public Expr Next(int operations)
    {
        var parts = new List<Expr>();
        for (var i = 0; i < operations; i++)
        {
            var rule = _random.Next(10) < 7 ? _signs[_random.Next(_signs.Length)] : _rules[_random.Next(_rules.Length)];
            if (allows is not null && !allows(rule)) continue;
            var count = rule.Arity < 0 ? _random.Next(2, 5) : rule.Arity;
            parts.Add(Expr.Apply(rule, [.. Enumerable.Range(0, count).Select(_ => Part(parts))]));
        }

        return parts.Count == 0 ? Leaf() : parts[^1];
    }

    Expr Part(List<Expr> parts)
    {
        if (parts.Count == 0 || _random.Next(3) == 0) return Leaf();
        return parts[^(1 + _random.Next(Math.Min(parts.Count, 3)))];
    }

    Expr Leaf() => _random.Next(5) switch
    {
        0 or 1 => s_numbers[_random.Next(s_numbers.Length)],
        2 => _random.Next(2) == 0 ? Expr.Pi : Expr.E,
        _ => Expr.Symbol(s_names[_random.Next(Names)]),
    };
}
