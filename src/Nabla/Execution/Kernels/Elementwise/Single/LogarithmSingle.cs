using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

// x = 2ⁿ·m with m in [¾, 3/2), f = m − 1: ln m = f + f²·p(f), p from minimax.py.
static class LogarithmSingle
{
    /// <summary>What the functions here need.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> Keep<V>(V zero, V spare) where V : struct, ISimd<V, float> => new()
    {
        Scale = spare + 0.6931471824645996, // ln 2
        ScaleLow = spare - 1.9046542121259336e-09,
        One = spare + 1.0,
        Half = spare - 0.5,
        Q1 = spare + 0.33333462476730347,
        Q2 = spare - 0.2500019371509552,
        Q3 = spare + 0.19990375638008118,
        Q4 = spare - 0.1664254367351532,
        Q5 = spare + 0.1447514444589615,
        Q6 = spare - 0.13208366930484772,
        Q7 = zero + 0.10591048747301102,
        Q8 = zero - 0.046050675213336945,
    };

    /// <summary>n·ln 2 + ln(1 + f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sum<V>(V n, V f, in Kept<V> kept) where V : struct, ISimd<V, float>
    {
        V f2 = f * f;
        V even = V.MultiplyAdd(f2, kept.Q8, kept.Q6);
        V odd = V.MultiplyAdd(f2, kept.Q7, kept.Q5);
        even = V.MultiplyAdd(even, f2, kept.Q4);
        odd = V.MultiplyAdd(odd, f2, kept.Q3);
        even = V.MultiplyAdd(even, f2, kept.Q2);
        odd = V.MultiplyAdd(odd, f2, kept.Q1);
        even = V.MultiplyAdd(even, f2, kept.Half);
        V ln = V.MultiplyAdd(f2, V.MultiplyAdd(odd, f, even), f);
        return V.MultiplyAdd(n, kept.Scale, V.MultiplyAdd(n, kept.ScaleLow, ln));
    }

    /// <summary>ln(1 + u) without cancellation, for u from 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OnePlus<V>(V u) where V : struct, ISimd<V, float>
    {
        // 1 + u = w + c exactly, and c is put back as a part of f.
        V w = u + 1.0;
        V c = u - (w - 1.0);
        V f = V.NormalSignificand(w, out V n) - 1.0;
        return Sum(n, f + V.Scale(c, -n), Keep<V>(0.0, 0.0));
    }
}

/// <summary>The natural logarithm.</summary>
readonly struct LnSingle : IKeepingKernel<float>
{
    const double SmallestNormal = 1.17549435E-38;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float> => Invoke(x, Keep<V>(0.0, 0.0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> Keep<V>(V zero, V spare) where V : struct, ISimd<V, float>
    {
        var kept = LogarithmSingle.Keep(zero, spare);
        kept.Greatest = spare + 126.0;
        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, in Kept<V> kept) where V : struct, ISimd<V, float>
    {
        // The exponents found for other than positive normal numbers, and those of the smallest and largest, are beyond this.
        V f = V.NormalSignificand(x, out V n) - kept.One;
        V y = LogarithmSingle.Sum(n, f, kept);
        if (V.AllLess(V.Abs(n), kept.Greatest)) return y;

        // Subnormal numbers; −∞ at 0, NaN below, +∞ at +∞, NaN at NaN. A call here would cost the usual path its registers.
        V subnormal = x < SmallestNormal;
        f = V.NormalSignificand(V.Select(subnormal, x * 16777216.0, x), out n) - kept.One;
        y = LogarithmSingle.Sum(n - (subnormal & 24.0), f, kept);
        y = V.Select(x > 0.0, y, V.Select(V.Equal(x, 0.0), double.NegativeInfinity, double.NaN));
        return V.Select(x < double.PositiveInfinity, y, x);
    }
}
