using Nabla.Rules;

namespace Nabla.Symbolics;

/// <summary>A formula seen as a number times the rest; the rest of a plain number is null.</summary>
readonly record struct Coefficient(Quantity Number, Expr? Rest)
{
    // Products nest to the left, so the number in front lies this deep at most for it to be found.
    const int Deepest = 64;

    public bool IsOne => Number.IsOne;

    public Coefficient Negated() => this with { Number = -Number };

    /// <summary>Looks for the number at the places where arithmetic puts it: in front, or in front of the parts of a quotient.</summary>
    public static Coefficient Of(Expr x)
    {
        if (x is not ApplyExpr f) return OfFactor(x);
        if (f.Shape == ExprShape.Negative && IsQuotient(f[0])) return OfQuotient(f[0]).Negated();
        return IsQuotient(f) ? OfQuotient(f) : OfFactor(f);
    }

    static Coefficient OfQuotient(Expr x)
    {
        if (IsAlone(x)) return new(Quantity.One, x);
        var (p, q) = (OfFactor(x[0]), OfFactor(x[1]));
        if (q.Number.IsZero || (q.Number.IsOne && p.Number.IsOne)) return Alone((ApplyExpr)x);
        if (p.Rest is null && q.Rest is null) return new(p.Number / q.Number, null);
        var f = (ApplyExpr)x;
        f.WithoutNumber ??= q.Rest is null ? p.Rest : Expr.Apply(Elementwise.Divide, p.Rest ?? Views.One, q.Rest);
        return new(p.Number / q.Number, f.WithoutNumber);
    }

    /// <summary>The product, a fraction's denominator written below and the sign above: −3·x/2, but −1.5·x.</summary>
    public Expr ToExpr() => IsOne && Rest is { } rest ? rest : ToExpr(ExprInterner.Current);

    /// <summary>The product, made in the thread's table.</summary>
    public Expr ToExpr(ExprTable table)
    {
        if (Rest is null) return Number.ToExpr();
        if (Number.IsZero) return 0;
        if (Number.IsOne) return Rest;
        var (p, q) = Parts(Number);
        // −x/y reads as −(x/y).
        if (p.IsMinusOne && !(IsQuotient(Rest) && Rest[0] is NumberExpr) && (IsQuotient(Rest) || !q.IsOne))
            return table.Apply(Elementwise.Negate, Negated().ToExpr(table));
        if (Rest is ApplyExpr f && IsQuotient(f))
            return table.Apply(Elementwise.Divide, f[0] is NumberExpr { Value.IsOne: true } ? p.ToExpr() : Front(table, p, f[0]), Front(table, q, f[1]));
        return q.IsOne ? Front(table, p, Rest) : table.Apply(Elementwise.Divide, Front(table, p, Rest), q.ToExpr());
    }

    /// <summary>
    /// Whether the number is written before the first factor above the line and the first below it, and those two numbers,
    /// null for 1; false where a sign goes in front of the whole.
    /// </summary>
    public static bool TryFront(Quantity number, int factors, out Expr? above, out Expr? below)
    {
        above = below = null;
        if (number.IsOne) return true;
        var (p, q) = Parts(number);
        if (p.IsZero || p.IsMinusOne || factors is 0 or > Deepest) return false;
        above = p.IsOne ? null : p.ToExpr();
        below = q.IsOne ? null : q.ToExpr();
        return true;
    }

    // What is written above the line and below it; a decimal has nothing below.
    static (Quantity Above, Quantity Below) Parts(Quantity number) =>
        number.IsDecimal && number.Value.HasFiniteDecimal
            ? (number, Quantity.One)
            : (new(number.Value.Above, false), new(number.Value.Below, false));

    static bool IsQuotient(Expr x) => x.Shape == ExprShape.Quotient;

    static bool IsProduct(Expr x) => x.Shape == ExprShape.Product;

    static Coefficient OfFactor(Expr x) => x switch
    {
        NumberExpr n => new(Quantity.Of(n), null),
        ApplyExpr f when f.Shape == ExprShape.Negative => OfProduct(f[0]).Negated(),
        _ => OfProduct(x),
    };

    static Coefficient OfProduct(Expr x)
    {
        if (!IsProduct(x) || IsAlone(x)) return new(Quantity.One, x);
        var product = (ApplyExpr)x;
        var first = product[0];
        for (var depth = 1; first is ApplyExpr f && IsProduct(f) && depth < Deepest; depth++) first = f[0];
        return first is NumberExpr n ? new(Quantity.Of(n), Without(product)) : Alone(product);
    }

    // A product or quotient without a number is remembered to be so.
    static Coefficient Alone(ApplyExpr x)
    {
        x.WithoutNumber = x;
        return new(Quantity.One, x);
    }

    static bool IsAlone(Expr x) => x is ApplyExpr f && ReferenceEquals(f.WithoutNumber, f);

    static Expr Without(ApplyExpr product) => product.WithoutNumber ??=
        product[0] is NumberExpr ? product[1] : Expr.Apply(Elementwise.Multiply, Without((ApplyExpr)product[0]), product[1]);

    static Expr Front(ExprTable table, Quantity n, Expr rest)
    {
        if (n.IsOne) return rest;
        if (n.IsMinusOne) return table.Apply(Elementwise.Negate, rest);
        var product = Before(table, n.ToExpr(), rest, 0);
        product.WithoutNumber ??= rest;
        return product;
    }

    // The number before the leftmost factor, so that 6·x·y reads as it parses.
    static ApplyExpr Before(ExprTable table, Expr n, Expr rest, int depth) => IsProduct(rest) && depth < Deepest
        ? table.Apply(Elementwise.Multiply, Before(table, n, rest[0], depth + 1), rest[1])
        : table.Apply(Elementwise.Multiply, n, rest);
}
