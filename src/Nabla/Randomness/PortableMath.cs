namespace Nabla.Randomness;

/// <summary>
/// log and exp from sums, products and quotients alone, to a few units in the last place: the same bits on every
/// processor and system, which the run-time library's do not promise.
/// </summary>
static class PortableMath
{
    const double Ln2High = 6.93147180369123816490e-01;
    const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>ln x for finite x > 0, by 2·artanh((m − 1)/(m + 1)).</summary>
    public static double Log(double x)
    {
        var exponent = Math.ILogB(x);
        var m = Math.ScaleB(x, -exponent);
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            exponent++;
        }

        var s = (m - 1) / (m + 1);
        var square = s * s;
        var series = 0.0;
        for (var k = 23; k >= 3; k -= 2) series = (series + 1.0 / k) * square;
        return exponent * Ln2High + (2 * s + (2 * s * series + exponent * Ln2Low));
    }

    /// <summary>eˣ for |x| ≤ 700, by its series after taking out powers of 2.</summary>
    public static double Exp(double x)
    {
        var power = Math.Floor(x / (Ln2High + Ln2Low) + 0.5);
        var r = x - power * Ln2High - power * Ln2Low;
        var series = 1.0;
        for (var k = 14; k >= 1; k--) series = 1 + series * r / k;
        return Math.ScaleB(series, (int)power);
    }
}
