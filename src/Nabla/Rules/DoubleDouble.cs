namespace Nabla.Rules;

/// <summary>
/// An unevaluated sum Hi + Lo of two doubles, about 106 bits, for the places where plain doubles cancel.
/// Error-free transformations after Dekker (1971) and Knuth (TAOCP 2, §4.2.2); operations after Joldes, Muller and
/// Popescu, ACM TOMS 44 (2017). Magnitudes are expected well inside the range of double.
/// </summary>
readonly partial record struct DoubleDouble(double Hi, double Lo)
{
    public static implicit operator DoubleDouble(double x) => new(x, 0);

    /// <summary>Hi + Lo, rounded once.</summary>
    public double Value => Hi + Lo;

    /// <summary>a + b exactly.</summary>
    public static DoubleDouble Sum(double a, double b)
    {
        var s = a + b;
        var t = s - a;
        return new(s, (a - (s - t)) + (b - t));
    }

    /// <summary>a + b exactly, for |a| ≥ |b| or a = 0.</summary>
    public static DoubleDouble QuickSum(double a, double b)
    {
        var s = a + b;
        return new(s, b - (s - a));
    }

    /// <summary>a·b exactly, barring under- and overflow.</summary>
    public static DoubleDouble Product(double a, double b)
    {
        var p = a * b;
        return new(p, Math.FusedMultiplyAdd(a, b, -p));
    }

    public static DoubleDouble operator -(DoubleDouble x) => new(-x.Hi, -x.Lo);

    public static DoubleDouble operator +(DoubleDouble x, DoubleDouble y)
    {
        var s = Sum(x.Hi, y.Hi);
        var t = Sum(x.Lo, y.Lo);
        var v = QuickSum(s.Hi, s.Lo + t.Hi);
        return QuickSum(v.Hi, v.Lo + t.Lo);
    }

    public static DoubleDouble operator -(DoubleDouble x, DoubleDouble y) => x + -y;

    public static DoubleDouble operator *(DoubleDouble x, DoubleDouble y)
    {
        var p = Product(x.Hi, y.Hi);
        var cross = Math.FusedMultiplyAdd(x.Hi, y.Lo, Math.FusedMultiplyAdd(x.Lo, y.Hi, x.Lo * y.Lo));
        return QuickSum(p.Hi, p.Lo + cross);
    }

    public static DoubleDouble operator /(DoubleDouble x, DoubleDouble y)
    {
        var q = x.Hi / y.Hi;
        var r = x - y * q;
        var q1 = r.Hi / y.Hi;
        r -= y * q1;
        return QuickSum(q, q1) + r.Hi / y.Hi;
    }

    /// <summary>The square root of a positive number: one Newton step from the square root of Hi.</summary>
    public static DoubleDouble Sqrt(DoubleDouble x)
    {
        if (x.Hi <= 0) return Math.Sqrt(x.Hi);
        var root = Math.Sqrt(x.Hi);
        return QuickSum(root, (x - Product(root, root)).Hi / (2 * root));
    }

    /// <summary>x·2ⁿ, exact barring under- and overflow.</summary>
    public DoubleDouble Scale(int n) => new(Math.ScaleB(Hi, n), Math.ScaleB(Lo, n));

    /// <summary>(Hi + Lo)·2ⁿ rounded to double once, also where the result is subnormal.</summary>
    public double ScaledValue(int n) => Math.ScaleB(Hi + Lo, n);
}
