namespace Nabla.Rules;

/// <summary>Values of the scalar functions that <see cref="Math"/> lacks, for every double: edges, tiny and huge included.</summary>
public static partial class Scalar
{
    /// <summary>ln(1 + x), NaN below -1. The rounding error of 1 + x is put back to first order (W. Kahan).</summary>
    public static double Log1p(double x)
    {
        if (x is -1) return double.NegativeInfinity;
        if (double.IsInfinity(x) || Math.Abs(x) < 1e-17) return x < -1 ? double.NaN : x;
        var u = DoubleDouble.Sum(1, x);
        return Math.Log(u.Hi) + u.Lo / u.Hi;
    }

    /// <summary>eˣ - 1. With u = eˣ rounded, (u-1)/ln u varies slowly, so the error of u hardly matters (W. Kahan).</summary>
    public static double Expm1(double x)
    {
        if (Math.Abs(x) < 1e-17) return x;
        var u = Math.Exp(x);
        if (u is 1) return x;
        return Math.Abs(x) > 1 ? u - 1 : (u - 1) / Math.Log(u) * x;
    }

    /// <summary>The logistic function 1/(1 + e⁻ˣ).</summary>
    public static double Sigmoid(double x)
    {
        var e = Math.Exp(-Math.Abs(x));
        // From 1 downwards: the rounding errors shrink with e, where those of 1/(1 + e) do not.
        return x >= 0 ? 1 - e / (1 + e) : e / (1 + e);
    }

    /// <summary>ln(1 + eˣ), a smooth max(x, 0).</summary>
    public static double Softplus(double x) => x > 0 ? x + Log1p(Math.Exp(-x)) : Log1p(Math.Exp(x));

    /// <summary>x·sigmoid(x), also called swish; 0 at -∞.</summary>
    public static double Silu(double x)
    {
        if (x > -700) return x * Sigmoid(x);
        if (double.IsNegativeInfinity(x)) return -0.0;
        var half = Math.Exp(x / 2);
        return x * half * half;
    }

    /// <summary>ln(eᵃ + eᵇ). Near its zeros, where max(a, b) is cancelled, the sum is done in twice the precision.</summary>
    public static double LogAddExp(double a, double b)
    {
        if (double.IsNaN(a) || double.IsNaN(b)) return double.NaN;
        var max = Math.Max(a, b);
        var min = Math.Min(a, b);
        if (double.IsInfinity(max) || double.IsNegativeInfinity(min)) return max;
        var log = Log1p(Math.Exp(min - max));
        if (max >= 0 || max < -1) return max + log;
        var e = DoubleDouble.Exp(DoubleDouble.Sum(min, -max), out var n);
        return n < -120 ? max + log : (DoubleDouble.Log1p(e.Scale(n)) + max).Value;
    }

    /// <summary>sigmoid(a - b) with the rounding error of the difference put back: in the tail it costs hundreds of ulps.</summary>
    public static double SigmoidOfDifference(double a, double b)
    {
        if (a == b) return 0.5;
        var d = DoubleDouble.Sum(a, -b);
        if (double.IsNaN(d.Lo)) return Sigmoid(a - b);
        if (d.Hi >= 0) return Sigmoid(d.Hi);
        var e = Math.Exp(d.Hi);
        return (e + e * d.Lo) / (1 + e);
    }
}
