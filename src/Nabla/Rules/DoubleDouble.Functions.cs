namespace Nabla.Rules;

readonly partial record struct DoubleDouble
{
    /// <summary>eˣ = Value·2ⁿ with the first factor in about [0.7, 1.5]: reduction by ln 2, then <see cref="Expm1"/>.</summary>
    public static DoubleDouble Exp(DoubleDouble x, out int exponent)
    {
        // Beyond ±2000 the result over- or underflows by far; the clamp keeps the exponent an integer.
        var k = Math.Round(Math.Max(-3000, Math.Min(3000, x.Hi * ScalarTables.InvLn2.Hi)));
        exponent = (int)k;
        if (x.Hi > 2000 || x.Hi < -2000) return 1;
        var r = x - k * ScalarTables.Ln2[0] - Product(k, ScalarTables.Ln2[1]) - k * ScalarTables.Ln2[2];
        return Expm1(r) + 1;
    }

    /// <summary>
    /// eˣ - 1 with small relative error for |x| ≤ 1: Taylor's series (DLMF 4.2.19) of x/16,
    /// then (1 + t)² - 1 = t(2 + t) four times.
    /// </summary>
    public static DoubleDouble Expm1(DoubleDouble x)
    {
        var r = x.Scale(-4);
        DoubleDouble sum = 1;
        for (var n = 16; n >= 2; n--) sum = r * sum / n + 1;
        var t = r * sum;
        for (var i = 0; i < 4; i++) t *= t + 2;
        return t;
    }

    /// <summary>ln x for x > 0, with small relative error near 1 too: one Newton step on e^y = m, x = m·2ⁿ.</summary>
    public static DoubleDouble Log(DoubleDouble x)
    {
        var n = 0;
        if (x.Hi < 0.7 || x.Hi > 1.5)
        {
            // Twice, so that subnormal and huge numbers need no special case.
            n = (int)Math.Round(Math.Log(x.Hi) * ScalarTables.InvLn2.Hi);
            x = x.Scale(-n / 2).Scale(-(n - n / 2));
        }
        DoubleDouble y = Math.Log(x.Hi);
        var t = (x - 1) + x * Expm1(-y);
        var log = y + (t - t * t.Scale(-1));
        return n == 0 ? log : log + n * ScalarTables.Ln2[0] + Product(n, ScalarTables.Ln2[1]) + n * ScalarTables.Ln2[2];
    }

    /// <summary>ln(1 + x) for x > -1 with small relative error.</summary>
    public static DoubleDouble Log1p(DoubleDouble x)
    {
        if (Math.Abs(x.Hi) > 0.25) return Log(x + 1);
        DoubleDouble y = Scalar.Log1p(x.Hi);
        // e^(ln(1+x) - y) - 1 = x + (1+x)(e^-y - 1).
        var t = x + (x + 1) * Expm1(-y);
        return y + (t - t * t.Scale(-1));
    }

    /// <summary>sin x for |x| ≤ 0.8 by Taylor's series (DLMF 4.19.1).</summary>
    public static DoubleDouble SinReduced(DoubleDouble x)
    {
        var square = x * x;
        DoubleDouble sum = 1;
        for (var n = 26; n >= 2; n -= 2) sum = 1 - square * sum / (n * (n + 1.0));
        return x * sum;
    }

    /// <summary>cos x for |x| ≤ 0.8 by Taylor's series (DLMF 4.19.2).</summary>
    public static DoubleDouble CosReduced(DoubleDouble x)
    {
        var square = x * x;
        DoubleDouble sum = 1;
        for (var n = 27; n >= 1; n -= 2) sum = 1 - square * sum / (n * (n + 1.0));
        return sum;
    }

    /// <summary>(sin πx, cos πx) of a double, reduced exactly.</summary>
    public static (DoubleDouble Sin, DoubleDouble Cos) SinCosPi(DoubleDouble x)
    {
        // Every double of at least 2⁵³ is even.
        if (Math.Abs(x.Hi) >= 9007199254740992) return (0, 1);
        var quarter = Math.Round(x.Hi * 2);
        var r = (x - quarter / 2) * ScalarTables.Pi;
        return Quadrant(r, quarter);
    }

    /// <summary>(sin x, cos x) for |x| ≤ 2³⁰: Cody and Waite's reduction by four parts of π/2.</summary>
    public static (DoubleDouble Sin, DoubleDouble Cos) SinCos(double x)
    {
        var k = Math.Round(x / ScalarTables.HalfPi[0]);
        var r = x - Product(k, ScalarTables.HalfPi[0]);
        for (var i = 1; i < 4; i++) r -= Product(k, ScalarTables.HalfPi[i]);
        return Quadrant(r, k);
    }

    static (DoubleDouble Sin, DoubleDouble Cos) Quadrant(DoubleDouble r, double quarter)
    {
        var sin = SinReduced(r);
        var cos = CosReduced(r);
        return (quarter - 4 * Math.Floor(quarter / 4)) switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }
}
