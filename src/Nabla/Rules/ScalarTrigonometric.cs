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
}
