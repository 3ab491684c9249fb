using System.Runtime.CompilerServices;

namespace Nabla.Rules;

public static partial class Scalar
{
    // Powers of two, so that scaling by them is exact.
    const double Big = 4.149515568880993e+180; // 2⁶⁰⁰
    const double Small = 2.409919865102884e-181; // 2⁻⁶⁰⁰
    const double Lift = 1.2676506002282294e+30; // 2¹⁰⁰

    // 2⁻¹⁰²²: a number below has few digits, or is 0.
    const double SmallestNormal = 2.2250738585072014E-308;

    /// <summary>a·b, but 0 where a or b is 0: a side not taken never turns into NaN through an infinite derivative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Scaled(double a, double b)
    {
        // A zero can only spoil the product by making NaN, and NaN is rare: one comparison on the common path.
        var product = a * b;
        return double.IsNaN(product) && (a is 0 || b is 0) ? 0 : product;
    }

    /// <summary>x where it is above 0 or NaN, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Relu(double x) => x <= 0 ? 0 : x;

    /// <summary>−1, 0 or 1; NaN at NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : double.IsNaN(x) ? x : 0;

    /// <summary>√(a² + b²) without over- or underflow; +∞ if either is infinite, even beside NaN (IEEE 754-2019, 9.2.1).</summary>
    public static double Hypot(double a, double b)
    {
        if (double.IsInfinity(a) || double.IsInfinity(b)) return double.PositiveInfinity;
        var max = Math.Max(Math.Abs(a), Math.Abs(b));
        var min = Math.Min(Math.Abs(a), Math.Abs(b));
        if (min <= max * 1e-17) return max + min;
        if (max > 1e150) return Norm(max * Small, min * Small) * Big;
        return min < 1e-140 ? Norm(max * Big, min * Big) * Small : Norm(max, min);
    }

    static double Norm(double a, double b) =>
        DoubleDouble.Sqrt(DoubleDouble.Product(a, a) + DoubleDouble.Product(b, b)).Value;

    /// <summary>
    /// a/y for y = hypot(a, b), a derivative of y: recomputed where y is rounded to a few bits or overflows, and 0 at the origin.
    /// </summary>
    public static double OverHypot(double a, double b, double y)
    {
        if (y is > 1e-290 and <= double.MaxValue) return a / y;
        if (a is 0) return double.IsNaN(y) ? y : 0;
        if (double.IsInfinity(a)) return double.IsInfinity(b) ? double.NaN : Math.CopySign(1, a);
        var scale = y < 1 ? Big : Small;
        return a * scale / Hypot(a * scale, b * scale);
    }

    /// <summary>a/(a² + b²) without over- or underflow on the way: the partial derivatives of the arc tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double OverSquareSum(double a, double b)
    {
        var sum = a * a + b * b;
        return sum is > 1e-300 and < 1e300 ? a / sum : OverScaledSum(a, b);
    }

    static double OverScaledSum(double a, double b)
    {
        var max = Math.Max(Math.Abs(a), Math.Abs(b));
        if (double.IsInfinity(max)) return double.IsInfinity(b) ? Math.CopySign(0, a) : 1 / a;
        var scale = max < 1 ? Big : Small;
        var (p, q) = (a * scale, b * scale);
        return p / (p * p + q * q) * scale;
    }

    /// <summary>√(1 + x²), also where x² overflows.</summary>
    public static double SqrtOnePlusSquare(double x) => Math.Abs(x) > 1e9 ? Math.Abs(x) : Math.Sqrt(1 + x * x);

    /// <summary>√(x² - 1) for |x| ≥ 1, accurate near ±1, also where x² overflows.</summary>
    public static double SqrtSquareMinusOne(double x) => Math.Sqrt(Math.Abs(x) - 1) * Math.Sqrt(Math.Abs(x) + 1);

    /// <summary>The real cube root: one Newton step of twice the precision after the platform's.</summary>
    public static double Cbrt(double x)
    {
        if (x is 0 || double.IsInfinity(x) || double.IsNaN(x)) return x;
        // 2⁶⁰⁰ is the cube of 2²⁰⁰; the residual of a tiny x would be lost below the smallest double.
        if (Math.Abs(x) < 1e-200) return Cbrt(x * Big) / 1.6069380442589903E+60;
        var y = Math.Cbrt(x);
        var square = DoubleDouble.Product(y, y);
        var residual = Math.FusedMultiplyAdd(-square.Hi, y, x) - square.Lo * y;
        return y + residual / (3 * square.Hi);
    }

    /// <summary>
    /// b·a^(b-1), the derivative of aᵇ by its base, 0 for b = 0. The rounding error of b - 1 is put back:
    /// 2⁻⁵⁴ in an exponent costs hundreds of ulps where a is huge or tiny. Edges of a^(b-1) as <see cref="Math.Pow"/>.
    /// </summary>
    public static double PowerByBase(double a, double b)
    {
        if (b is 0) return 0;
        if (double.IsInfinity(b) && Math.Pow(a, b) is 0) return 0;
        var exponent = DoubleDouble.Sum(b, -1);
        var power = Math.Pow(a, exponent.Hi);
        if (a is 0 || double.IsInfinity(a) || double.IsInfinity(b) || double.IsNaN(power)) return b * power;
        var magnitude = Math.Abs(a);
        var correction = Math.Exp(exponent.Lo * Math.Log(magnitude));
        // b may bring back into range what aᵇ⁻¹ alone leaves.
        if (Math.Abs(power) is > 1e-290 and < 1e300) return b * (power * correction);
        var half = Math.Pow(magnitude, exponent.Hi / 2);
        return (power < 0 ? -b : b) * half * correction * half;
    }

    /// <summary>y·ln a for y = aᵇ, the derivative of aᵇ by its exponent; 0 for a = 0 and b ≥ 0, and for a = ∞ and b &lt; 0.</summary>
    public static double PowerByExponent(double a, double b, double y)
    {
        if ((a is 0 && b >= 0) || (double.IsPositiveInfinity(a) && b < 0)) return 0;
        if (Math.Abs(y) >= SmallestNormal) return y * Math.Log(a);
        // The logarithm brings digits into range that y has lost.
        var half = Math.Pow(a, b / 2);
        return half * Math.Log(a) * half;
    }

    /// <summary>y/b for y = a/b, which is −1 times the derivative of y by b: from a again where y has lost digits and b brings them back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double OverDivisor(double a, double b, double y) =>
        Math.Abs(y) >= SmallestNormal ? y / b : a * Lift / b / b / Lift;
}
