using System.Runtime.CompilerServices;
using Nabla.Rules;

namespace Nabla.Execution.Kernels;

// Kernels of the rows that only other rows' derivatives use.

/// <summary>x·y, but 0 where x or y is 0 and the product would be NaN.</summary>
readonly struct Scale<T> : IBinaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, T>
    {
        V product = x * y;
        V absorbed = V.Equal(x, 0.0) | V.Equal(y, 0.0);
        return V.Select(V.Equal(product, product), product, V.Select(absorbed, 0.0, product));
    }
}

/// <summary>x / y, but 0 where both are 0.</summary>
readonly struct Ratio<T> : IBinaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, T> =>
        V.Select(V.Equal(x, 0.0) & V.Equal(y, 0.0), 0.0, x / y);
}

/// <summary>1 − x² as (1 − x)·(1 + x).</summary>
readonly struct OneMinusSquare<T> : IUnaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, T> => (1.0 - x) * (x + 1.0);
}

/// <summary>1/(1 − x²), also where x² overflows.</summary>
readonly struct OverOneMinusSquare<T> : IUnaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, T> => 1.0 / (1.0 - x) / (x + 1.0);
}

/// <summary>z/y for z = x/y, from x again where z has lost digits.</summary>
readonly struct OverDivisor : ITernaryKernel<double>
{
    const double Lift = 1.2676506002282294e30; // 2¹⁰⁰

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y, V z) where V : struct, ISimd<V, double>
    {
        V result = z / y;
        V usual = V.Abs(z) >= Bits<double>.SmallestNormal;
        return V.All(usual) ? result : V.Select(usual, result, x * Lift / y / y / Lift);
    }
}

/// <summary>√(1 + x²), also where x² overflows.</summary>
readonly struct SqrtOnePlusSquare : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V a = V.Abs(x);
        return V.Select(a > 1e9, a, V.Sqrt(V.MultiplyAdd(x, x, 1.0)));
    }
}

/// <summary>√(x² − 1), accurate near ±1, also where x² overflows.</summary>
readonly struct SqrtSquareMinusOne : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V a = V.Abs(x);
        return V.Sqrt(a - 1.0) * V.Sqrt(a + 1.0);
    }
}

/// <summary>x / (x² + y²), the derivatives of arctangents.</summary>
readonly struct OverSquareSum : IBinaryKernel<double>, IScalarFunction2<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, double>
    {
        V ax = V.Abs(x);
        V ay = V.Abs(y);
        V large = V.Select(ax > ay, ax, ay);
        V usual = (large > 1e-150) & (large < 1e150);
        V result = x / V.MultiplyAdd(x, x, y * y);
        return V.All(usual) ? result : V.Select(usual, result, V.Map2<OverSquareSum>(x, y));
    }

    static double IScalarFunction2<double>.Invoke(double x, double y) => Scalar.OverSquareSum(x, y);
}

/// <summary>sigmoid(x − y) with the rounding error of x − y put back: it costs hundreds of ulps in the tail.</summary>
readonly struct SigmoidOfDifference : IBinaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, double>
    {
        V d = x - y;
        V back = d + y;
        V low = (x - back) - (y - (back - d));
        V a = V.Abs(d);
        V near = a < 760.0;
        low = V.Select(near, V.Select(d > 0.0, -low, low), 0.0);
        V e = Exponential.Significand(-V.AtMost(a, 760.0), low, out V n);
        V scaled = V.Scale(e, n);
        V result = V.Select(d < 0.0, scaled, 1.0) / (scaled + 1.0);
        return V.Select(V.Equal(x, y), 0.5, result);
    }
}

/// <summary>σ(x) + y·σ(x)·σ(−x), the slope of a gate, from 1 downwards where x and y are positive.</summary>
readonly struct GateSlope : IBinaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, double>
    {
        y = V.AtMost(V.AtLeast(y, -1e10), 1e10);
        V e = Exponential.DecaySignificand(x, out V n);
        e = V.Scale(e, n);
        V whole = e + 1.0;
        V tail = e / whole;
        V positive = x > 0.0;
        V downwards = positive & (y > 0.0);
        // One expression, of σ(x) and σ(−x) as they are or exchanged.
        V inner = V.Select(downwards, -y, y) * V.Select(positive & (y <= 0.0), tail, 1.0 / whole) + 1.0;
        V slope = V.Select(positive & (y <= 0.0), 1.0 / whole, tail) * inner;
        return V.Select(downwards, 1.0 - slope, slope);
    }
}

/// <summary>NaN.</summary>
readonly struct Undefined<T> : IUnaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, T> => double.NaN;
}

/// <summary>x / z for z = √(x² + y²), from x and y again where z has over- or underflowed.</summary>
readonly struct OverHypot : ITernaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y, V z) where V : struct, ISimd<V, double>
    {
        V result = x / z;
        V usual = (z > 1e-290) & (z < double.PositiveInfinity);
        if (V.All(usual)) return result;
        V scale = V.Select(z < 1.0, 4.149515568880993e180, 2.409919865102884e-181);
        V scaled = x * scale;
        V recomputed = scaled / Hypot.Invoke(scaled, y * scale);
        V infinite = V.Equal(V.Abs(x), double.PositiveInfinity);
        V limit = V.Select(V.Equal(V.Abs(y), double.PositiveInfinity), double.NaN, (x & Bits.SignMask) | 1.0);
        recomputed = V.Select(infinite, limit, recomputed);
        recomputed = V.Select(V.Equal(x, 0.0), V.Select(V.Equal(z, z), 0.0, z), recomputed);
        return V.Select(usual, result, recomputed);
    }
}
