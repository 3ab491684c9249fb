using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>The parts of a double, by operations on its bits, where the CPU has no instruction for them.</summary>
static class Bits
{
    public static double SignMask => -0.0;

    /// <summary>2⁻⁵⁴: below it, 1 + x rounds to 1.</summary>
    public const double Tiny = 5.551115123125783e-17;

    static double SignificandMask => BitConverter.UInt64BitsToDouble(0x000F_FFFF_FFFF_FFFF);

    // 2⁵² and 2⁵² + 1023: adding them leaves an integer, or a biased exponent, in a double's low bits.
    const double Integer = 4503599627370496.0;
    const double BiasedInteger = Integer + 1023.0;

    const double SmallestNormal = 2.2250738585072014E-308;
    const double TwoTo54 = 18014398509481984.0;

    /// <summary>2ⁿ for an integer n between −1022 and 1023.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PowerOfTwo<V>(V n) where V : struct, ISimd<V, double> => V.ShiftLeft(n + BiasedInteger, 52);

    // Two factors, since 2ⁿ itself may be out of range; the first product is exact.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Scale<V>(V x, V n) where V : struct, ISimd<V, double>
    {
        V half = V.Round(n * 0.5);
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Significand<V>(V x, out V n) where V : struct, ISimd<V, double>
    {
        V subnormal = x < SmallestNormal;
        x = V.Select(subnormal, x * TwoTo54, x);
        V m = (x & SignificandMask) | 1.0;
        V upper = m >= 1.5;
        V biased = V.ShiftRight(x, 52) | Integer;
        n = biased - V.Select(subnormal, BiasedInteger + 54.0, BiasedInteger) + (upper & 1.0);
        return V.Select(upper, m * 0.5, m);
    }
}
