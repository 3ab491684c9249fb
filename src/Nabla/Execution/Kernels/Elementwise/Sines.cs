using System.Runtime.CompilerServices;
using Nabla.Rules;

namespace Nabla.Execution.Kernels;

/// <summary>sin x.</summary>
readonly struct Sin : IUnaryKernel<double>, IScalarFunction<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V r = Trigonometric.Reduce(x, out V n);
        V y = Trigonometric.Rotate(Trigonometric.Sine(r), Trigonometric.Cosine(r), n + Bits.Integer);
        return Trigonometric.WithHuge<V, Sin>(x, V.Select(V.Equal(x, 0.0), x, y));
    }

    static double IScalarFunction<double>.Invoke(double x) => Scalar.Sin(x);
}

/// <summary>cos x.</summary>
readonly struct Cos : IUnaryKernel<double>, IScalarFunction<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V r = Trigonometric.Reduce(x, out V n);
        V y = Trigonometric.Rotate(Trigonometric.Sine(r), Trigonometric.Cosine(r), n + (Bits.Integer + 1.0));
        return Trigonometric.WithHuge<V, Cos>(x, y);
    }

    static double IScalarFunction<double>.Invoke(double x) => Scalar.Cos(x);
}

/// <summary>1 / cos x.</summary>
readonly struct Sec : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double> => 1.0 / Cos.Invoke(x);
}

/// <summary>1 / sin x.</summary>
readonly struct Csc : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double> => 1.0 / Sin.Invoke(x);
}

/// <summary>sin(x) / x, and 1 at 0.</summary>
readonly struct Sinc : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V y = Sin.Invoke(x) / x;
        y = V.Select(V.Equal(x, 0.0), 1.0, y);
        return V.Select(V.Equal(V.Abs(x), double.PositiveInfinity), 0.0, y);
    }
}
