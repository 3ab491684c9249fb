namespace Nabla.Rules;

public static partial class Scalar
{
    // From here on Stirling's series with 14 terms is good to 2⁻¹⁰⁶.
    const double StirlingFrom = 32;

    /// <summary>Euler's Γ(x): ±∞ at ±0, NaN at the negative integers and -∞.</summary>
    public static double Gamma(double x)
    {
        if (Math.Abs(x) < 1e-17) return 1 / x;
        return Gamma(new DoubleDouble(x, 0));
    }

    /// <summary>x! = Γ(x + 1), the addition done exactly: rounded, it would cost hundreds of ulps. NaN at the negative integers.</summary>
    public static double Factorial(double x) => x is -1 ? double.NaN : Gamma(DoubleDouble.Sum(1, x));

    /// <summary>ln|Γ(x)|: +∞ at 0, at the negative integers and at both infinities.</summary>
    public static double LogGamma(double x)
    {
        if (double.IsNaN(x)) return x;
        if (double.IsInfinity(x) || (x <= 0 && x == Math.Floor(x))) return double.PositiveInfinity;
        if (Math.Abs(x) < 1e-18) return -Math.Log(Math.Abs(x));
        if (x > 1e17) return x * (Math.Log(x) - 1);
        if (Math.Abs(x - 1) <= 0.0625) return (x - 1) * Polynomial(ScalarTables.LogGammaAt1, x - 1);
        if (Math.Abs(x - 2) <= 0.0625) return (x - 2) * Polynomial(ScalarTables.LogGammaAt2, x - 2);
        if (NearRoot(ScalarTables.LogGammaRoots, x) is { } near) return near;
        if (x > 0) return LogGamma(new DoubleDouble(x, 0)).Value;
        // Γ(x)Γ(1-x) = π/sin πx (DLMF 5.5.3).
        var sin = DoubleDouble.SinCosPi(x).Sin;
        if (sin.Hi < 0) sin = -sin;
        return (DoubleDouble.Log(ScalarTables.Pi / sin) - LogGamma(DoubleDouble.Sum(1, -x))).Value;
    }

    /// <summary>Γ′(x) = y·ψ(x) for y = Γ(x), whose lost digits ψ brings back into range next to the poles on the far left.</summary>
    public static double GammaSlope(double x, double y) =>
        Math.Abs(y) >= SmallestNormal ? y * Digamma(x) : Gamma(new DoubleDouble(x, 0), Digamma(x));

    /// <summary>The derivative y·ψ(x + 1) of y = x!, as <see cref="GammaSlope"/>.</summary>
    public static double FactorialSlope(double x, double y) =>
        Math.Abs(y) >= SmallestNormal ? y * DigammaSucc(x) : Gamma(DoubleDouble.Sum(1, x), DigammaSucc(x));

    // Γ(x), times a factor that may bring back into range what Γ alone leaves.
    static double Gamma(DoubleDouble x, double factor = 1)
    {
        if (double.IsNaN(x.Hi) || double.IsNegativeInfinity(x.Hi)) return double.NaN;
        if (x.Hi is 0) return factor / x.Hi;
        if (x.Hi > 180) return factor * double.PositiveInfinity;
        int n;
        if (x.Hi > 0) return (GammaScaled(x, out n) * factor).ScaledValue(n);
        if (x.Lo is 0 && x.Hi == Math.Floor(x.Hi)) return double.NaN;
        if (x.Hi < -200) return factor * (Math.Floor(x.Hi / 2) * 2 == Math.Floor(x.Hi) ? 0 : -0.0);
        var (sin, _) = DoubleDouble.SinCosPi(x);
        return (ScalarTables.Pi / (sin * GammaScaled(1 - x, out n)) * factor).ScaledValue(-n);
    }

    // Γ(x) = Value·2ⁿ for x > 0.
    static DoubleDouble GammaScaled(DoubleDouble x, out int n)
    {
        var product = Rise(ref x);
        return DoubleDouble.Exp(Stirling(x), out n) / product;
    }

    static DoubleDouble LogGamma(DoubleDouble x)
    {
        var product = Rise(ref x);
        var log = Stirling(x);
        return product.Hi is 1 ? log : log - DoubleDouble.Log(product);
    }

    // Γ(x+n)/Γ(x) = x(x+1)…(x+n-1) (DLMF 5.5.1), with x moved to x+n ≥ StirlingFrom.
    static DoubleDouble Rise(ref DoubleDouble x)
    {
        DoubleDouble product = 1;
        for (; x.Hi < StirlingFrom; x += 1) product *= x;
        return product;
    }

    // ln Γ(x) ~ (x-½) ln x - x + ½ ln 2π + Σ B₂ₖ/(2k(2k-1)x²ᵏ⁻¹) (DLMF 5.11.1).
    static DoubleDouble Stirling(DoubleDouble x)
    {
        var reciprocal = 1 / x;
        var square = reciprocal * reciprocal;
        DoubleDouble sum = 0;
        for (var k = ScalarTables.Stirling.Length - 1; k >= 0; k--) sum = sum * square + ScalarTables.Stirling[k];
        return (x - 0.5) * DoubleDouble.Log(x) - x + ScalarTables.HalfLn2Pi + sum * reciprocal;
    }

    // Taylor's series at a root (two doubles), so that the value keeps its relative accuracy there.
    static double? NearRoot(double[][] roots, double x)
    {
        foreach (var row in roots)
        {
            if (Math.Abs(x - row[0]) > row[2]) continue;
            var d = x - row[0] - row[1];
            var sum = row[row.Length - 1];
            for (var i = row.Length - 2; i >= 3; i--) sum = sum * d + row[i];
            return sum * d;
        }

        return null;
    }
}
