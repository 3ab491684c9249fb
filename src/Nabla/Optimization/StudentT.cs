namespace Nabla.Optimization;

/// <summary>Student's t distribution.</summary>
static class StudentT
{
    /// <summary>The t with P(|T| ≤ t) = share, for ν ≥ 1 degrees of freedom.</summary>
    public static double TwoSided(double share, int freedom)
    {
        var front = LogFront(freedom);
        // Newton's steps on ln P(|T| > t), whose slope is the density's share; 1 lies where no step goes far astray.
        var t = 1.0;
        for (var k = 0; k < 200; k++)
        {
            var outside = Outside(t, freedom, front);
            var density = Math.Exp(front - (freedom + 1) / 2.0 * Math.Log(1 + t * t / freedom)) / Math.Sqrt(freedom);
            var step = outside / (2 * density) * Math.Log(outside / (1 - share));
            var next = Math.Max(t + step, t / 2);
            if (!double.IsFinite(next)) break;
            var isLast = Math.Abs(next - t) <= 1e-9 * t;
            t = next;
            // The digits double with each step.
            if (isLast) break;
        }

        return t;
    }

    /// <summary>P(|T| > t).</summary>
    static double Outside(double t, int freedom, double front) =>
        IncompleteBeta(freedom / (freedom + t * t), t * t / (freedom + t * t), freedom / 2.0, 0.5, front);

    // −ln B(ν/2, 1/2) = ln Γ(z + 1/2)/Γ(z) − ln √π with z = ν/2, by Stirling's series after stepping z up.
    static double LogFront(int freedom)
    {
        var (z, product) = (freedom / 2.0, 1.0);
        for (; z < 16; z++) product *= z / (z + 0.5);
        var w = 1 / (z * z);
        var series = (-1 / 8.0 + w * (1 / 192.0 + w * (-1 / 640.0 + w * (17 / 14336.0 - w * 31 / 18432.0)))) / z;
        return Math.Log(product * Math.Sqrt(z / Math.PI)) + series;
    }

    // The regularised incomplete beta function I(x; a, b), y = 1 − x, by its continued fraction (DLMF 8.17.22).
    static double IncompleteBeta(double x, double y, double a, double b, double logFront)
    {
        if (x <= 0) return 0;
        if (y <= 0) return 1;
        var front = Math.Exp(logFront + a * Math.Log(x) + b * Math.Log(y));
        return x < (a + 1) / (a + b + 2) ? front * Fraction(x, a, b) / a : 1 - front * Fraction(y, b, a) / b;
    }

    // Lentz's evaluation of 1/(1 + d₁/(1 + d₂/(1 + …))).
    static double Fraction(double x, double a, double b)
    {
        const double Tiny = 1e-300;
        double c = 1, d = 1 - (a + b) * x / (a + 1);
        d = 1 / (d == 0 ? Tiny : d);
        var value = d;
        for (var k = 1; k < 10_000; k++)
        {
            Next(k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k)));
            var before = value;
            Next(-(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1)));
            if (Math.Abs(value - before) <= 4e-16 * value) break;
        }

        return value;

        void Next(double term)
        {
            d = 1 + term * d;
            d = 1 / (d == 0 ? Tiny : d);
            c = 1 + term / c;
            if (c == 0) c = Tiny;
            value *= c * d;
        }
    }
}
