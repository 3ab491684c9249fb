using Nabla.Rules;

namespace Nabla.Symbolics;

/// <summary>A row's pattern taken apart as the builders see formulas: terms of numbers times powers.</summary>
sealed class RowPattern
{
    RowPattern(Simplification row, params PatternTerm[] terms)
    {
        Row = row;
        Terms = terms;
    }

    /// <summary>The rows of the full level whose patterns are sums of two terms, the first of which has a function to look for.</summary>
    public static IReadOnlyList<RowPattern> Sums { get; } =
        [.. Rows(row => Views.IsSum(row.Pattern)).Select(row => new RowPattern(row, Ordered(row.Pattern)))];

    /// <summary>The rows of the full level whose patterns are products or quotients.</summary>
    public static IReadOnlyList<RowPattern> Products { get; } =
        [.. Rows(row => Views.IsProduct(row.Pattern) || Views.IsQuotient(row.Pattern)).Select(row => new RowPattern(row, PatternTerm.Of(row.Pattern)))];

    public Simplification Row { get; }

    public PatternTerm[] Terms { get; }

    static IEnumerable<Simplification> Rows(Func<Simplification, bool> kind) =>
        Simplifications.All.Where(row => row.Level == SimplifyLevel.Full && kind(row));

    static PatternTerm[] Ordered(ApplyExpr sum)
    {
        var (a, b) = (PatternTerm.Of(sum[0]), PatternTerm.Of(sum[1]));
        if (sum.Rule == Elementwise.Subtract) b = b with { Number = -b.Number };
        return a.Factors.Length > 0 ? [a, b] : [b, a];
    }
}

/// <summary>A number times powers of patterns.</summary>
readonly record struct PatternTerm(Quantity Number, (Expr Base, Quantity Power)[] Factors)
{
    public static PatternTerm Of(Expr pattern)
    {
        var number = Quantity.One;
        var factors = new List<(Expr, Quantity)>();
        Collect(pattern, Quantity.One);
        // A function is looked for before a letter that stands for anything.
        return new(number, [.. factors.OrderBy(f => f.Item1 is ApplyExpr ? 0 : 1)]);

        void Collect(Expr x, Quantity power)
        {
            if (x is NumberExpr n)
            {
                number *= Quantity.Of(n);
            }
            else if (x is ApplyExpr f && (Views.IsProduct(f) || Views.IsQuotient(f)))
            {
                Collect(f[0], power);
                Collect(f[1], Views.IsProduct(f) ? power : -power);
            }
            else if (x is ApplyExpr p && p.Rule == Elementwise.Power && p[1] is NumberExpr exponent)
            {
                Collect(p[0], power * Quantity.Of(exponent));
            }
            else if (x is ApplyExpr r && r.Rule == Elementwise.Sqrt)
            {
                Collect(r[0], power * new Quantity(Rational.Of(1, 2), false));
            }
            else
            {
                factors.Add((x, power));
            }
        }
    }
}
