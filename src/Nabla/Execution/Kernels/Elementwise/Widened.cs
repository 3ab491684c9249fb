using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>A row's kernel for floats that is its kernel for doubles, rounded at the end: almost correctly rounded.</summary>
readonly struct Widened<TKernel> : IUnaryKernel<float> where TKernel : struct, IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float> => V.InDouble<TKernel>(x);
}

/// <summary>The same of two arguments.</summary>
readonly struct Widened2<TKernel> : IBinaryKernel<float> where TKernel : struct, IBinaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, float> => V.InDouble<TKernel>(x, y);
}

/// <summary>The same of three arguments.</summary>
readonly struct Widened3<TKernel> : ITernaryKernel<float> where TKernel : struct, ITernaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y, V z) where V : struct, ISimd<V, float> => V.InDouble<TKernel>(x, y, z);
}
