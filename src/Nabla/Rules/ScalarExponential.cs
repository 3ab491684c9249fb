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

    /// <summary>
    /// σ(w) + u·σ(w)·σ(-w), the slope of x·σ(w(x)) with u = x·w′. For positive w and u from 1 downwards: the slope exceeds
    /// 1 there, where a sum of rounded parts would be off by more than the spacing of doubles. A u beyond ±10¹⁰ counts as
    /// that: a gate so steep is shut or open.
    /// </summary>
    public static double GateSlope(double w, double u)
    {
        u = Math.Max(-1e10, Math.Min(1e10, u));
        var e = Math.Exp(-Math.Abs(w));
        var tail = e / (1 + e);
        if (w > 0 && u > 0) return 1 - tail * (1 - u / (1 + e));
        return w > 0 ? (1 + u * tail) / (1 + e) : tail * (1 + u / (1 + e));
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
