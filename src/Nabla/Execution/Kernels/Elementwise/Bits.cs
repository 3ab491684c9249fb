using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>Numbers that kernels use for their bits.</summary>
static class Bits
{
    public static double SignMask => -0.0;

    /// <summary>2⁻⁵⁴: below it, 1 + x rounds to 1.</summary>
    public const double Tiny = 5.551115123125783e-17;
}

/// <summary>The parts of a number, by operations on its bits, where the CPU has no instruction for them.</summary>
static class Bits<T>
{
    static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float);
    }

    static int SignificandBits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 23 : 52;
    }

    static double SignificandMask
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? BitConverter.UInt32BitsToSingle(0x7F_FFFF) : BitConverter.UInt64BitsToDouble(0x000F_FFFF_FFFF_FFFF);
    }

    /// <summary>A positive number below has few digits, or is 0.</summary>
    public static double SmallestNormal
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 1.17549435E-38 : 2.2250738585072014E-308;
    }

    // 2²³ or 2⁵², and with the bias: adding them leaves an integer, or a biased exponent, in a number's low bits.
    static double Integer
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 8388608.0 : 4503599627370496.0;
    }

    static double Bias
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 127.0 : 1023.0;
    }

    /// <summary>2ⁿ for an integer n between −1022 and 1023, for float between −126 and 127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PowerOfTwo<V>(V n) where V : struct, ISimd<V, T> =>
        V.ShiftLeft(n + (Integer + Bias), SignificandBits);

    // Two factors, since 2ⁿ itself may be out of range; the first product is exact.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Scale<V>(V x, V n) where V : struct, ISimd<V, T>
    {
        V half = V.Round(n * 0.5);
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Significand<V>(V x, out V n) where V : struct, ISimd<V, T>
    {
        V subnormal = x < SmallestNormal;
        x = V.Select(subnormal, x * (4.0 * Integer), x);
        V m = (x & SignificandMask) | 1.0;
        V upper = m >= 1.5;
        V biased = V.ShiftRight(x, SignificandBits) | Integer;
        V bias = V.Select(subnormal, Integer + Bias + SignificandBits + 2.0, Integer + Bias);
        n = biased - bias + (upper & 1.0);
        return V.Select(upper, m * 0.5, m);
    }
}
