using Nabla.Rules;

namespace Nabla.Symbolics;

/// <summary>A formula seen as a number times the rest; the rest of a plain number is null.</summary>
readonly record struct Coefficient(Quantity Number, Expr? Rest)
{
    public bool IsOne => Number.IsOne;

    public Coefficient Negated() => this with { Number = -Number };

    /// <summary>Looks for the number at the places where arithmetic puts it: in front, or in front of the parts of a quotient.</summary>
    public static Coefficient Of(Expr x)
    {
        if (x is not ApplyExpr f || f.Rule != Elementwise.Divide) return OfFactor(x);
        var (p, q) = (OfFactor(f[0]), OfFactor(f[1]));
        if (q.Number.IsZero || (p.Number.IsOne && q.Number.IsOne)) return new(Quantity.One, x);
        var rest = (p.Rest, q.Rest) switch
        {
            (null, null) => null,
            (var a, null) => a,
            (null, { } b) => Expr.Apply(Elementwise.Divide, 1, b),
            ({ } a, { } b) => Expr.Apply(Elementwise.Divide, a, b),
        };
        return new(p.Number / q.Number, rest);
    }

    /// <summary>The product, a fraction's denominator written below: 3·x/2, but 1.5·x.</summary>
    public Expr ToExpr()
    {
        if (Rest is null) return Number.ToExpr();
        if (Number.IsZero) return 0;
        if (Number.Value.IsInteger || Number.IsDecimal) return Front(Number, Rest);
        Quantity p = new(Number.Value.Numerator, false), q = new(Number.Value.Denominator, false);
        if (p.Value.Sign < 0) return Expr.Apply(Elementwise.Negate, (this with { Number = -Number }).ToExpr());
        if (Rest is ApplyExpr f && f.Rule == Elementwise.Divide)
        {
            var above = f[0] is NumberExpr { Value.IsOne: true } ? p.ToExpr() : Front(p, f[0]);
            return Expr.Apply(Elementwise.Divide, above, Front(q, f[1]));
        }

        return Expr.Apply(Elementwise.Divide, Front(p, Rest), q.ToExpr());
    }

    static Coefficient OfFactor(Expr x) => x switch
    {
        NumberExpr n => new(Quantity.Of(n), null),
        ApplyExpr f when f.Rule == Elementwise.Negate => OfUnsigned(f[0]).Negated(),
        _ => OfUnsigned(x),
    };

    static Coefficient OfUnsigned(Expr x) =>
        x is ApplyExpr f && f.Rule == Elementwise.Multiply && f[0] is NumberExpr n ? new(Quantity.Of(n), f[1]) : new(Quantity.One, x);

    static Expr Front(Quantity n, Expr rest)
    {
        if (n.IsOne) return rest;
        if (n.IsMinusOne) return Expr.Apply(Elementwise.Negate, rest);
        // 2/(3·y) keeps the number above: 2·(1/y) would be longer.
        if (rest is ApplyExpr f && f.Rule == Elementwise.Divide && f[0] is NumberExpr { Value.IsOne: true })
            return Expr.Apply(Elementwise.Divide, n.ToExpr(), f[1]);
        return Expr.Apply(Elementwise.Multiply, n.ToExpr(), rest);
    }
}
