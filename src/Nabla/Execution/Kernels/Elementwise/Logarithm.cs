using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

// x = 2ⁿ·m with m in [¾, 3/2), f = m − 1, s = f / (2 + f): ln m = 2·artanh(s) = f − s·(f − s²·q(s²)),
// q from minimax.py.
static class Logarithm
{
    const double Ln2High = 0.6931471805599453;
    const double Ln2Low = 2.3190468138462996e-17;

    /// <summary>n and f = m − 1 (exact) of x = 2ⁿ·m.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Reduce<V>(V x, out V n) where V : struct, ISimd<V, double> =>
        V.Significand(x, out n) - 1.0;

    /// <summary>f − ln(1 + f) for the f of Reduce.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Correction<V>(V f) where V : struct, ISimd<V, double>
    {
        V s = f / (f + 2.0);
        V s2 = s * s;
        V s4 = s2 * s2;
        V even = V.MultiplyAdd(s4, 0.15367448106769196, 0.18186350231405848);
        V odd = V.MultiplyAdd(s4, 0.15250293868455847, 0.2222213866098257);
        even = V.MultiplyAdd(even, s4, 0.28571429393083464);
        odd = V.MultiplyAdd(odd, s4, 0.3999999999617579);
        even = V.MultiplyAdd(even, s4, 0.6666666666667268);
        return s * V.SubtractProduct(f, s2, V.MultiplyAdd(odd, s2, even));
    }

    /// <summary>n·ln 2 + ln(1 + f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sum<V>(V n, V f) where V : struct, ISimd<V, double> =>
        V.MultiplyAdd(n, Ln2High, f - V.MultiplyAdd(n, -Ln2Low, Correction(f)));

    /// <summary>ln(1 + u) + extra·ln 2 without cancellation, for finite u &gt; −1; −0 loses its sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OnePlus<V>(V u, V extra) where V : struct, ISimd<V, double>
    {
        // 1 + u = w + c exactly, and c is put back as a part of f.
        V w = u + 1.0;
        V added = w - 1.0;
        V c = (1.0 - (w - added)) + (u - added);
        V f = Reduce(w, out V n);
        f = f + V.Scale(c, -n);
        return Sum(n + extra, f);
    }

    /// <summary>−∞ at 0, NaN below, +∞ at +∞, NaN at NaN; y elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Edges<V>(V x, V y) where V : struct, ISimd<V, double>
    {
        if (V.AllLess(0.0, x) && V.AllLess(x, double.PositiveInfinity)) return y;
        y = V.Select(x > 0.0, y, V.Select(V.Equal(x, 0.0), double.NegativeInfinity, double.NaN));
        return V.Select(x < double.PositiveInfinity, y, x);
    }
}

/// <summary>The natural logarithm.</summary>
readonly struct Ln : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V f = V.NormalSignificand(x, out V n) - 1.0;
        V y = Logarithm.Sum(n, f);
        if (V.HasExponents) return Logarithm.Edges(x, y);
        if (V.AllLess(V.Abs(n), 1022.0)) return y;
        f = Logarithm.Reduce(x, out n);
        return Logarithm.Edges(x, Logarithm.Sum(n, f));
    }
}

/// <summary>ln(1 + x) without cancellation.</summary>
readonly struct OnePlusLn : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V y = Logarithm.OnePlus(x, 0.0) | (x & Bits.SignMask);
        return Logarithm.Edges(x + 1.0, y);
    }
}

/// <summary>The binary logarithm.</summary>
readonly struct Log2 : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V f = Logarithm.Reduce(x, out V n);
        V ln = f - Logarithm.Correction(f);
        return Logarithm.Edges(x, V.MultiplyAdd(ln, 1.4426950408889634, n));
    }
}

/// <summary>The decimal logarithm.</summary>
readonly struct Log10 : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V f = Logarithm.Reduce(x, out V n);
        V ln = f - Logarithm.Correction(f);
        V low = V.MultiplyAdd(n, -2.8037281277851704e-18, ln * 0.4342944819032518);
        return Logarithm.Edges(x, V.MultiplyAdd(n, 0.3010299956639812, low));
    }
}
