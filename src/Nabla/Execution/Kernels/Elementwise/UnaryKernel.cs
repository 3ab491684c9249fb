using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Nabla.Execution.Kernels;

/// <summary>A kernel of one argument: the instances of its one body, and the loop over spans.</summary>
sealed class UnaryKernel<TKernel>(string name, double ulps) : ElementwiseKernel(name, 1, ulps)
    where TKernel : struct, IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double At1(double x) => TKernel.Invoke(new Double1(x)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<double> At2(Vector128<double> x) => TKernel.Invoke(new Double2(x)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> At4(Vector256<double> x) => TKernel.Invoke(new Double4(x)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> At8(Vector512<double> x) => TKernel.Invoke(new Double8(x)).Value;

    private protected override Delegate Function(int width) => width switch
    {
        1 => (Func<double, double>)At1,
        2 => (Func<Vector128<double>, Vector128<double>>)At2,
        4 => (Func<Vector256<double>, Vector256<double>>)At4,
        8 => (Func<Vector512<double>, Vector512<double>>)At8,
        _ => throw NoSuchWidth(width),
    };

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static double Called1(double x) => At1(x);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static Vector128<double> Called2(Vector128<double> x) => At2(x);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static Vector256<double> Called4(Vector256<double> x) => At4(x);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static Vector512<double> Called8(Vector512<double> x) => At8(x);

    private protected override Delegate CalledFunction(int width) => width switch
    {
        1 => (Func<double, double>)Called1,
        2 => (Func<Vector128<double>, Vector128<double>>)Called2,
        4 => (Func<Vector256<double>, Vector256<double>>)Called4,
        8 => (Func<Vector512<double>, Vector512<double>>)Called8,
        _ => throw NoSuchWidth(width),
    };

    public override void Apply(ReadOnlySpan<double> x, Span<double> y, int width)
    {
        SameLength(x.Length, y.Length);
        if (x.IsEmpty) return;
        while (width > x.Length) width /= 2;
        ref var x0 = ref MemoryMarshal.GetReference(x);
        ref var y0 = ref MemoryMarshal.GetReference(y);
        switch (width)
        {
            case 1: Loop<Double1>(ref x0, ref y0, x.Length); break;
            case 2: Loop<Double2>(ref x0, ref y0, x.Length); break;
            case 4: Loop<Double4>(ref x0, ref y0, x.Length); break;
            case 8: Loop<Double8>(ref x0, ref y0, x.Length); break;
            default: throw NoSuchWidth(width);
        }
    }

    // The last vector overlaps the one before it, and is computed first so that y may be x.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Loop<V>(ref double x, ref double y, int length) where V : struct, ISimd<V, double>
    {
        var last = (nuint)(length - V.Lanes);
        V tail = TKernel.Invoke(V.Load(in x, last));
        for (nuint i = 0; i < last; i += (nuint)V.Lanes)
            V.Store(TKernel.Invoke(V.Load(in x, i)), ref y, i);
        V.Store(tail, ref y, last);
    }
}
