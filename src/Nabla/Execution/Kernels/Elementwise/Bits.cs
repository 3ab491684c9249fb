using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>Numbers that kernels use for their bits.</summary>
static class Bits
{
    public static double SignMask => -0.0;

    /// <summary>1.5·2⁵²: adding it rounds to an integer, whose last bits are then the sum's last bits.</summary>
    public const double Integer = 6755399441055744.0;

    /// <summary>The same for float: 1.5·2²³.</summary>
    public const double IntegerSingle = 12582912.0;

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
        ToExponent(n + (Integer + Bias));

    /// <summary>The low bits of every lane moved to where the exponent is. (A count that is no literal is an operand to the JIT.)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ToExponent<V>(V x) where V : struct, ISimd<V, T> => IsSingle ? V.ShiftLeft(x, 23) : V.ShiftLeft(x, 52);

    /// <summary>x·2ⁿ for |x| about 1 from n + Bits.Integer, for a normal result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Raise<V>(V x, V shiftedN) where V : struct, ISimd<V, T> => V.AddBits(x, ToExponent(shiftedN));

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
        V biased = (IsSingle ? V.ShiftRight(x, 23) : V.ShiftRight(x, 52)) | Integer;
        V bias = V.Select(subnormal, Integer + Bias + SignificandBits + 2.0, Integer + Bias);
        n = biased - bias + (upper & 1.0);
        return V.Select(upper, m * 0.5, m);
    }

    // The exponent counts one more from 3/2 on: half a significand is added, which carries into it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V NormalSignificand<V>(V x, out V n) where V : struct, ISimd<V, T>
    {
        const ulong Half = 1UL << 51, One = 0x3FFUL << 52, Exponent = 0xFFFUL << 52;
        V carried = V.AddBits(x, BitConverter.UInt64BitsToDouble(Half));
        n = (V.ShiftRight(carried, 52) | Integer) - (Integer + Bias);
        V power = V.AddBits(x, BitConverter.UInt64BitsToDouble(unchecked(Half - One))) & BitConverter.UInt64BitsToDouble(Exponent);
        return V.SubtractBits(x, power);
    }
}
