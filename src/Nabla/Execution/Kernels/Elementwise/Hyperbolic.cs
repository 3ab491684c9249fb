using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>(eˣ − e⁻ˣ) / 2, by eˣ − 1 so that nothing cancels.</summary>
readonly struct Sinh : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V a = V.Abs(x);
        V half = Exponential.QuarterMinusOne(V.AtMost(a, 710.5)) * 2.0;
        V ratio = V.Select(a > 40.0, 1.0, half / (half + 0.5));
        V y = V.MultiplyAdd(ratio, 0.5, half);
        return V.Select(a < Bits.Tiny, a, y) | (x & Bits.SignMask);
    }
}

/// <summary>(eˣ + e⁻ˣ) / 2.</summary>
readonly struct Cosh : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V a = V.Abs(x);
        V e = Exponential.Significand(V.AtMost(a, 711.0), out V n);
        e = V.Scale(e, n - 1.0);
        return e + 0.25 / e;
    }
}

/// <summary>(e²ˣ − 1) / (e²ˣ + 1), by e²ˣ − 1 so that nothing cancels.</summary>
readonly struct Tanh : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V a = V.Abs(x);
        V t = Exponential.QuarterMinusOne(V.Select(a > 22.0, 44.0, a + a));
        return V.Select(a < Bits.Tiny, a, t / (t + 0.5)) | (x & Bits.SignMask);
    }
}

/// <summary>2 / (eˣ + e⁻ˣ), from e^(−|x|), which overflows nowhere.</summary>
readonly struct Sech : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V e = Exponential.DecaySignificand(x, out V n);
        V scaled = V.Scale(e, n);
        return V.Scale(e / V.MultiplyAdd(scaled, scaled, 1.0), n + 1.0);
    }
}

/// <summary>2 / (eˣ − e⁻ˣ), for large x from e^(−|x|), which overflows nowhere.</summary>
readonly struct Csch : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V a = V.Abs(x);
        V near = V.AtMost(a, 40.0);
        V half = Exponential.QuarterMinusOne(near) * 2.0;
        V sinh = V.MultiplyAdd(0.5, half / (half + 0.5), half);
        V e = Exponential.DecaySignificand(a, out V n);
        V y = V.Select(a > 40.0, V.Scale(e, n + 1.0), 1.0 / V.Select(a < Bits.Tiny, a, sinh));
        return y | (x & Bits.SignMask);
    }
}

/// <summary>(e²ˣ + 1) / (e²ˣ − 1).</summary>
readonly struct Coth : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V a = V.Abs(x);
        V tiny = a < Bits.Tiny;
        V t = Exponential.QuarterMinusOne(V.Select(a > 22.0, 44.0, a + a));
        return V.Select(tiny, 1.0, t + 0.5) / V.Select(tiny, a, t) | (x & Bits.SignMask);
    }
}
