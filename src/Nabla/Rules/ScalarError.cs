namespace Nabla.Rules;

public static partial class Scalar
{
    /// <summary>The error function 2/√π·∫₀ˣ exp(-t²) dt (DLMF 7.2.1).</summary>
    public static double Erf(double x)
    {
        var a = Math.Abs(x);
        if (a <= 1) return x + x * Polynomial(ScalarTables.ErfSmall, x * x);
        // Beyond 6 the complement is below half an ulp of 1.
        return a > 6 ? Math.CopySign(1, x) : x > 0 ? 1 - Erfc(x) : Erfc(-x) - 1;
    }

    /// <summary>The complementary error function 1 - erf x, accurate in its tail.</summary>
    public static double Erfc(double x)
    {
        if (x < -0.5) return 2 - (x < -7 ? 0 : Erfc(-x));
        if (x < 0.5) return 1 - Erf(x);
        return TimesGaussian(Erfcx(x), DoubleDouble.Product(x, x));
    }

    /// <summary>exp(x²)·erfc(x) for x ≥ 0: piecewise polynomials, and one in 1/x² from 8 on (DLMF 7.12.1).</summary>
    public static double Erfcx(double x)
    {
        if (x < 1) return Polynomial(ScalarTables.ErfcxTo1, x - 0.5);
        if (x < 2) return Polynomial(ScalarTables.ErfcxTo2, x - 1.5);
        if (x < 4) return Polynomial(ScalarTables.ErfcxTo4, x - 3);
        if (x < 8) return Polynomial(ScalarTables.ErfcxTo8, x - 6);
        var leading = ScalarTables.InvSqrtPi.Hi / x;
        return leading + leading * Polynomial(ScalarTables.ErfcxTail, 1 / (x * x));
    }

    /// <summary>exp(-x²) with the rounding error of x² put back: in the tail it costs hundreds of ulps.</summary>
    public static double Gaussian(double x) => TimesGaussian(1, DoubleDouble.Product(x, x));

    /// <summary>The Gaussian error linear unit x·Φ(x), Φ the normal distribution function (Hendrycks and Gimpel 2016).</summary>
    public static double Gelu(double x)
    {
        if (x > 40 || x is 0 || double.IsNaN(x)) return x;
        var a = Math.Abs(x);
        // a·Φ(-a), whose relative error stays small however far in the tail.
        var tail = a * Erfcx(a * ScalarTables.InvSqrt2.Hi) / 2;
        tail = a > 60 ? 0 : TimesGaussian(tail, DoubleDouble.Product(a, a).Scale(-1));
        return x > 0 ? x - tail : -tail;
    }

    /// <summary>x/2·(1 + tanh(√(2/π)(x + 0.044715 x³))) = x·sigmoid(2√(2/π)(x + 0.044715 x³)), the usual approximation of gelu.</summary>
    public static double GeluTanh(double x)
    {
        if (x > 30 || double.IsNaN(x)) return x;
        if (x < -30) return -0.0;
        var w = ((ScalarTables.Sqrt2OverPi + ScalarTables.GeluCubic * DoubleDouble.Product(x, x)) * x).Scale(1);
        if (x > 0) return x / (1 + Math.Exp(-w.Hi));
        return TimesGaussian(x / (1 + Math.Exp(w.Hi)), -w);
    }

    // factor·exp(-s), in two halves where exp(-s) alone would lose bits below the smallest normal number.
    static double TimesGaussian(double factor, DoubleDouble s)
    {
        if (!(s.Hi < 1600)) return double.IsNaN(s.Hi) ? s.Hi : 0;
        var e = Math.Exp(s.Hi < 690 ? -s.Hi : -s.Hi / 2);
        var corrected = e - e * s.Lo;
        return s.Hi < 690 ? factor * corrected : factor * corrected * e;
    }

    // Horner's scheme, constant term first.
    static double Polynomial(double[] coefficients, double x)
    {
        var sum = coefficients[coefficients.Length - 1];
        for (var i = coefficients.Length - 2; i >= 0; i--) sum = sum * x + coefficients[i];
        return sum;
    }
}
