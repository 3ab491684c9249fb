using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>ln(x + √(x² + 1)), as ln(1 + x + x²/(1 + √(x² + 1))) for positive x.</summary>
readonly struct Asinh : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V a = V.Abs(x);
        V huge = a > 1e150;
        V square = a * a;
        V u = V.Select(huge, a, a + square / (V.Sqrt(square + 1.0) + 1.0));
        V y = V.Select(a < Bits.Tiny, a, Logarithm.OnePlus(u, huge & 1.0));
        return y | (x & Bits.SignMask);
    }
}

/// <summary>ln(x + √(x² − 1)), as ln(1 + t + √(t² + 2t)) with t = x − 1.</summary>
readonly struct Acosh : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V t = x - 1.0;
        V huge = x > 1e150;
        V u = V.Select(huge, x, t + V.Sqrt(V.MultiplyAdd(t, t, t + t)));
        return V.Select(x < 1.0, double.NaN, Logarithm.OnePlus(u, huge & 1.0));
    }
}

/// <summary>½·ln((1 + x)/(1 − x)), as ½·ln(1 + 2x/(1 − x)) for positive x.</summary>
readonly struct Atanh : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V a = V.Abs(x);
        V y = Logarithm.OnePlus((a + a) / (1.0 - a), 0.0) * 0.5;
        return V.Select(a < Bits.Tiny, a, V.Select(a > 1.0, double.NaN, y)) | (x & Bits.SignMask);
    }
}
