using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

// Comparisons give 1 and 0, as their rows do; a mask never leaves a kernel.

/// <summary>1 where x &lt; y, else 0.</summary>
readonly struct Less<T> : IBinaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, T> => (x < y) & 1.0;
}

/// <summary>1 where x ≤ y, else 0.</summary>
readonly struct LessEqual<T> : IBinaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, T> => (x <= y) & 1.0;
}

/// <summary>1 where x &gt; y, else 0.</summary>
readonly struct Greater<T> : IBinaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, T> => (x > y) & 1.0;
}

/// <summary>1 where x ≥ y, else 0.</summary>
readonly struct GreaterEqual<T> : IBinaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, T> => (x >= y) & 1.0;
}

/// <summary>1 where x = y, else 0.</summary>
readonly struct Equal<T> : IBinaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, T> => V.Equal(x, y) & 1.0;
}

/// <summary>1 where x ≠ y or either is NaN, else 0.</summary>
readonly struct NotEqual<T> : IBinaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, T> => V.Select(V.Equal(x, y), 0.0, 1.0);
}

/// <summary>y where the condition x is not 0 (NaN included), else z.</summary>
readonly struct Where<T> : ITernaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y, V z) where V : struct, ISimd<V, T> =>
        V.Select(V.Equal(x, 0.0), z, y);
}
