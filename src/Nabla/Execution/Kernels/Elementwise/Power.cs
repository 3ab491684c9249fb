using System.Runtime.CompilerServices;
using Nabla.Rules;

namespace Nabla.Execution.Kernels;

// xʸ = e^(y·ln x), with ln x and the product in twice the precision: an error in them is magnified up to 710 times.
static class Exponentiation
{
    /// <summary>ln x for x > 0, about 2⁻⁶⁶ of it wrong, as a sum with low.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Ln<V>(V x, out V low) where V : struct, ISimd<V, double>
    {
        const double TwoThirds = 0.6666666666666666;
        const double TwoThirdsLow = 3.700743415417188e-17;
        const double Ln2High = 0.6931471805598903; // 42 bits, so that its products with n are exact
        const double Ln2Low = 5.497923018708371e-14;
        V f = Logarithm.Reduce(x, out V n);
        V under = f + 2.0;
        V inverse = 1.0 / under;
        V s = f * inverse;
        V sLow = V.MultiplyAdd(-s, f - (under - 2.0), V.MultiplyAdd(-s, under, f)) * inverse;
        V s2 = s * s;
        V s2Low = V.MultiplyAdd(s + s, sLow, V.MultiplyAdd(s, s, -s2));
        V cube = s * s2;
        V cubeLow = V.MultiplyAdd(sLow, s2, V.MultiplyAdd(s, s2Low, V.MultiplyAdd(s, s2, -cube)));
        V tail = s2 * Tail(s2);
        V third = tail + TwoThirds;
        V thirdLow = (TwoThirds - third) + tail + TwoThirdsLow;
        V term = cube * third;
        V termLow = V.MultiplyAdd(cubeLow, third, V.MultiplyAdd(cube, thirdLow, V.MultiplyAdd(cube, third, -term)));
        V twice = s + s;
        V sum = twice + term;
        V sumLow = (twice - sum) + term + V.MultiplyAdd(sLow, 2.0, termLow);
        V turns = n * Ln2High;
        V ln = turns + sum;
        low = (turns - ln) + sum + V.MultiplyAdd(n, Ln2Low, sumLow);
        return ln;
    }

    /// <summary>p of 2·artanh s = 2s + ⅔s³ + s⁵·p(s²), at s².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Tail<V>(V s2) where V : struct, ISimd<V, double>
    {
        V s4 = s2 * s2;
        V even = V.MultiplyAdd(s4, 0.11592292452535288, 0.15384406547194882);
        V odd = V.MultiplyAdd(s4, 0.12571900420220164, 0.13341148147240384);
        even = V.MultiplyAdd(even, s4, 0.22222222191236607);
        odd = V.MultiplyAdd(odd, s4, 0.18181821527544764);
        even = V.MultiplyAdd(even, s4, 0.39999999999999725);
        odd = V.MultiplyAdd(odd, s4, 0.2857142857157735);
        return V.MultiplyAdd(odd, s2, even);
    }

    /// <summary>x^(y + yLow)·2⁻ⁿ, about 1, and n, for x > 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Significand<V>(V x, V y, V yLow, out V n) where V : struct, ISimd<V, double>
    {
        V ln = Ln(x, out V lnLow);
        V z = y * ln;
        V zLow = V.MultiplyAdd(yLow, ln, V.MultiplyAdd(y, lnLow, V.MultiplyAdd(y, ln, -z)));
        // Far beyond over- and underflow, from where a factor of PowerByBase may still lead back.
        V far = V.Abs(z) > 820.0;
        z = V.Select(far, (z & Bits.SignMask) | 820.0, z);
        return Exponential.Significand(z, V.Select(far, 0.0, zLow), out n);
    }

    /// <summary>The sign bit of xʸ, and NaN where x &lt; 0 and y is no integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sign<V>(V x, V y) where V : struct, ISimd<V, double>
    {
        V half = y * 0.5;
        V odd = V.Select(V.Equal(V.Floor(half), half), 0.0, Bits.SignMask);
        return V.Select(V.Equal(V.Floor(y), y), odd & x, V.Select(x < 0.0, double.NaN, 0.0));
    }
}

/// <summary>xʸ, as Math.Pow.</summary>
readonly struct Power : IBinaryKernel<double>, IScalarFunction2<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, double>
    {
        V ax = V.Abs(x);
        V e = Exponentiation.Significand(ax, y, 0.0, out V n);
        V result = V.Scale(e, n) | Exponentiation.Sign(x, y);
        V usual = (ax > 0.0) & (ax < double.PositiveInfinity) & (V.Abs(y) < double.PositiveInfinity);
        return V.All(usual) ? result : V.Select(usual, result, V.Map2<Power>(x, y));
    }

    static double IScalarFunction2<double>.Invoke(double x, double y) => Math.Pow(x, y);
}

/// <summary>y·x^(y−1), the derivative of xʸ by x.</summary>
readonly struct PowerByBase : IBinaryKernel<double>, IScalarFunction2<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, double>
    {
        V exponent = y - 1.0;
        V back = exponent + 1.0;
        V low = (y - back) + (back - exponent - 1.0);
        V ax = V.Abs(x);
        V ay = V.Abs(y);
        V e = Exponentiation.Significand(ax, exponent, low, out V n);
        V result = V.Scale(e * y, n) * (Exponentiation.Sign(x, exponent) | 1.0);
        V usual = (ax > 0.0) & (ax < double.PositiveInfinity) & (ay > 1e-20) & (ay < 1e20);
        return V.All(usual) ? result : V.Select(usual, result, V.Map2<PowerByBase>(x, y));
    }

    static double IScalarFunction2<double>.Invoke(double x, double y) => Scalar.PowerByBase(x, y);
}

/// <summary>z·ln x for z = xʸ, the derivative of xʸ by y: 0 for x = 0 and y ≥ 0, and for x = ∞ and y &lt; 0.</summary>
readonly struct PowerByExponent : ITernaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y, V z) where V : struct, ISimd<V, double>
    {
        V zero = V.Equal(x, 0.0) & (y >= 0.0) | V.Equal(x, double.PositiveInfinity) & (y < 0.0);
        V ln = Ln.Invoke(x);
        V result = V.Select(zero, 0.0, z * ln);
        V usual = V.Abs(z) >= Bits<double>.SmallestNormal;
        if (V.All(usual | zero)) return result;
        V half = Power.Invoke(x, y * 0.5);
        return V.Select(usual | zero, result, half * ln * half);
    }
}
