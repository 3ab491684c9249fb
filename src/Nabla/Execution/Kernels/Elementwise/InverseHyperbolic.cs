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
        V y = Logarithm.OnePlus(u, huge & 1.0);
        return V.Select(a < double.PositiveInfinity, y, a) | (x & Bits.SignMask);
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
        V y = V.Select(x < double.PositiveInfinity, Logarithm.OnePlus(u, huge & 1.0), x);
        return V.Select(x < 1.0, double.NaN, y);
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
        V edge = V.Select(V.Equal(a, 1.0), double.PositiveInfinity, double.NaN);
        return V.Select(a < 1.0, y, edge) | (x & Bits.SignMask);
    }
}
