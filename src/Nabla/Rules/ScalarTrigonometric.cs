using System.Runtime.CompilerServices;

namespace Nabla.Rules;

public static partial class Scalar
{
    // Above this, platforms reduce by π with too few bits for arguments that lie next to a multiple of π/2.
    const double ReducedByPlatform = 1 << 26;

    /// <summary>sin x, accurate next to every multiple of π however large.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sin(double x) => Math.Abs(x) <= ReducedByPlatform ? Math.Sin(x) : OfHuge(x).Sin;

    /// <summary>cos x, accurate next to its zeros however large.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Cos(double x) => Math.Abs(x) <= ReducedByPlatform ? Math.Cos(x) : OfHuge(x).Cos;

    /// <summary>sin x and cos x, the same bits as one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (double Sin, double Cos) SinCos(double x) =>
        Math.Abs(x) <= ReducedByPlatform ? Math.SinCos(x) : OfHuge(x);

    /// <summary>tan x, accurate next to its zeros and poles however large.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Tan(double x) =>
        Math.Abs(x) <= ReducedByPlatform ? Math.Tan(x) : OfHuge(x).Sin / OfHuge(x).Cos;

    static (double Sin, double Cos) OfHuge(double x)
    {
        if (double.IsNaN(x) || double.IsInfinity(x)) return (double.NaN, double.NaN);
        var r = HugeReduction.ByHalfPi(x, out var quarter);
        double sin = DoubleDouble.SinReduced(r).Value, cos = DoubleDouble.CosReduced(r).Value;
        return quarter switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }

    /// <summary>1/cos x.</summary>
    public static double Sec(double x) => 1 / Cos(x);

    /// <summary>1/sin x.</summary>
    public static double Csc(double x) => 1 / Sin(x);

    /// <summary>1/tan x.</summary>
    public static double Cot(double x) => 1 / Tan(x);

    /// <summary>atan(1/x): odd, π/2 at +0 and -π/2 at -0, 0 at the infinities.</summary>
    public static double Acot(double x) => Math.Atan(1 / x);

    /// <summary>acos(1/x) for |x| ≥ 1, by an arc tangent that stays accurate near ±1.</summary>
    public static double Asec(double x) =>
        double.IsInfinity(x) ? Math.PI / 2 : Math.Atan2(SqrtSquareMinusOne(x), Math.CopySign(1, x));

    /// <summary>asin(1/x) for |x| ≥ 1, by an arc tangent that stays accurate near ±1.</summary>
    public static double Acsc(double x) =>
        double.IsInfinity(x) ? 1 / x : Math.CopySign(1, x) * Math.Atan2(1, SqrtSquareMinusOne(x));

    /// <summary>sin x/x, and its limits 1 at 0 and 0 at ±∞: the unnormalised sinc of mathematics, not sin πx/πx.</summary>
    public static double Sinc(double x) => x is 0 ? 1 : double.IsInfinity(x) ? 0 : Sin(x) / x;

    /// <summary>
    /// The spherical Bessel function jₙ(x), NaN unless n is a whole number from 0 to 1000: j₀ = sinc, and
    /// sinc′ = -j₁. Power series up to |x| = n + 3 (DLMF 10.53.1), upward recurrence beyond (DLMF 10.51.1).
    /// </summary>
    public static double SphericalBessel(double n, double x)
    {
        if (!(n >= 0) || n != Math.Floor(n) || n > 1000 || double.IsNaN(x)) return double.NaN;
        if (n is 0) return Sinc(x);
        if (x < 0) return n % 2 is 0 ? SphericalBessel(n, -x) : -SphericalBessel(n, -x);
        if (double.IsInfinity(x)) return 0;
        if (x <= n + 3) return SphericalBesselSeries((int)n, x);
        var (before, current) = (Sinc(x), SphericalBessel1(x));
        for (var k = 1; k < n; k++) (before, current) = (current, (2 * k + 1) / x * current - before);
        return current;
    }

    // (sinc x - cos x)/x, in twice the precision where the two cancel; for larger x they can't to the same degree.
    static double SphericalBessel1(double x)
    {
        double sinc = Sin(x) / x, cos = Cos(x);
        if (Math.Abs(sinc - cos) >= Math.Abs(cos) || x > 1e12) return (sinc - cos) / x;
        var both = DoubleDouble.SinCos(x);
        return ((both.Sin / x - both.Cos) / x).Value;
    }

    static double SphericalBesselSeries(int n, double x)
    {
        // xⁿ/(2n+1)!!·Σ (-x²/2)ᵏ/(k!(2n+3)(2n+5)…(2n+2k+1))
        DoubleDouble term = 1, sum = 1;
        var step = DoubleDouble.Product(x, x).Scale(-1);
        for (var k = 1; Math.Abs(term.Hi) > 1e-36 * Math.Abs(sum.Hi); k++)
        {
            term *= -step / (k * (2.0 * n + 2 * k + 1));
            sum += term;
        }

        for (var k = 1; k <= n; k++) sum = x < 1e-280 ? sum.Hi * x / (2.0 * k + 1) : sum * x / (2.0 * k + 1);
        return sum.Value;
    }
}
