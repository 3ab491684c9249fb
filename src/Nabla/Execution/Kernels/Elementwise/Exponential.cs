using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

// eˣ = 2ⁿ·eʳ with n = round(x / ln 2), so |r| ≤ ln 2 / 2, and eʳ = 1 + r + r²·p(r) with p from minimax.py.
static class Exponential
{
    const double Log2E = 1.4426950408889634;
    const double Ln2High = 0.6931471805599453;
    const double Ln2Low = 2.3190468138462996e-17;

    /// <summary>What the functions here need.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> Keep<V>(V zero, V spare) where V : struct, ISimd<V, double> => new()
    {
        Scale = zero - Ln2High,
        ScaleLow = zero - Ln2Low,
        Half = zero + Log2E,
        One = zero + 1.0,
        P0 = zero + 0.5000000000000004,
        P1 = zero + 0.16666666666664842,
        P2 = spare + 0.04166666666657675,
        P3 = spare + 0.008333333334109844,
        P4 = spare + 0.0013888888935129394,
        P5 = spare + 0.00019841268928008987,
        Q0 = spare + 2.4801497898356193e-05,
        Q1 = spare + 2.755752055698114e-06,
        Q2 = zero + 2.7629776994771415e-07,
        Q3 = zero + 2.5178547411039034e-08,
    };

    /// <summary>n, n + Bits.Integer and r of x = n·ln 2 + r. The first step is exact, so r is rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Reduce<V>(V x, out V n, out V shiftedN, in Kept<V> kept) where V : struct, ISimd<V, double>
    {
        shiftedN = V.MultiplyAdd(x, kept.Half, Bits.Integer);
        n = shiftedN - Bits.Integer;
        return V.MultiplyAdd(n, kept.ScaleLow, V.MultiplyAdd(n, kept.Scale, x));
    }

    /// <summary>n and r of x = n·ln 2 + r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Reduce<V>(V x, out V n) where V : struct, ISimd<V, double> => Reduce(x, out n, out _, Keep<V>(0.0, 0.0));

    /// <summary>n and r of the unevaluated sum x + low.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Reduce<V>(V x, V low, out V n) where V : struct, ISimd<V, double>
    {
        n = V.Round(x * Log2E);
        return V.MultiplyAdd(n, -Ln2High, x) + V.MultiplyAdd(n, -Ln2Low, low);
    }

    /// <summary>p(r) of eʳ = 1 + r + r²·p(r).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tail<V>(V r, in Kept<V> kept) where V : struct, ISimd<V, double>
    {
        // Even and odd powers apart: two short chains rather than one long one.
        V r2 = r * r;
        V even = V.MultiplyAdd(r2, kept.Q2, kept.Q0);
        V odd = V.MultiplyAdd(r2, kept.Q3, kept.Q1);
        even = V.MultiplyAdd(even, r2, kept.P4);
        odd = V.MultiplyAdd(odd, r2, kept.P5);
        even = V.MultiplyAdd(even, r2, kept.P2);
        odd = V.MultiplyAdd(odd, r2, kept.P3);
        even = V.MultiplyAdd(even, r2, kept.P0);
        odd = V.MultiplyAdd(odd, r2, kept.P1);
        return V.MultiplyAdd(odd, r, even);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tail<V>(V r) where V : struct, ISimd<V, double> => Tail(r, Keep<V>(0.0, 0.0));

    /// <summary>eʳ − 1 for |r| ≤ ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V MinusOne<V>(V r, in Kept<V> kept) where V : struct, ISimd<V, double> => V.MultiplyAdd(r * r, Tail(r, kept), r);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V MinusOne<V>(V r) where V : struct, ISimd<V, double> => MinusOne(r, Keep<V>(0.0, 0.0));

    /// <summary>eˣ·2⁻ⁿ, about 1, n, and n + Bits.Integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Shifted<V>(V x, out V n, out V shiftedN, in Kept<V> kept) where V : struct, ISimd<V, double> =>
        MinusOne(Reduce(x, out n, out shiftedN, kept), kept) + kept.One;

    /// <summary>eˣ·2⁻ⁿ, about 1, and n: for products that must not underflow on the way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Significand<V>(V x, out V n, in Kept<V> kept) where V : struct, ISimd<V, double> =>
        Shifted(x, out n, out _, kept);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Significand<V>(V x, out V n) where V : struct, ISimd<V, double> => Significand(x, out n, Keep<V>(0.0, 0.0));

    /// <summary>The same for the unevaluated sum x + low, rounded almost once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Significand<V>(V x, V low, out V n) where V : struct, ISimd<V, double>
    {
        V r = Reduce(x, low, out n);
        V whole = r + 1.0;
        return whole + V.MultiplyAdd(r * r, Tail(r), (1.0 - whole) + r);
    }

    /// <summary>e^(−|x|)·2⁻ⁿ, about 1, and n, wherever e^(−|x|) is not 0 for certain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V DecaySignificand<V>(V x, out V n) where V : struct, ISimd<V, double>
    {
        V a = V.Abs(x);
        return Significand(-V.AtMost(a, 760.0), out n);
    }

    /// <summary>(eˣ − 1) / 4 for x from −700 to 710.5, where eˣ may overflow; tiny x lose bits to underflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V QuarterMinusOne<V>(V x) where V : struct, ISimd<V, double>
    {
        V r = Reduce(x, out V n);
        V quarter = Bits<double>.PowerOfTwo(n - 2.0);
        return V.MultiplyAdd(MinusOne(r), quarter, quarter - 0.25);
    }
}

/// <summary>eˣ.</summary>
readonly struct Exp : IKeepingKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double> => Invoke(x, Keep<V>(0.0, 0.0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> Keep<V>(V zero, V spare) where V : struct, ISimd<V, double>
    {
        var kept = Exponential.Keep(zero, spare);
        kept.Least = spare - 760.0;
        kept.Greatest = spare + 711.0;
        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, in Kept<V> kept) where V : struct, ISimd<V, double>
    {
        V y = Exponential.Shifted(V.HasExponents ? V.AtMost(V.AtLeast(x, kept.Least), kept.Greatest) : x, out V n, out V shiftedN, kept);
        if (!V.HasExponents && V.AllLess(V.Abs(x), 708.0)) return Bits<double>.Raise(y, shiftedN);

        // Subnormal or overflowing results.
        y = V.Scale(y, n);
        return V.HasExponents ? y : V.Select(x > 711.0, double.PositiveInfinity, V.Select(x < -760.0, 0.0, y));
    }
}

/// <summary>eˣ − 1 without cancellation.</summary>
readonly struct ExpMinusOne : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V bounded = V.AtMost(V.AtLeast(x, -40.0), 710.5);
        V y = Exponential.QuarterMinusOne(bounded) * 4.0;
        return V.Select(V.Abs(x) < Bits.Tiny, x, y);
    }
}

/// <summary>e^(−x²), x² to twice the precision.</summary>
readonly struct Gaussian : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V a = V.Abs(x);
        a = V.AtMost(a, 28.0);
        V square = a * a;
        V y = Exponential.Significand(-square, V.MultiplyAdd(-a, a, square), out V n);
        return V.Scale(y, n);
    }
}
