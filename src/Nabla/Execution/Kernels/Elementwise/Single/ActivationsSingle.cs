using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>1 / (1 + e⁻ˣ), by e^(−|x|), which overflows nowhere.</summary>
readonly struct SigmoidSingle : IKeepingKernel<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float> => Invoke(x, Keep<V>(0.0, 0.0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> Keep<V>(V zero, V spare) where V : struct, ISimd<V, float> => ExponentialSingle.Keep(zero, spare);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, in Kept<V> kept) where V : struct, ISimd<V, float>
    {
        V e = ExponentialSingle.DecaySignificand(x, out V n, kept);
        V scaled = V.Scale(e, n);
        return V.Select(x < 0.0, scaled, kept.One) / (scaled + kept.One);
    }
}

/// <summary>ln(1 + eˣ) = max(x, 0) + ln(1 + e^(−|x|)).</summary>
readonly struct SoftplusSingle : IKeepingKernel<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float> => Invoke(x, Keep<V>(0.0, 0.0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> Keep<V>(V zero, V spare) where V : struct, ISimd<V, float> => ExponentialSingle.Keep(zero, spare);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, in Kept<V> kept) where V : struct, ISimd<V, float>
    {
        V e = ExponentialSingle.DecaySignificand(x, out V n, kept);
        V log = LogarithmSingle.OnePlus(V.Scale(e, n));
        return V.Select(x < 0.0, log, x + log);
    }
}

/// <summary>x / (1 + e⁻ˣ).</summary>
readonly struct SiluSingle : IKeepingKernel<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float> => Invoke(x, Keep<V>(0.0, 0.0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> Keep<V>(V zero, V spare) where V : struct, ISimd<V, float> => ExponentialSingle.Keep(zero, spare);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, in Kept<V> kept) where V : struct, ISimd<V, float>
    {
        V e = ExponentialSingle.DecaySignificand(x, out V n, kept);
        return V.Select(x < 0.0, V.Scale(V.AtLeast(x, -112.0) * e, n), x) / (V.Scale(e, n) + kept.One);
    }
}

/// <summary>x·Φ(x), Φ the normal distribution function, by Φ(−|x|), to full relative precision in the tail.</summary>
readonly struct GeluSingle : IKeepingKernel<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float> => Invoke(x, Keep<V>(0.0, 0.0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> Keep<V>(V zero, V spare) where V : struct, ISimd<V, float>
    {
        var kept = ExponentialSingle.Keep(zero, spare);
        kept.Greatest = spare + 14.625;
        kept.Scale = zero - ExponentialSingle.Log2E / 2;
        kept.ScaleLow = spare - ExponentialSingle.Log2ELow / 2;
        kept.One = zero + 1.0;
        kept.Q0 = spare + 0.7552851438522339;
        kept.Q1 = spare - 0.607896625995636;
        kept.Q2 = spare + 0.38713666796684265;
        kept.Q3 = spare - 0.18652306497097015;
        kept.Q4 = spare + 0.06040641665458679;
        kept.Q5 = spare - 0.007526815868914127;
        kept.Q6 = spare - 0.0035230275243520737;
        kept.Q7 = spare + 0.001568760722875595;
        kept.Q8 = spare + 0.0001935353793669492;
        kept.Q9 = zero - 0.00012353989586699754;
        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, in Kept<V> kept) where V : struct, ISimd<V, float>
    {
        V b = V.HasExponents ? V.AtMost(V.Abs(x), kept.Greatest) : V.Abs(x);
        V u = kept.One / (b + 4.0);
        V tail = b * u * Gaussian(b, out V shiftedN, kept) * Scaled(u, kept);
        if (!V.HasExponents && V.AllLess(b, 12.0)) return V.AtLeast(x, Bits.SignMask) - Bits<float>.Raise(tail, shiftedN);

        // Subnormal tails.
        tail = V.Scale(tail, shiftedN - kept.Integer);
        if (!V.HasExponents) tail = V.Select(b > 14.625, 0.0, tail);
        return V.Select(x < 0.0, -tail, x - tail);
    }

    /// <summary>e^(−b²/2)·2⁻ⁿ and n + Bits.IntegerSingle, b² to twice the precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Gaussian<V>(V b, out V shiftedN, in Kept<V> kept) where V : struct, ISimd<V, float>
    {
        V h = b * kept.Scale;
        shiftedN = V.MultiplyAdd(h, b, kept.Integer);
        V minusLow = V.SubtractProduct(V.SubtractProduct(h, b, kept.Scale), b, kept.ScaleLow);
        V f = V.SubtractProduct(V.MultiplyAdd(h, b, kept.Integer - shiftedN), b, minusLow);
        return ExponentialSingle.PowerOfFraction(f, kept);
    }

    /// <summary>The g(t) of e^(b²/2)·Φ(−b) = g(t)·u, u = 1/(b + 4) and t = (b − 4)/(b + 4), from minimax.py.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Scaled<V>(V u, in Kept<V> kept) where V : struct, ISimd<V, float>
    {
        V t = V.MultiplyAdd(u, -8.0, kept.One);
        V g = V.MultiplyAdd(t, kept.Q9, kept.Q8);
        g = V.MultiplyAdd(g, t, kept.Q7);
        g = V.MultiplyAdd(g, t, kept.Q6);
        g = V.MultiplyAdd(g, t, kept.Q5);
        g = V.MultiplyAdd(g, t, kept.Q4);
        g = V.MultiplyAdd(g, t, kept.Q3);
        g = V.MultiplyAdd(g, t, kept.Q2);
        g = V.MultiplyAdd(g, t, kept.Q1);
        return V.MultiplyAdd(g, t, kept.Q0);
    }
}
