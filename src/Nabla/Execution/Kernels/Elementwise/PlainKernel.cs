using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nabla.Execution.Kernels;

/// <summary>A kernel of one argument that reads its constants where it uses them.</summary>
sealed class PlainKernel<TKernel, T>(string name, double ulps) : UnaryKernel<TKernel, T>(name, ulps)
    where TKernel : struct, IUnaryKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
