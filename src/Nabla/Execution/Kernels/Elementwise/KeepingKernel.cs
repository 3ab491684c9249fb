using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Nabla.Execution.Kernels;

/// <summary>A kernel of one argument whose loop keeps its constants in registers.</summary>
sealed class KeepingKernel<TKernel, T>(string name, double ulps) : UnaryKernel<TKernel, T>(name, ulps)
    where TKernel : struct, IKeepingKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void Run(ReadOnlySpan<T> x, Span<T> y, Width width)
    {
        ref var x0 = ref MemoryMarshal.GetReference(x);
        ref var y0 = ref MemoryMarshal.GetReference(y);
        switch (width)
        {
            case Width.One: Loop<Lanes1<T>>(ref x0, ref y0, x.Length, T.Zero); break;
            case Width.Bits128: Loop<Lanes128<T>>(ref x0, ref y0, x.Length, T.Zero); break;
            case Width.Bits256: Loop<Lanes256<T>>(ref x0, ref y0, x.Length, T.Zero); break;
            default: Loop<Lanes512<T>>(ref x0, ref y0, x.Length, T.Zero); break;
        }
    }

    // As the loop of other kernels; the zero comes as an argument, so that it is no constant here.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Loop<V>(ref T x, ref T y, int length, T zero) where V : struct, ISimd<V, T>
    {
        var last = (nuint)(length - V.Lanes);
        V tail = Apart(V.Load(in x, last));
        V opaque = V.Spread(in zero);
        var kept = TKernel.Keep(opaque, Widths.HasManyRegisters ? opaque : 0.0);
        for (nuint i = 0; i < last; i += (nuint)V.Lanes) V.Store(TKernel.Invoke(V.Load(in x, i), kept), ref y, i);
        V.Store(tail, ref y, last);
    }

    // As the other loop, into lines that begin where a vector does; x and y are apart, and the first vector may be done twice.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void RunPast(ReadOnlySpan<T> x, Span<T> y)
    {
        ref var x0 = ref MemoryMarshal.GetReference(x);
        ref var y0 = ref MemoryMarshal.GetReference(y);
        Lanes256<T>.Store(Apart(Lanes256<T>.Load(in x0, 0)), ref y0, 0);
        PastLoop(ref x0, ref y0, ToLine(ref y0), x.Length, T.Zero);
        var last = (nuint)(x.Length - Lanes256<T>.Lanes);
        Lanes256<T>.Store(Apart(Lanes256<T>.Load(in x0, last)), ref y0, last);
        Sse.StoreFence();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void PastLoop(ref T x, ref T y, nuint first, int length, T zero)
    {
        var last = (nuint)(length - Lanes256<T>.Lanes);
        Lanes256<T> opaque = Lanes256<T>.Spread(in zero);
        var kept = TKernel.Keep(opaque, Widths.HasManyRegisters ? opaque : 0.0);
        for (var i = first; i <= last; i += (nuint)Lanes256<T>.Lanes)
            Lanes256<T>.StorePast(TKernel.Invoke(Lanes256<T>.Load(in x, i), kept), ref y, i);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static V Apart<V>(V x) where V : struct, ISimd<V, T> => TKernel.Invoke(x);
}
