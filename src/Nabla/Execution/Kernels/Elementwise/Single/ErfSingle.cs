using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>The error function: x + x·p(x²) near 0, 1 − 2^(−g(|x|)) beyond, p and g from minimax.py.</summary>
readonly struct ErfSingle : IUnaryKernel<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float>
    {
        V a = V.Abs(x);
        return V.Select(a > 0.85, Far(a), Near(a)) | (x & Bits.SignMask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Near<V>(V a) where V : struct, ISimd<V, float>
    {
        V a2 = a * a;
        V a4 = a2 * a2;
        V even = V.MultiplyAdd(a4, 0.005054901819676161, 0.11282826215028763);
        V odd = V.MultiplyAdd(a4, -0.0006331897457130253, -0.02680564485490322);
        even = V.MultiplyAdd(even, a4, 0.12837916612625122);
        odd = V.MultiplyAdd(odd, a4, -0.37612587213516235);
        return V.MultiplyAdd(a, V.MultiplyAdd(odd, a2, even), a);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Far<V>(V a) where V : struct, ISimd<V, float>
    {
        a = V.AtMost(a, 4.0);
        V a2 = a * a;
        V even = V.MultiplyAdd(a2, -0.0002921715786214918, -0.0324300080537796);
        V odd = V.MultiplyAdd(a2, 0.004482610151171684, 0.15068621933460236);
        even = V.MultiplyAdd(even, a2, 0.9184224009513855);
        odd = V.MultiplyAdd(odd, a2, 1.6273821592330933);
        even = V.MultiplyAdd(even, a2, 0.00016550012514926493);
        V g = V.MultiplyAdd(odd, a, even);
        V n = V.Round(g);
        V power = ExponentialSingle.PowerOfFraction(n - g);
        return V.MultiplyAdd(-power, Bits<float>.PowerOfTwo(-n), 1.0);
    }
}
