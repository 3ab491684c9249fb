using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>x + y.</summary>
readonly struct Add : IBinaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, double> => x + y;
}

/// <summary>x − y.</summary>
readonly struct Subtract : IBinaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, double> => x - y;
}

/// <summary>x · y.</summary>
readonly struct Multiply : IBinaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, double> => x * y;
}

/// <summary>x / y.</summary>
readonly struct Divide : IBinaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, double> => x / y;
}

/// <summary>−x.</summary>
readonly struct Negate : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double> => -x;
}

/// <summary>|x|.</summary>
readonly struct Abs : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double> => V.Abs(x);
}

/// <summary>−1, 0 or 1; +0 for both zeros.</summary>
readonly struct Sign : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double> =>
        V.Select(V.Abs(x) > 0.0, (x & Bits.SignMask) | 1.0, x + 0.0);
}

/// <summary>The largest integer not above x.</summary>
readonly struct Floor : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double> => V.Floor(x);
}

/// <summary>The smallest integer not below x.</summary>
readonly struct Ceiling : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double> => V.Ceiling(x);
}

/// <summary>The nearest integer, ties to even.</summary>
readonly struct Round : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double> => V.Round(x);
}

/// <summary>The smaller of x and y, as Math.Min.</summary>
readonly struct Min : IBinaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, double> => V.Min(x, y);
}

/// <summary>The larger of x and y, as Math.Max.</summary>
readonly struct Max : IBinaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, double> => V.Max(x, y);
}
