namespace Nabla.Rules;

public static partial class Scalar
{
    /// <summary>
    /// The spherical Bessel function jₙ(x), NaN unless n is a whole number from 0 to 1000: j₀ = sinc, and
    /// sinc′ = -j₁. Power series up to |x| = n + 3 (DLMF 10.53.1), upward recurrence beyond (DLMF 10.51.1).
    /// </summary>
    public static double SphericalBessel(double n, double x)
    {
        if (!(n >= 0) || n != Math.Floor(n) || n > 1000 || double.IsNaN(x)) return double.NaN;
        if (n is 0) return Sinc(x);
        if (n is 1) return SphericalBessel1(x);
        if (x < 0) return n % 2 is 0 ? SphericalBessel(n, -x) : -SphericalBessel(n, -x);
        if (double.IsInfinity(x)) return 0;
        if (x <= n + 3) return SphericalBesselSeries((int)n, x);
        var (before, current) = (Sinc(x), SphericalBessel1(x));
        for (var k = 1; k < n; k++) (before, current) = (current, (2 * k + 1) / x * current - before);
        return current;
    }

    // (sin x - x·cos x)/x² beyond the series, and where the two cancel with as many digits as that takes.
    static double SphericalBessel1(double x)
    {
        if (Math.Abs(x) < 1) return x * SphericalBessel1Series(x * x);
        var (sin, cos) = SinCos(x);
        // Where x is huge the result is tiny, and so is what cancellation leaves of the digits of sine and cosine.
        if (Math.Abs(x) > ReducedByPlatform) return double.IsInfinity(x) ? 0 : (sin / x - cos) / x;
        var difference = sin - x * cos;
        if (Math.Abs(difference) < Math.Abs(sin)) difference = SphericalBessel1Difference(x);
        return difference / (x * x);
    }

    // sin x - x·cos x in a few digits more than doubles have, or where that is not enough in twice as many.
    static double SphericalBessel1Difference(double x)
    {
        var (sin, cos) = DoubleDouble.NearSinCos(x);
        var difference = sin - cos * x;
        if (Math.Abs(difference.Hi) >= Math.Abs(sin.Hi) / 128) return difference.Value;
        (sin, cos) = DoubleDouble.SinCos(x);
        return (sin - cos * x).Value;
    }

    // j₁(x)/x for z = x² below 1: (-z)ᵏ/(2ᵏ·k!·(2k+3)!!), even and odd ones side by side.
    static double SphericalBessel1Series(double z)
    {
        var z2 = z * z;
        var even = Math.FusedMultiplyAdd(z2, 1.4797143443923793e-16, 1.0706029224547743e-11);
        even = Math.FusedMultiplyAdd(even, z2, 2.505210838544172e-07);
        even = Math.FusedMultiplyAdd(even, z2, 0.0011904761904761906);
        even = Math.FusedMultiplyAdd(even, z2, 0.3333333333333333);
        var odd = Math.FusedMultiplyAdd(-3.9145882126782523e-19, z2, -4.498331606952833e-14);
        odd = Math.FusedMultiplyAdd(odd, z2, -1.9270852604185937e-09);
        odd = Math.FusedMultiplyAdd(odd, z2, -2.2045855379188714e-05);
        odd = Math.FusedMultiplyAdd(odd, z2, -0.03333333333333333);
        return Math.FusedMultiplyAdd(odd, z, even);
    }

    static double SphericalBesselSeries(int n, double x)
    {
        // xⁿ/(2n+1)!!·Σ (-x²/2)ᵏ/(k!(2n+3)(2n+5)…(2n+2k+1))
        DoubleDouble term = 1, sum = 1;
        var step = DoubleDouble.Product(x, x).Scale(-1);
        for (var k = 1; Math.Abs(term.Hi) > 1e-36 * Math.Abs(sum.Hi); k++)
        {
            term *= -step / (k * (2.0 * n + 2 * k + 1));
            sum += term;
        }

        for (var k = 1; k <= n; k++) sum = x < 1e-280 ? sum.Hi * x / (2.0 * k + 1) : sum * x / (2.0 * k + 1);
        return sum.Value;
    }
}
