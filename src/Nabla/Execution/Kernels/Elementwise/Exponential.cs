using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

// eˣ = 2ⁿ·eʳ with n = round(x / ln 2), so |r| ≤ ln 2 / 2, and eʳ = 1 + r + r²·p(r) with p from minimax.py.
static class Exponential
{
    const double Log2E = 1.4426950408889634;
    const double Ln2High = 0.6931471805599453;
    const double Ln2Low = 2.3190468138462996e-17;

    /// <summary>n and r of x = n·ln 2 + r. The first step is exact, so r is rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Reduce<V>(V x, out V n) where V : struct, ISimd<V, double>
    {
        n = V.Round(x * Log2E);
        return V.MultiplyAdd(n, -Ln2Low, V.MultiplyAdd(n, -Ln2High, x));
    }

    /// <summary>p(r) of eʳ = 1 + r + r²·p(r).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tail<V>(V r) where V : struct, ISimd<V, double>
    {
        // Even and odd powers apart: two short chains rather than one long one.
        V r2 = r * r;
        V even = V.MultiplyAdd(r2, 2.7629776994771415e-07, 2.4801497898356193e-05);
        V odd = V.MultiplyAdd(r2, 2.5178547411039034e-08, 2.755752055698114e-06);
        even = V.MultiplyAdd(even, r2, 0.0013888888935129394);
        odd = V.MultiplyAdd(odd, r2, 0.00019841268928008987);
        even = V.MultiplyAdd(even, r2, 0.04166666666657675);
        odd = V.MultiplyAdd(odd, r2, 0.008333333334109844);
        even = V.MultiplyAdd(even, r2, 0.5000000000000004);
        odd = V.MultiplyAdd(odd, r2, 0.16666666666664842);
        return V.MultiplyAdd(odd, r, even);
    }

    /// <summary>x kept where eˣ is neither 0 nor ∞ for certain; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Clamp<V>(V x) where V : struct, ISimd<V, double>
    {
        x = V.Select(x > 710.0, 710.0, x);
        return V.Select(x < -746.0, -746.0, x);
    }
}

/// <summary>eˣ.</summary>
readonly struct Exp : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V r = Exponential.Reduce(Exponential.Clamp(x), out V n);
        return V.Scale(V.MultiplyAdd(r * r, Exponential.Tail(r), r) + 1.0, n);
    }
}
