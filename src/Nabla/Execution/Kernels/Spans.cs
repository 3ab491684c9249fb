using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nabla.Execution.Kernels;

/// <summary>Steps of one operation over contiguous elements that other kernels are made of.</summary>
static unsafe class Spans
{
    /// <summary>y = y + x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(T* y, T* x, nint length) where T : unmanaged, INumber<T>
    {
        nint i = 0;
        for (; i + Vector256<T>.Count <= length; i += Vector256<T>.Count)
            (Vector256.Load(y + i) + Vector256.Load(x + i)).Store(y + i);
        for (; i < length; i++) y[i] += x[i];
    }

    /// <summary>y = factor·y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale<T>(T* y, T factor, nint length) where T : unmanaged, INumber<T>
    {
        nint i = 0;
        var factors = Vector256.Create(factor);
        for (; i + Vector256<T>.Count <= length; i += Vector256<T>.Count) (factors * Vector256.Load(y + i)).Store(y + i);
        for (; i < length; i++) y[i] *= factor;
    }

    /// <summary>y = y − factor·x, rounded after the product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SubtractScaled<T>(T* y, T factor, T* x, nint length) where T : unmanaged, INumber<T>
    {
        nint i = 0;
        var factors = Vector256.Create(factor);
        for (; i + Vector256<T>.Count <= length; i += Vector256<T>.Count)
            (Vector256.Load(y + i) - factors * Vector256.Load(x + i)).Store(y + i);
        for (; i < length; i++) y[i] -= factor * x[i];
    }
}
