using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>eˣ − 1 = 2ⁿ·(eʳ − 1) + (2ⁿ − 1).</summary>
readonly struct ExpMinusOne : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        // 2¹⁰²⁴ is out of range although eˣ may not be: the largest arguments are worked at half scale.
        V bounded = V.Select(x > 710.0, 710.0, V.Select(x < -40.0, -40.0, x));
        V r = Exponential.Reduce(bounded, out V n);
        V tail = V.MultiplyAdd(r * r, Exponential.Tail(r), r);
        V half = Bits.PowerOfTwo(n - 1.0);
        V y = V.MultiplyAdd(tail, half, half - 0.5);
        return V.Select(V.Equal(x, 0.0), x, y + y);
    }

    /// <summary>The same for x known to lie between −40 and 700.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Bounded<V>(V x) where V : struct, ISimd<V, double>
    {
        V r = Exponential.Reduce(x, out V n);
        V scale = Bits.PowerOfTwo(n);
        return V.MultiplyAdd(V.MultiplyAdd(r * r, Exponential.Tail(r), r), scale, scale - 1.0);
    }
}
