using System.Runtime.CompilerServices;
using Nabla.Rules;

namespace Nabla.Execution.Kernels;

/// <summary>The spherical Bessel function jₙ(x): j₁, which is the derivative of -sinc, in vectors, and the others lane by lane.</summary>
/// <remarks>
/// The steps of <see cref="Scalar.SphericalBessel"/>: a power series up to 1, and (sin x - x·cos x)/x² beyond, with sine and
/// cosine as sums of two doubles. Next to a zero, where even these cancel, and for huge x that function itself is called.
/// </remarks>
readonly struct SphericalBessel : IBinaryKernel<double>, IScalarFunction2<double>
{
    // The difference of two that are this close relative to them goes to the scalar function, as do huge x.
    const double Close = 1.0 / 128;
    const double Huge = 1 << 26;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V n, V x) where V : struct, ISimd<V, double>
    {
        V a = V.Abs(x);
        V near = a < 1.0;
        V difference = Difference(a, out V sine);
        V y = V.Select(near, a * Series(a * a), difference / (a * a)) ^ (x & Bits.SignMask);
        V known = V.Equal(n, 1.0) & (near | ((V.Abs(difference) >= V.Abs(sine) * Close) & (a <= Huge)));
        return V.All(known) ? y : V.Select(known, y, V.Map2<SphericalBessel>(n, x));
    }

    static double IScalarFunction2<double>.Invoke(double n, double x) => Scalar.SphericalBessel(n, x);

    // sin a - a·cos a for a up to 2²⁶; next to its zeros with an error of about 2⁻⁵⁹ of a·cos a.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Difference<V>(V a, out V sine) where V : struct, ISimd<V, double>
    {
        V r = Trigonometric.Reduce(a, out V n, out V rest);
        V turns = n + Bits.Integer;
        V sin = Trigonometric.Sine(r, rest, out V sinRest);
        V cos = Trigonometric.Cosine(r, rest, out V cosRest);
        sine = Trigonometric.Rotate(sin, cos, turns);
        V sineRest = Trigonometric.Rotate(sinRest, cosRest, turns);
        V cosine = Trigonometric.Rotate(sin, cos, turns + 1.0);
        V cosineRest = Trigonometric.Rotate(sinRest, cosRest, turns + 1.0);

        // Product and difference with what their rounding has cut off.
        V product = a * cosine;
        V difference = sine - product;
        V back = difference - sine;
        V cut = (sine - (difference - back)) - (product + back);
        return difference + (cut - V.MultiplyAdd(a, cosine, -product) + (sineRest - a * cosineRest));
    }

    // j₁(x)/x for z = x² below 1 (DLMF 10.53.1).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Series<V>(V z) where V : struct, ISimd<V, double>
    {
        V z2 = z * z;
        V even = V.MultiplyAdd(z2, 1.4797143443923793e-16, 1.0706029224547743e-11);
        even = V.MultiplyAdd(even, z2, 2.505210838544172e-07);
        even = V.MultiplyAdd(even, z2, 0.0011904761904761906);
        even = V.MultiplyAdd(even, z2, 0.3333333333333333);
        V odd = V.MultiplyAdd(z2, -3.9145882126782523e-19, -4.498331606952833e-14);
        odd = V.MultiplyAdd(odd, z2, -1.9270852604185937e-09);
        odd = V.MultiplyAdd(odd, z2, -2.2045855379188714e-05);
        odd = V.MultiplyAdd(odd, z2, -0.03333333333333333);
        return V.MultiplyAdd(odd, z, even);
    }
}
