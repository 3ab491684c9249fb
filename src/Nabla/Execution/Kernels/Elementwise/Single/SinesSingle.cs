using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

// |x| = q·π + r with |r| ≤ π/2, π in three parts as for doubles: the first step is exact, the others round once.
static class SinesSingle
{
    const double Pi = 3.1415927410125732;
    const double PiLow = -8.742277657347586e-08;
    const double PiLowest = -3.4302490200117637e-15;

    public const double OverPi = 0.31830987334251404;

    // From here on the quotient by π may round to a neighbour: such arguments are computed in doubles.
    const double Huge = 98304.0;

    /// <summary>sin(a − q·π), its sign turned by the last bit of the turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sine<V>(V a, V q, V turns) where V : struct, ISimd<V, float>
    {
        V r = V.SubtractProduct(V.SubtractProduct(V.SubtractProduct(a, q, Pi), q, PiLow), q, PiLowest);
        V r2 = r * r;
        V p = V.MultiplyAdd(r2, 2.605147528811358e-06, -0.0001980944216484204);
        p = V.MultiplyAdd(p, r2, 0.00833306647837162);
        p = V.MultiplyAdd(p, r2, -0.16666659712791443);
        return V.MultiplyAdd(r2 * r, p, r) ^ V.ShiftLeft(turns, 31);
    }

    /// <summary>y, with huge lanes computed in doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V WithHuge<V, TKernel>(V x, V a, V y)
        where V : struct, ISimd<V, float> where TKernel : struct, IUnaryKernel<double>
    {
        V huge = a > Huge;
        return V.Any(huge) ? V.Select(huge, InDouble<V, TKernel>(x), y) : y;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static V InDouble<V, TKernel>(V x) where V : struct, ISimd<V, float> where TKernel : struct, IUnaryKernel<double> =>
        V.InDouble<TKernel>(x);
}

/// <summary>sin x.</summary>
readonly struct SinSingle : IUnaryKernel<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float>
    {
        V a = V.Abs(x);
        V turns = V.MultiplyAdd(a, SinesSingle.OverPi, Bits.IntegerSingle);
        V y = SinesSingle.Sine(a, turns - Bits.IntegerSingle, turns) ^ (x & Bits.SignMask);
        return SinesSingle.WithHuge<V, Sin>(x, a, y);
    }
}

/// <summary>cos x.</summary>
readonly struct CosSingle : IUnaryKernel<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float>
    {
        V a = V.Abs(x);
        V n = V.Round(V.MultiplyAdd(a, SinesSingle.OverPi, -0.5));
        V y = SinesSingle.Sine(a, n + 0.5, n + (Bits.IntegerSingle + 1.0));
        return SinesSingle.WithHuge<V, Cos>(x, a, y);
    }
}
