using System.Runtime.CompilerServices;
using Nabla.Rules;

namespace Nabla.Execution.Kernels;

/// <summary>tan x.</summary>
readonly struct Tan : IUnaryKernel<double>, IScalarFunction<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double> =>
        Trigonometric.WithHuge<V, Tan>(x, Trigonometric.Ratio(x, 0.0));

    static double IScalarFunction<double>.Invoke(double x) => Scalar.Tan(x);
}

/// <summary>1 / tan x.</summary>
readonly struct Cot : IUnaryKernel<double>, IScalarFunction<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double> =>
        Trigonometric.WithHuge<V, Cot>(x, -Trigonometric.Ratio(x, 1.0));

    static double IScalarFunction<double>.Invoke(double x) => Scalar.Cot(x);
}
