using System.Runtime.CompilerServices;
using Nabla.Rules;

namespace Nabla.Execution.Kernels;

/// <summary>x where positive, else 0.</summary>
readonly struct Relu<T> : IUnaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, T> => V.Select(x <= 0.0, 0.0, x);
}

/// <summary>1 / (1 + e⁻ˣ), by e^(−|x|), which overflows nowhere.</summary>
readonly struct Sigmoid : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V e = Exponential.DecaySignificand(x, out V n);
        V scaled = V.Scale(e, n);
        return V.Select(x < 0.0, scaled, 1.0) / (scaled + 1.0);
    }
}

/// <summary>ln(1 + eˣ) = max(x, 0) + ln(1 + e^(−|x|)).</summary>
readonly struct Softplus : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V e = Exponential.DecaySignificand(x, out V n);
        e = V.Scale(e, n);
        V log = Logarithm.OnePlus(e, 0.0);
        return V.Select(x < 0.0, log, x + log);
    }
}

/// <summary>x / (1 + e⁻ˣ).</summary>
readonly struct Silu : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V e = Exponential.DecaySignificand(x, out V n);
        return V.Select(x < 0.0, V.Scale(V.AtLeast(x, -760.0) * e, n), x) / (V.Scale(e, n) + 1.0);
    }
}

/// <summary>x / (1 + e⁻ʷ) with w = 2·√(2/π)·(x + 0.044715·x³) to twice the precision, for the tail.</summary>
readonly struct GeluTanh : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        const double Linear = 1.5957691216057308;
        const double LinearLow = -9.96930880911092e-17;
        const double Cubic = 0.07135481627260025;
        const double CubicLow = -6.175149918155315e-19;
        V a = V.Abs(x);
        a = V.AtMost(a, 22.0);
        V square = a * a;
        V squareLow = V.MultiplyAdd(a, a, -square);
        V cubic = square * Cubic;
        V low = V.MultiplyAdd(square, Cubic, -cubic) + V.MultiplyAdd(squareLow, Cubic, square * CubicLow);
        V sum = cubic + Linear;
        V part = sum - Linear;
        low = low + ((Linear - (sum - part)) + (cubic - part)) + LinearLow;
        V w = a * sum;
        V wLow = V.MultiplyAdd(a, low, V.MultiplyAdd(a, sum, -w));
        V e = Exponential.Significand(-w, -wLow, out V n);
        return V.Select(x < 0.0, V.Scale(-a * e, n), x) / (V.Scale(e, n) + 1.0);
    }
}

/// <summary>ln(eˣ + eʸ) = max + ln(1 + e^(−|x − y|)).</summary>
readonly struct LogAddExp : IBinaryKernel<double>, IScalarFunction2<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, double>
    {
        V above = x > y;
        V max = V.Select(above, x, y);
        V min = V.Select(above, y, x);
        V d = max - min;
        V dLow = (max - d) - min;
        V far = d > 760.0;
        V e = Exponential.Significand(-V.Select(far, 760.0, d), V.Select(far, 0.0, -dLow), out V n);
        e = V.Scale(e, n);
        V result = max + Logarithm.OnePlus(e, 0.0);

        // Between −1 and 0 the sum cancels; infinities and NaN have rules of their own.
        V finite = (V.Abs(max) < double.PositiveInfinity) & (V.Abs(min) < double.PositiveInfinity);
        V usual = finite & ((max >= 0.0) | (max < -1.0));
        return V.All(usual) ? result : V.Select(usual, result, V.Map2<LogAddExp>(x, y));
    }

    static double IScalarFunction2<double>.Invoke(double x, double y) => Scalar.LogAddExp(x, y);
}
