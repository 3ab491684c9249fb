using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Nabla.Execution.Kernels;

/// <summary>A kernel of one argument: the instances of its one body, and the loop over spans.</summary>
class UnaryKernel<TKernel, T>(string name, double ulps) : ElementwiseKernel<T>(name, 1, ulps)
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

    private protected override void Run(ReadOnlySpan<T> x, Span<T> y, Width width)
    {
        ref var x0 = ref MemoryMarshal.GetReference(x);
        ref var y0 = ref MemoryMarshal.GetReference(y);
        switch (width)
        {
            case Width.One: Loop<Lanes1<T>>(ref x0, ref y0, x.Length); break;
            case Width.Bits128: Loop<Lanes128<T>>(ref x0, ref y0, x.Length); break;
            case Width.Bits256: Loop<Lanes256<T>>(ref x0, ref y0, x.Length); break;
            default: Loop<Lanes512<T>>(ref x0, ref y0, x.Length); break;
        }
    }

    // The last vector overlaps the one before it, and is read first so that y may be x. The body stands here
    // once: twice would be more than the JIT inlines.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Loop<V>(ref T x, ref T y, int length) where V : struct, ISimd<V, T>
    {
        var last = (nuint)(length - V.Lanes);
        V tailX = V.Load(in x, last);
        for (nuint i = 0; ; i += (nuint)V.Lanes)
        {
            var isLast = i >= last;
            V result = TKernel.Invoke(isLast ? tailX : V.Load(in x, i));
            if (isLast)
            {
                V.Store(result, ref y, last);
                return;
            }

            V.Store(result, ref y, i);
        }
    }
}
