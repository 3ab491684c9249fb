using Nabla.Rules;

namespace Nabla.Symbolics;

/// <summary>An exact number with its notation: the one place where formulas compute with numbers.</summary>
readonly struct Quantity(Rational value, bool isDecimal) : IEquatable<Quantity>
{
    readonly Rational _marked = value.Marked(isDecimal);

    // Beyond the range of a double the digits say less than the power they came from.
    const long MostBits = 1024;

    // Made anew at each use, they are constants to the compiler.
    public static Quantity Zero => new(Rational.Zero, false);

    public static Quantity One => new(Rational.One, false);

    public static Quantity MinusOne => new(Rational.MinusOne, false);

    public static Quantity Half => new(Rational.Half, false);

    public Rational Value => _marked.Unmarked;
    public bool IsDecimal => _marked.IsMarked;

    public bool IsZero => Value.IsZero;
    public bool IsOne => Value.IsOne;
    public bool IsMinusOne => Value.TryGetInt(out var n) & n == -1;

    public static implicit operator Quantity(int n) => new(n, false);

    public static Quantity Of(NumberExpr n) => new(n.Value, n.IsDecimal);

    public Expr ToExpr() => IsDecimal ? Expr.Decimal(Value) : Expr.Number(Value);

    public static Quantity operator +(Quantity a, Quantity b) => new(a.Value + b.Value, a.IsDecimal || b.IsDecimal);

    public static Quantity operator -(Quantity a) => new(-a.Value, a.IsDecimal);

    public static Quantity operator *(Quantity a, Quantity b) => new(a.Value * b.Value, a.IsDecimal || b.IsDecimal);

    /// <summary>The quotient; b must not be 0.</summary>
    public static Quantity operator /(Quantity a, Quantity b) => new(a.Value / b.Value, a.IsDecimal || b.IsDecimal);

    /// <summary>The product, if it is of bounded size.</summary>
    public static Quantity? TryMultiply(Quantity a, Quantity b) => Bounded(a * b);

    /// <summary>The rule's exact value at two numbers, if it has a rational one of bounded size.</summary>
    public static Quantity? TryApply(ScalarRule rule, Quantity a, Quantity b)
    {
        if (rule == Elementwise.Add) return Bounded(a + b);
        if (rule == Elementwise.Subtract) return Bounded(a + -b);
        if (rule == Elementwise.Multiply) return Bounded(a * b);
        if (rule == Elementwise.Divide) return b.IsZero ? null : Bounded(a / b);
        if (rule == Elementwise.Power) return TryPower(a, b);
        if (rule == Elementwise.Less) return a.Value < b.Value ? 1 : 0;
        if (rule == Elementwise.LessEqual) return a.Value <= b.Value ? 1 : 0;
        if (rule == Elementwise.Greater) return a.Value > b.Value ? 1 : 0;
        if (rule == Elementwise.GreaterEqual) return a.Value >= b.Value ? 1 : 0;
        if (rule == Elementwise.Equal) return a.Value == b.Value ? 1 : 0;
        if (rule == Elementwise.NotEqual) return a.Value != b.Value ? 1 : 0;
        return null;
    }

    /// <summary>The rule's exact value at a number, if it has a rational one.</summary>
    public static Quantity? TryApply(ScalarRule rule, Quantity x)
    {
        if (rule == Elementwise.Negate) return -x;
        if (rule == Elementwise.Abs) return new(x.Value.Abs(), x.IsDecimal);
        if (rule == Elementwise.Sign) return x.Value.Sign;
        if (rule == Elementwise.Sqrt) return TryRoot(x, 2);
        return null;
    }

    /// <summary>a to the power b where that is rational and of bounded size; 0⁰ = 1, and 0 has no negative powers.</summary>
    public static Quantity? TryPower(Quantity a, Quantity b)
    {
        if (b.IsOne) return a;
        if (!b.Value.IsInteger)
            return b.Value.Below.TryGetInt(out var degree) && degree <= 64 && TryRoot(a, degree) is { } root
                ? TryPower(root, new(b.Value.Above, false))
                : null;
        if (!b.Value.TryGetInt(out var n)) return a.IsOne ? a : null;
        if (a.IsZero && n < 0) return null;
        if (n == -1) return new(a.Value.Reciprocal(), a.IsDecimal);
        if (a.Value.TrySmallPower(n, out var small)) return new(small, a.IsDecimal);
        var bits = a.Value.Numerator.GetBitLength() + a.Value.Denominator.GetBitLength() - 2;
        return bits * Math.Abs((long)n) > MostBits ? null : new(a.Value.Power(n), a.IsDecimal);
    }

    // The root that is a rational number, if x has one: found in floating point, proved exactly.
    static Quantity? TryRoot(Quantity x, int degree)
    {
        if (x.Value.Sign < 0 || x.Value.BitLength > 128) return null;
        var p = (long)Math.Round(Math.Pow((double)x.Value.Numerator, 1.0 / degree));
        var q = (long)Math.Round(Math.Pow((double)x.Value.Denominator, 1.0 / degree));
        var root = Rational.Of(p, q);
        return (p + q < int.MaxValue || degree == 2) && root.Power(degree) == x.Value ? new(root, x.IsDecimal) : null;
    }

    public bool Equals(Quantity other) => _marked.Equals(other._marked);

    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    public override int GetHashCode() => _marked.GetHashCode();

    public static bool operator ==(Quantity a, Quantity b) => a.Equals(b);

    public static bool operator !=(Quantity a, Quantity b) => !a.Equals(b);

    static Quantity? Bounded(Quantity x) => x.Value.IsSmall || x.Value.BitLength <= 2 * MostBits ? x : null;
}
