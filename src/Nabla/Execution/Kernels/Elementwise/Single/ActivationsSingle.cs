using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>1 / (1 + e⁻ˣ), by e^(−|x|), which overflows nowhere.</summary>
readonly struct SigmoidSingle : IKeepingKernel<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float> => Invoke(x, Keep<V>(0.0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> Keep<V>(V zero) where V : struct, ISimd<V, float> => ExponentialSingle.Keep(zero);

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
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float> => Invoke(x, Keep<V>(0.0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> Keep<V>(V zero) where V : struct, ISimd<V, float> => ExponentialSingle.Keep(zero);

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
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float> => Invoke(x, Keep<V>(0.0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> Keep<V>(V zero) where V : struct, ISimd<V, float> => ExponentialSingle.Keep(zero);

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
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float> => Invoke(x, Keep<V>(0.0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> Keep<V>(V zero) where V : struct, ISimd<V, float>
    {
        var kept = ExponentialSingle.Keep(zero);
        kept.Greatest = zero + 14.625;
        kept.Scale = zero - ExponentialSingle.Log2E / 2;
        kept.ScaleLow = zero - ExponentialSingle.Log2ELow / 2;
        kept.Q0 = zero + 0.7552851438522339;
        kept.Q1 = zero - 0.607896625995636;
        kept.Q2 = zero + 0.38713666796684265;
        kept.Q3 = zero - 0.18652306497097015;
        kept.Q4 = zero + 0.06040641665458679;
        kept.Q5 = zero - 0.007526815868914127;
        kept.Q6 = zero - 0.0035230275243520737;
        kept.Q7 = zero + 0.001568760722875595;
        kept.Q8 = zero + 0.0001935353793669492;
        kept.Q9 = zero - 0.00012353989586699754;
        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, in Kept<V> kept) where V : struct, ISimd<V, float>
    {
        V b = V.AtMost(V.Abs(x), kept.Greatest);
        V tail = V.Scale(b * Scaled(b, kept) * Gaussian(b, out V n, kept), n);
        return V.Select(x < 0.0, -tail, x - tail);
    }

    /// <summary>e^(−b²/2)·2⁻ⁿ and n, b² to twice the precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Gaussian<V>(V b, out V n, in Kept<V> kept) where V : struct, ISimd<V, float>
    {
        V h = b * kept.Scale;
        n = V.Round(h * b);
        V low = V.MultiplyAdd(b, kept.ScaleLow, V.MultiplyAdd(b, kept.Scale, -h));
        return ExponentialSingle.PowerOfFraction(V.MultiplyAdd(b, low, V.MultiplyAdd(h, b, -n)), kept);
    }

    /// <summary>e^(b²/2)·Φ(−b) = g(t) / (b + 4) with t = (b − 4)/(b + 4), g from minimax.py.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Scaled<V>(V b, in Kept<V> kept) where V : struct, ISimd<V, float>
    {
        V u = kept.One / (b + 4.0);
        V t = (b - 4.0) * u;
        V g = V.MultiplyAdd(t, kept.Q9, kept.Q8);
        g = V.MultiplyAdd(g, t, kept.Q7);
        g = V.MultiplyAdd(g, t, kept.Q6);
        g = V.MultiplyAdd(g, t, kept.Q5);
        g = V.MultiplyAdd(g, t, kept.Q4);
        g = V.MultiplyAdd(g, t, kept.Q3);
        g = V.MultiplyAdd(g, t, kept.Q2);
        g = V.MultiplyAdd(g, t, kept.Q1);
        return V.MultiplyAdd(g, t, kept.Q0) * u;
    }
}
