using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>The error function: x + x·p(x²) near 0, 1 − 2^g(|x|) beyond, p and g from minimax.py.</summary>
readonly struct ErfSingle : IKeepingKernel<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float> => Invoke(x, Keep<V>(0.0, 0.0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> Keep<V>(V zero, V spare) where V : struct, ISimd<V, float>
    {
        var kept = ExponentialSingle.Keep(zero, spare);
        kept.Least = spare + 0.85;
        kept.Greatest = zero + 4.0;
        kept.One = zero + 1.0;
        kept.Q7 = zero - 0.0006331897457130253;
        kept.Q0 = spare - 0.00016550012514926493;
        kept.Q1 = spare - 1.6273821592330933;
        kept.Q2 = spare - 0.9184224009513855;
        kept.Q3 = spare - 0.15068621933460236;
        kept.Q4 = spare + 0.0324300080537796;
        kept.Q5 = spare - 0.004482610151171684;
        kept.Q6 = zero + 0.0002921715786214918;
        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, in Kept<V> kept) where V : struct, ISimd<V, float>
    {
        V a = V.Abs(x);
        return V.Select(a > kept.Least, Far(a, kept), Near(a, kept)) | (x & Bits.SignMask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Near<V>(V a, in Kept<V> kept) where V : struct, ISimd<V, float>
    {
        V a2 = a * a;
        V p = V.MultiplyAdd(a2, kept.Q7, 0.005054901819676161);
        p = V.MultiplyAdd(p, a2, -0.02680564485490322);
        p = V.MultiplyAdd(p, a2, 0.11282826215028763);
        p = V.MultiplyAdd(p, a2, -0.37612587213516235);
        p = V.MultiplyAdd(p, a2, 0.12837916612625122);
        return V.MultiplyAdd(a, p, a);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Far<V>(V a, in Kept<V> kept) where V : struct, ISimd<V, float>
    {
        a = V.AtMost(a, kept.Greatest);
        V g = V.MultiplyAdd(a, kept.Q6, kept.Q5);
        g = V.MultiplyAdd(g, a, kept.Q4);
        g = V.MultiplyAdd(g, a, kept.Q3);
        g = V.MultiplyAdd(g, a, kept.Q2);
        g = V.MultiplyAdd(g, a, kept.Q1);
        g = V.MultiplyAdd(g, a, kept.Q0);
        V shiftedN = g + kept.Integer;
        V power = ExponentialSingle.PowerOfFraction(g - (shiftedN - kept.Integer), kept);
        return kept.One - Bits<float>.Raise(power, shiftedN);
    }
}
