using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Nabla.Execution.Kernels;

/// <summary>A kernel of three arguments: the instances of its one body, and the loop over spans.</summary>
sealed class TernaryKernel<TKernel>(string name, double ulps) : ElementwiseKernel(name, 3, ulps)
    where TKernel : struct, ITernaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double At1(double x, double y, double z) =>
        TKernel.Invoke(new Double1(x), new Double1(y), new Double1(z)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<double> At2(Vector128<double> x, Vector128<double> y, Vector128<double> z) =>
        TKernel.Invoke(new Double2(x), new Double2(y), new Double2(z)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> At4(Vector256<double> x, Vector256<double> y, Vector256<double> z) =>
        TKernel.Invoke(new Double4(x), new Double4(y), new Double4(z)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> At8(Vector512<double> x, Vector512<double> y, Vector512<double> z) =>
        TKernel.Invoke(new Double8(x), new Double8(y), new Double8(z)).Value;

    private protected override Delegate Function(int width) => width switch
    {
        1 => (Func<double, double, double, double>)At1,
        2 => (Func<Vector128<double>, Vector128<double>, Vector128<double>, Vector128<double>>)At2,
        4 => (Func<Vector256<double>, Vector256<double>, Vector256<double>, Vector256<double>>)At4,
        8 => (Func<Vector512<double>, Vector512<double>, Vector512<double>, Vector512<double>>)At8,
        _ => throw NoSuchWidth(width),
    };

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static double Called1(double x, double y, double z) => At1(x, y, z);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static Vector128<double> Called2(Vector128<double> x, Vector128<double> y, Vector128<double> z) => At2(x, y, z);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static Vector256<double> Called4(Vector256<double> x, Vector256<double> y, Vector256<double> z) => At4(x, y, z);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static Vector512<double> Called8(Vector512<double> x, Vector512<double> y, Vector512<double> z) => At8(x, y, z);

    private protected override Delegate CalledFunction(int width) => width switch
    {
        1 => (Func<double, double, double, double>)Called1,
        2 => (Func<Vector128<double>, Vector128<double>, Vector128<double>, Vector128<double>>)Called2,
        4 => (Func<Vector256<double>, Vector256<double>, Vector256<double>, Vector256<double>>)Called4,
        8 => (Func<Vector512<double>, Vector512<double>, Vector512<double>, Vector512<double>>)Called8,
        _ => throw NoSuchWidth(width),
    };

    public override void Apply(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, Span<double> w, int width)
    {
        SameLength(x.Length, y.Length);
        SameLength(x.Length, z.Length);
        SameLength(x.Length, w.Length);
        if (x.IsEmpty) return;
        while (width > x.Length) width /= 2;
        ref var x0 = ref MemoryMarshal.GetReference(x);
        ref var y0 = ref MemoryMarshal.GetReference(y);
        ref var z0 = ref MemoryMarshal.GetReference(z);
        ref var w0 = ref MemoryMarshal.GetReference(w);
        switch (width)
        {
            case 1: Loop<Double1>(ref x0, ref y0, ref z0, ref w0, x.Length); break;
            case 2: Loop<Double2>(ref x0, ref y0, ref z0, ref w0, x.Length); break;
            case 4: Loop<Double4>(ref x0, ref y0, ref z0, ref w0, x.Length); break;
            case 8: Loop<Double8>(ref x0, ref y0, ref z0, ref w0, x.Length); break;
            default: throw NoSuchWidth(width);
        }
    }

    // The last vector overlaps the one before it, and is computed first so that w may be any of the others.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Loop<V>(ref double x, ref double y, ref double z, ref double w, int length)
        where V : struct, ISimd<V, double>
    {
        var last = (nuint)(length - V.Lanes);
        V tail = TKernel.Invoke(V.Load(in x, last), V.Load(in y, last), V.Load(in z, last));
        for (nuint i = 0; i < last; i += (nuint)V.Lanes)
            V.Store(TKernel.Invoke(V.Load(in x, i), V.Load(in y, i), V.Load(in z, i)), ref w, i);
        V.Store(tail, ref w, last);
    }
}
