using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

// x = 2ⁿ·m with m in [√½, √2), f = m − 1, s = f / (2 + f): ln m = 2·artanh(s) = f − s·(f − s²·q(s²)), q from minimax.py.
static class Logarithm
{
    const double Sqrt2 = 1.4142135623730951;

    /// <summary>n and f = m − 1 (exact) of x = 2ⁿ·m.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Reduce<V>(V x, out V n) where V : struct, ISimd<V, double>
    {
        V m = V.Significand(x);
        V big = m > Sqrt2;
        n = V.Exponent(x) + (big & 1.0);
        return V.Select(big, m * 0.5, m) - 1.0;
    }

    /// <summary>q of 2·artanh(s) = 2s + s³·q(s²), at s².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tail<V>(V s2) where V : struct, ISimd<V, double>
    {
        V s4 = s2 * s2;
        V even = V.MultiplyAdd(s4, 0.14795598528859596, 0.18183562610559237);
        V odd = V.MultiplyAdd(s4, 0.1531408977623338, 0.2222219861029224);
        even = V.MultiplyAdd(even, s4, 0.2857142874197702);
        odd = V.MultiplyAdd(odd, s4, 0.3999999999941682);
        even = V.MultiplyAdd(even, s4, 0.6666666666666734);
        return V.MultiplyAdd(odd, s2, even);
    }

    /// <summary>−∞ at 0, NaN below, +∞ at +∞, NaN at NaN; y elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Edges<V>(V x, V y) where V : struct, ISimd<V, double>
    {
        y = V.Select(x > 0.0, y, V.Select(V.Equal(x, 0.0), double.NegativeInfinity, double.NaN));
        return V.Select(x < double.PositiveInfinity, y, x);
    }
}

/// <summary>The natural logarithm.</summary>
readonly struct Ln : IUnaryKernel<double>
{
    const double Ln2High = 0.6931471805599453;
    const double Ln2Low = 2.3190468138462996e-17;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V f = Logarithm.Reduce(x, out V n);
        V s = f / (f + 2.0);
        V s2 = s * s;
        V correction = s * V.MultiplyAdd(-s2, Logarithm.Tail(s2), f);
        V y = V.MultiplyAdd(n, Ln2High, f - V.MultiplyAdd(n, -Ln2Low, correction));
        return Logarithm.Edges(x, y);
    }
}
