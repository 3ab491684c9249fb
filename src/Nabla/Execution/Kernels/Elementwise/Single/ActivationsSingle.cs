using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>1 / (1 + e⁻ˣ), by e^(−|x|), which overflows nowhere.</summary>
readonly struct SigmoidSingle : IUnaryKernel<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float>
    {
        V e = ExponentialSingle.DecaySignificand(x, out V n);
        V scaled = V.Scale(e, n);
        return V.Select(x < 0.0, scaled, 1.0) / (scaled + 1.0);
    }
}

/// <summary>ln(1 + eˣ) = max(x, 0) + ln(1 + e^(−|x|)).</summary>
readonly struct SoftplusSingle : IUnaryKernel<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float>
    {
        V e = ExponentialSingle.DecaySignificand(x, out V n);
        V log = LogarithmSingle.OnePlus(V.Scale(e, n));
        return V.Select(x < 0.0, log, x + log);
    }
}

/// <summary>x / (1 + e⁻ˣ).</summary>
readonly struct SiluSingle : IUnaryKernel<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float>
    {
        V e = ExponentialSingle.DecaySignificand(x, out V n);
        return V.Select(x < 0.0, V.Scale(V.AtLeast(x, -112.0) * e, n), x) / (V.Scale(e, n) + 1.0);
    }
}

/// <summary>x·Φ(x), Φ the normal distribution function, by Φ(−|x|), to full relative precision in the tail.</summary>
readonly struct GeluSingle : IUnaryKernel<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float>
    {
        V b = V.AtMost(V.Abs(x), 14.625);
        V tail = V.Scale(b * Scaled(b) * Gaussian(b, out V n), n);
        return V.Select(x < 0.0, -tail, x - tail);
    }

    /// <summary>e^(−b²/2)·2⁻ⁿ and n, b² to twice the precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Gaussian<V>(V b, out V n) where V : struct, ISimd<V, float>
    {
        V half = b * -0.5;
        V square = half * b;
        return ExponentialSingle.Significand(square, V.MultiplyAdd(half, b, -square), out n);
    }

    /// <summary>e^(b²/2)·Φ(−b) = g(t) / (b + 4) with t = (b − 4)/(b + 4), g from minimax.py.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Scaled<V>(V b) where V : struct, ISimd<V, float>
    {
        V u = 1.0 / (b + 4.0);
        V t = (b - 4.0) * u;
        V t2 = t * t;
        V even = V.MultiplyAdd(t2, 0.0001935353793669492, -0.0035230275243520737);
        V odd = V.MultiplyAdd(t2, -0.00012353989586699754, 0.001568760722875595);
        even = V.MultiplyAdd(even, t2, 0.06040641665458679);
        odd = V.MultiplyAdd(odd, t2, -0.007526815868914127);
        even = V.MultiplyAdd(even, t2, 0.38713666796684265);
        odd = V.MultiplyAdd(odd, t2, -0.18652306497097015);
        even = V.MultiplyAdd(even, t2, 0.7552851438522339);
        odd = V.MultiplyAdd(odd, t2, -0.607896625995636);
        return V.MultiplyAdd(odd, t, even) * u;
    }
}
