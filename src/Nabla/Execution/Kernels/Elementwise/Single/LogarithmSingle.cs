using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

// x = 2ⁿ·m with m in [¾, 3/2), f = m − 1: ln m = f + f²·p(f), p from minimax.py.
static class LogarithmSingle
{
    const double Ln2 = 0.6931471824645996;
    const double Ln2Low = -1.9046542121259336e-09;

    /// <summary>n·ln 2 + ln(1 + f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sum<V>(V n, V f) where V : struct, ISimd<V, float>
    {
        V f2 = f * f;
        V even = V.MultiplyAdd(f2, -0.046050675213336945, -0.13208366930484772);
        V odd = V.MultiplyAdd(f2, 0.10591048747301102, 0.1447514444589615);
        even = V.MultiplyAdd(even, f2, -0.1664254367351532);
        odd = V.MultiplyAdd(odd, f2, 0.19990375638008118);
        even = V.MultiplyAdd(even, f2, -0.2500019371509552);
        odd = V.MultiplyAdd(odd, f2, 0.33333462476730347);
        even = V.MultiplyAdd(even, f2, -0.5);
        V ln = V.MultiplyAdd(f2, V.MultiplyAdd(odd, f, even), f);
        return V.MultiplyAdd(n, Ln2, V.MultiplyAdd(n, Ln2Low, ln));
    }

    /// <summary>ln(1 + u) without cancellation, for u from 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OnePlus<V>(V u) where V : struct, ISimd<V, float>
    {
        // 1 + u = w + c exactly, and c is put back as a part of f.
        V w = u + 1.0;
        V c = u - (w - 1.0);
        V f = V.Significand(w, out V n) - 1.0;
        return Sum(n, f + V.Scale(c, -n));
    }
}

/// <summary>The natural logarithm.</summary>
readonly struct LnSingle : IUnaryKernel<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, float>
    {
        V f = V.Significand(x, out V n) - 1.0;
        V y = LogarithmSingle.Sum(n, f);
        y = V.Select(x > 0.0, y, V.Select(V.Equal(x, 0.0), double.NegativeInfinity, double.NaN));
        return V.Select(x < double.PositiveInfinity, y, x);
    }
}
