using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

// eˣ = 2ⁿ·2ᶠ with n = round(x / ln 2), so |f| ≤ ½, and 2ᶠ = 1 + f·p(f) with p from minimax.py.
static class ExponentialSingle
{
    const double Log2E = 1.4426950216293335;
    const double Log2ELow = 1.925963033500011e-08;

    /// <summary>2ᶠ for |f| ≤ ½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PowerOfFraction<V>(V f) where V : struct, ISimd<V, float> =>
        V.MultiplyAdd(f, PowerOfFractionTail(f), 1.0);

    /// <summary>(2ᶠ − 1) / f for |f| ≤ ½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V PowerOfFractionTail<V>(V f) where V : struct, ISimd<V, float>
    {
        V f2 = f * f;
        V even = V.MultiplyAdd(f2, 0.0013418399030342698, 0.05550272762775421);
        V odd = V.MultiplyAdd(f2, 0.00015854065713938326, 0.009617064148187637);
        even = V.MultiplyAdd(even, f2, 0.6931472420692444);
        odd = V.MultiplyAdd(odd, f2, 0.24022655189037323);
        return V.MultiplyAdd(odd, f, even);
    }

    /// <summary>eˣ·2⁻ⁿ, about 1, and n: for products that must not underflow on the way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Significand<V>(V x, out V n) where V : struct, ISimd<V, float>
    {
        n = V.Round(x * Log2E);
        return PowerOfFraction(V.MultiplyAdd(x, Log2ELow, V.MultiplyAdd(x, Log2E, -n)));
    }

    /// <summary>The same for the unevaluated sum x + low.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Significand<V>(V x, V low, out V n) where V : struct, ISimd<V, float>
    {
        n = V.Round(x * Log2E);
        V f = V.MultiplyAdd(x, Log2E, -n) + V.MultiplyAdd(low, Log2E, x * Log2ELow);
        return PowerOfFraction(f);
    }

    /// <summary>e^(−|x|)·2⁻ⁿ, about 1, and n, wherever e^(−|x|) is not 0 for certain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V DecaySignificand<V>(V x, out V n) where V : struct, ISimd<V, float> =>
        Significand(-V.AtMost(V.Abs(x), 112.0), out n);
}

/// <summary>eˣ.</summary>
readonly struct ExpSingle : IUnaryKernel<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float>
    {
        V y = ExponentialSingle.Significand(V.AtMost(V.AtLeast(x, -105.0), 89.0), out V n);
        return V.Scale(y, n);
    }
}

/// <summary>(e²ˣ − 1) / (e²ˣ + 1) = h / (h + 1) with h = (e²ˣ − 1) / 2 so that nothing cancels.</summary>
readonly struct TanhSingle : IUnaryKernel<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float>
    {
        const double HalfLn2 = 0.3465735912322998;
        const double HalfLn2Low = -9.523271060629668e-10;
        V a = V.AtMost(V.Abs(x), 9.25);
        V n = V.Round(a * 2.885390043258667);
        V r = V.MultiplyAdd(n, -HalfLn2Low, V.MultiplyAdd(n, -HalfLn2, a));
        V r2 = r * r;
        V even = V.MultiplyAdd(r2, 0.04427520930767059, 0.333342045545578);
        V odd = V.MultiplyAdd(r2, 0.1338738203048706, 0.6666615605354309);
        even = V.MultiplyAdd(even, r2, 0.9999999403953552);
        V m = V.MultiplyAdd(r2, V.MultiplyAdd(odd, r, even), r);
        V power = Bits<float>.PowerOfTwo(n);
        V h = V.MultiplyAdd(m, power, V.MultiplyAdd(power, 0.5, -0.5));
        return h / (h + 1.0) | (x & Bits.SignMask);
    }
}
