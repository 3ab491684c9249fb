using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>x + y.</summary>
readonly struct Add<T> : IBinaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, T> => x + y;
}

/// <summary>x − y.</summary>
readonly struct Subtract<T> : IBinaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, T> => x - y;
}

/// <summary>x · y.</summary>
readonly struct Multiply<T> : IBinaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, T> => x * y;
}

/// <summary>x / y.</summary>
readonly struct Divide<T> : IBinaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, T> => x / y;
}

/// <summary>−x.</summary>
readonly struct Negate<T> : IUnaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, T> => -x;
}

/// <summary>|x|.</summary>
readonly struct Abs<T> : IUnaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, T> => V.Abs(x);
}

/// <summary>−1, 0 or 1; +0 for both zeros.</summary>
readonly struct Sign<T> : IUnaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, T> =>
        V.Select(V.Abs(x) > 0.0, (x & Bits.SignMask) | 1.0, x + 0.0);
}

/// <summary>The largest integer not above x.</summary>
readonly struct Floor<T> : IUnaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, T> => V.Floor(x);
}

/// <summary>The smallest integer not below x.</summary>
readonly struct Ceiling<T> : IUnaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, T> => V.Ceiling(x);
}

/// <summary>The nearest integer, ties to even.</summary>
readonly struct Round<T> : IUnaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, T> => V.Round(x);
}

/// <summary>The smaller of x and y, as Math.Min.</summary>
readonly struct Min<T> : IBinaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, T> => V.Min(x, y);
}

/// <summary>The larger of x and y, as Math.Max.</summary>
readonly struct Max<T> : IBinaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, T> => V.Max(x, y);
}
