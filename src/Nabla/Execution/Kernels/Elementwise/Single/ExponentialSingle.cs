using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

// eˣ = 2ⁿ·2ᶠ with n = round(x / ln 2), so |f| ≤ ½, and 2ᶠ = 1 + f·p(f) with p from minimax.py.
static class ExponentialSingle
{
    public const double Log2E = 1.4426950216293335;
    public const double Log2ELow = 1.925963033500011e-08;

    /// <summary>What the functions here need.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> Keep<V>(V zero, V spare) where V : struct, ISimd<V, float> => new()
    {
        Scale = zero + Log2E,
        ScaleLow = spare + Log2ELow,
        One = spare + 1.0,
        Integer = zero + Bits.IntegerSingle,
        P0 = zero + 0.6931472420692444,
        P1 = zero + 0.24022655189037323,
        P2 = zero + 0.05550272762775421,
        P3 = spare + 0.009617064148187637,
        P4 = spare + 0.0013418399030342698,
        P5 = zero + 0.00015854065713938326,
    };

    /// <summary>2ᶠ for |f| ≤ ½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PowerOfFraction<V>(V f, in Kept<V> kept) where V : struct, ISimd<V, float>
    {
        V p = V.MultiplyAdd(f, kept.P5, kept.P4);
        p = V.MultiplyAdd(p, f, kept.P3);
        p = V.MultiplyAdd(p, f, kept.P2);
        p = V.MultiplyAdd(p, f, kept.P1);
        p = V.MultiplyAdd(p, f, kept.P0);
        return V.MultiplyAdd(p, f, kept.One);
    }

    /// <summary>eˣ·2⁻ⁿ, about 1, and n + Bits.IntegerSingle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Shifted<V>(V x, out V shiftedN, in Kept<V> kept) where V : struct, ISimd<V, float>
    {
        shiftedN = V.MultiplyAdd(x, kept.Scale, kept.Integer);
        return PowerOfFraction(V.MultiplyAdd(x, kept.ScaleLow, V.MultiplyAdd(x, kept.Scale, kept.Integer - shiftedN)), kept);
    }

    /// <summary>eˣ·2⁻ⁿ, about 1, and n: for products that must not underflow on the way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Significand<V>(V x, out V n, in Kept<V> kept) where V : struct, ISimd<V, float>
    {
        V y = Shifted(x, out V shiftedN, kept);
        n = shiftedN - kept.Integer;
        return y;
    }

    /// <summary>e^(−|x|)·2⁻ⁿ, about 1, and n, wherever e^(−|x|) is not 0 for certain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V DecaySignificand<V>(V x, out V n, in Kept<V> kept) where V : struct, ISimd<V, float> =>
        Significand(-V.AtMost(V.Abs(x), 112.0), out n, kept);
}

/// <summary>eˣ.</summary>
readonly struct ExpSingle : IKeepingKernel<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float> => Invoke(x, Keep<V>(0.0, 0.0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> Keep<V>(V zero, V spare) where V : struct, ISimd<V, float>
    {
        var kept = ExponentialSingle.Keep(zero, zero);
        kept.Least = spare - 105.0;
        kept.Greatest = spare + 89.0;
        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, in Kept<V> kept) where V : struct, ISimd<V, float>
    {
        V y = ExponentialSingle.Shifted(V.HasExponents ? V.AtMost(V.AtLeast(x, kept.Least), kept.Greatest) : x, out V shiftedN, kept);
        if (!V.HasExponents && V.AllLess(V.Abs(x), 87.0)) return Bits<float>.Raise(y, shiftedN);

        // Subnormal or overflowing results.
        y = V.Scale(y, shiftedN - kept.Integer);
        return V.HasExponents ? y : V.Select(x > 89.0, double.PositiveInfinity, V.Select(x < -105.0, 0.0, y));
    }
}

/// <summary>(e²ˣ − 1) / (e²ˣ + 1) = h / (h + 1) with h = (e²ˣ − 1) / 2 so that nothing cancels.</summary>
readonly struct TanhSingle : IKeepingKernel<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float> => Invoke(x, Keep<V>(0.0, 0.0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> Keep<V>(V zero, V spare) where V : struct, ISimd<V, float> => new()
    {
        Greatest = zero + 9.25,
        Scale = spare + 0.3465735912322998, // ln 2 / 2
        ScaleLow = spare - 9.523271060629668e-10,
        One = spare + 1.0,
        Half = spare + 0.5,
        P0 = spare + 0.9999999403953552,
        P1 = spare + 0.6666615605354309,
        P2 = spare + 0.333342045545578,
        P3 = spare + 0.1338738203048706,
        P4 = zero + 0.04427520930767059,
        P5 = zero + 2.885390043258667, // 2 / ln 2
        Integer = spare + (Bits.IntegerSingle + 127.0),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, in Kept<V> kept) where V : struct, ISimd<V, float>
    {
        V a = V.AtMost(V.Abs(x), kept.Greatest);
        V biasedN = V.MultiplyAdd(a, kept.P5, kept.Integer);
        V n = biasedN - kept.Integer;
        V r = V.SubtractProduct(V.SubtractProduct(a, n, kept.Scale), n, kept.ScaleLow);
        V p = V.MultiplyAdd(r, kept.P4, kept.P3);
        p = V.MultiplyAdd(p, r, kept.P2);
        p = V.MultiplyAdd(p, r, kept.P1);
        p = V.MultiplyAdd(p, r, kept.P0);
        V m = V.MultiplyAdd(r * r, p, r);
        V power = Bits<float>.ToExponent(biasedN);
        V h = V.MultiplyAdd(m, power, (power - kept.One) * kept.Half);
        return h / (h + kept.One) | (x & Bits.SignMask);
    }
}
