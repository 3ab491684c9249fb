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

    /// <summary>
    /// (sin x, cos x) for 1 ≤ |x| ≤ 2²⁶ to a few bits more than a double has; the one that is small next to a multiple of
    /// π/2 to many more. Their curves are plain polynomials, so it costs little more than doubles do.
    /// </summary>
    public static (DoubleDouble Sin, DoubleDouble Cos) NearSinCos(double x)
    {
        var quarter = Math.Round(x / ScalarTables.HalfPi[0]);
        var low = Product(quarter, ScalarTables.HalfPi[1]);
        var r = Sum(Math.FusedMultiplyAdd(-quarter, ScalarTables.HalfPi[0], x), -low.Hi);
        r = QuickSum(r.Hi, r.Lo - low.Lo - quarter * ScalarTables.HalfPi[2]);
        var z = Product(r.Hi, r.Hi);
        var z2 = z.Hi * z.Hi;
        var sinEven = Math.FusedMultiplyAdd(-7.647163731819816e-13, z2, -2.505210838544172e-08);
        sinEven = Math.FusedMultiplyAdd(sinEven, z2, -0.0001984126984126984);
        sinEven = Math.FusedMultiplyAdd(sinEven, z2, -0.16666666666666666);
        var sinOdd = Math.FusedMultiplyAdd(2.8114572543455206e-15, z2, 1.6059043836821613e-10);
        sinOdd = Math.FusedMultiplyAdd(sinOdd, z2, 2.7557319223985893e-06);
        sinOdd = Math.FusedMultiplyAdd(sinOdd, z2, 0.008333333333333333);
        var cosEven = Math.FusedMultiplyAdd(4.779477332387385e-14, z2, 2.08767569878681e-09);
        cosEven = Math.FusedMultiplyAdd(cosEven, z2, 2.48015873015873e-05);
        cosEven = Math.FusedMultiplyAdd(cosEven, z2, 0.041666666666666664);
        var cosOdd = Math.FusedMultiplyAdd(-1.5619206968586225e-16, z2, -1.1470745597729725e-11);
        cosOdd = Math.FusedMultiplyAdd(cosOdd, z2, -2.755731922398589e-07);
        cosOdd = Math.FusedMultiplyAdd(cosOdd, z2, -0.001388888888888889);
        var sin = QuickSum(r.Hi, r.Hi * z.Hi * Math.FusedMultiplyAdd(sinOdd, z.Hi, sinEven) + r.Lo * (1 - z.Hi / 2));
        var fall = QuickSum(1, -z.Hi / 2);
        var cos = QuickSum(fall.Hi, fall.Lo + (z2 * Math.FusedMultiplyAdd(cosOdd, z.Hi, cosEven) - r.Hi * r.Lo - z.Lo / 2));
        return Quadrant(sin, cos, quarter);
    }

    static (DoubleDouble Sin, DoubleDouble Cos) Quadrant(DoubleDouble r, double quarter) => Quadrant(SinReduced(r), CosReduced(r), quarter);

    static (DoubleDouble Sin, DoubleDouble Cos) Quadrant(DoubleDouble sin, DoubleDouble cos, double quarter) =>
        (quarter - 4 * Math.Floor(quarter / 4)) switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
}
