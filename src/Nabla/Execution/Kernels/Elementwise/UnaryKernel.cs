using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nabla.Execution.Kernels;

/// <summary>A kernel of one argument: the instances of its one body.</summary>
abstract class UnaryKernel<TKernel, T>(string name, double ulps) : ElementwiseKernel<T>(name, 1, ulps)
    where TKernel : struct, IUnaryKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T At1(T x) =>
        TKernel.Invoke(new Lanes1<T>(x)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<T> At128(Vector128<T> x) =>
        TKernel.Invoke(new Lanes128<T>(x)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<T> At256(Vector256<T> x) =>
        TKernel.Invoke(new Lanes256<T>(x)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<T> At512(Vector512<T> x) =>
        TKernel.Invoke(new Lanes512<T>(x)).Value;

    private protected override Delegate Function(Width width) => width switch
    {
        Width.One => (Func<T, T>)At1,
        Width.Bits128 => (Func<Vector128<T>, Vector128<T>>)At128,
        Width.Bits256 => (Func<Vector256<T>, Vector256<T>>)At256,
        _ => (Func<Vector512<T>, Vector512<T>>)At512,
    };

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static T Called1(T x) => At1(x);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static Vector128<T> Called128(Vector128<T> x) => At128(x);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static Vector256<T> Called256(Vector256<T> x) => At256(x);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static Vector512<T> Called512(Vector512<T> x) => At512(x);

    private protected override Delegate CalledFunction(Width width) => width switch
    {
        Width.One => (Func<T, T>)Called1,
        Width.Bits128 => (Func<Vector128<T>, Vector128<T>>)Called128,
        Width.Bits256 => (Func<Vector256<T>, Vector256<T>>)Called256,
        _ => (Func<Vector512<T>, Vector512<T>>)Called512,
    };

    /// <summary>The elements before y's first whole vector in memory.</summary>
    private protected static unsafe nuint ToLine(ref T y) =>
        (nuint)(-(nint)Unsafe.AsPointer(ref y) & (Vector256<byte>.Count - 1)) / (nuint)sizeof(T);
}
