using System.Numerics;

namespace Nabla.Rules;

public static partial class Scalar
{
    /// <summary>
    /// ln(eᵃ + eᵇ). Near its zeros, where max(a, b) is cancelled, the sum is done in twice the precision, and where even
    /// that is cancelled, in as much as it takes.
    /// </summary>
    public static double LogAddExp(double a, double b)
    {
        if (double.IsNaN(a) || double.IsNaN(b)) return double.NaN;
        var max = Math.Max(a, b);
        var min = Math.Min(a, b);
        if (double.IsInfinity(max) || double.IsNegativeInfinity(min)) return max;
        var log = Log1p(Math.Exp(min - max));
        if (max >= 0 || max < -1) return max + log;
        // Below 2⁻¹²⁰ twice the precision would lose bits to underflow; there is little to cancel there mostly.
        var e = DoubleDouble.Exp(DoubleDouble.Sum(min, -max), out var n);
        if (n < -120) return log <= -max / 8 || log > -8 * max ? max + log : LogAddExpNearZero(max, min);
        var sum = (DoubleDouble.Log1p(e.Scale(n)) + max).Value;
        return Math.Abs(sum) > -max / (1L << 44) ? sum : LogAddExpNearZero(max, min);
    }

    // With s = eᵃ + eᵇ - 1 in whole multiples of a power of two, ever smaller until s has digits enough: it is never 0,
    // since eᵃ + eᵇ = 1 for no algebraic a and b but 0 and -∞ (Lindemann and Weierstrass).
    static double LogAddExpNearZero(double a, double b)
    {
        for (var bits = 256; ; bits *= 2)
        {
            var s = FixedExp(a, bits) + FixedExp(b, bits) - (BigInteger.One << bits);
            var length = 8 * s.ToByteArray().Length;
            if (length < 128) continue;
            var t = Math.ScaleB((double)(s >> (length - 80)), length - 80 - bits);
            return t - t * t / 2 + t * t * t / 3;
        }
    }

    // eˣ·2ᵇⁱᵗˢ for -745 ≤ x ≤ 0, off by less than 2²⁰: Taylor's series of x/2ᵏ, squared k times.
    static BigInteger FixedExp(double x, int bits)
    {
        const int Halvings = 18;
        var (significand, exponent) = Integer(x);
        var shift = exponent + bits;
        var scaled = shift >= 0 ? significand << shift : significand >> -shift;
        var r = scaled >> Halvings;
        BigInteger term = BigInteger.One << bits, sum = term;
        for (var n = 1; !term.IsZero; n++)
        {
            // Division rounds to 0, a shift down to -1 and never ends.
            term = term * r / (BigInteger.One << bits) / n;
            sum += term;
        }

        for (var i = 0; i < Halvings; i++) sum = (sum * sum) >> bits;
        return sum;
    }

    // The whole number and the power of two that a finite double is the product of.
    static (BigInteger Significand, int Exponent) Integer(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var biased = (int)(bits >> 52) & 0x7FF;
        var fraction = bits & ((1L << 52) - 1);
        BigInteger significand = biased == 0 ? fraction : fraction | (1L << 52);
        return (bits < 0 ? -significand : significand, Math.Max(biased, 1) - 1075);
    }
}
