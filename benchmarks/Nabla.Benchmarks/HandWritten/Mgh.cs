using System.Runtime.CompilerServices;

namespace Nabla.Benchmarks.HandWritten;

/// <summary>
/// The sums of squares of mgh (Moré, Garbow, Hillstrom) with their gradients, as one writes them for speed: every shared
/// part once, the residuals computed as the problem states them. The fits to data and the larger ones are in files of their own.
/// </summary>
static partial class Mgh
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Rosenbrock(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double x1 = x[0], x2 = x[1];
        double r1 = 10 * (x2 - x1 * x1), r2 = 1 - x1;
        g[0] = -40 * x1 * r1 - 2 * r2;
        g[1] = 20 * r1;
        return r1 * r1 + r2 * r2;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double FreudensteinRoth(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double x1 = x[0], x2 = x[1];
        double u = (5 - x2) * x2 - 2, v = (x2 + 1) * x2 - 14;
        double r1 = x1 - 13 + u * x2, r2 = x1 - 29 + v * x2;
        g[0] = 2 * (r1 + r2);
        g[1] = 2 * (r1 * (u + x2 * (5 - 2 * x2)) + r2 * (v + x2 * (2 * x2 + 1)));
        return r1 * r1 + r2 * r2;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double PowellBadlyScaled(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double x1 = x[0], x2 = x[1];
        double e1 = Math.Exp(-x1), e2 = Math.Exp(-x2);
        double r1 = 10000 * x1 * x2 - 1, r2 = e1 + e2 - 1.0001;
        var a = 20000 * r1;
        g[0] = a * x2 - 2 * r2 * e1;
        g[1] = a * x1 - 2 * r2 * e2;
        return r1 * r1 + r2 * r2;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Beale(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double x1 = x[0], x2 = x[1], s = x2 * x2;
        double u = 1 - x2, v = 1 - s, w = 1 - s * x2;
        double r1 = 1.5 - x1 * u, r2 = 2.25 - x1 * v, r3 = 2.625 - x1 * w;
        g[0] = -2 * (r1 * u + r2 * v + r3 * w);
        g[1] = 2 * x1 * (r1 + 2 * x2 * r2 + 3 * s * r3);
        return r1 * r1 + r2 * r2 + r3 * r3;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double HelicalValley(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 3);
        double x1 = x[0], x2 = x[1], x3 = x[2];
        var theta = Math.Atan(x2 / x1) * (1 / (2 * Math.PI)) + 0.25 * (1 - Math.Sign(x1));
        double s = x1 * x1 + x2 * x2, radius = Math.Sqrt(s);
        double r1 = 10 * (x3 - 10 * theta), r2 = 10 * (radius - 1);
        double a = 100 / Math.PI * r1 / s, b = 20 * r2 / radius;
        g[0] = a * x2 + b * x1;
        g[1] = b * x2 - a * x1;
        g[2] = 20 * r1 + 2 * x3;
        return r1 * r1 + r2 * r2 + x3 * x3;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double PowellSingular(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 4);
        double x1 = x[0], x2 = x[1], x3 = x[2], x4 = x[3];
        const double root5 = 2.23606797749979, root10 = 3.1622776601683795;
        double a = x1 + 10 * x2, b = root5 * (x3 - x4), c = x2 - 2 * x3, d = x1 - x4;
        double c2 = c * c, d2 = d * d, r4 = root10 * d2;
        double u = 4 * c2 * c, v = 40 * d2 * d, w = 2 * root5 * b;
        g[0] = 2 * a + v;
        g[1] = 20 * a + u;
        g[2] = w - 2 * u;
        g[3] = -w - v;
        return a * a + b * b + c2 * c2 + r4 * r4;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Wood(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 4);
        double x1 = x[0], x2 = x[1], x3 = x[2], x4 = x[3];
        double a = x2 - x1 * x1, b = 1 - x1, c = x4 - x3 * x3, d = 1 - x3, e = x2 + x4 - 2, f = x2 - x4;
        g[0] = -400 * a * x1 - 2 * b;
        g[1] = 200 * a + 20 * e + 0.2 * f;
        g[2] = -360 * c * x3 - 2 * d;
        g[3] = 180 * c + 20 * e - 0.2 * f;
        return 100 * a * a + b * b + 90 * c * c + d * d + 10 * e * e + 0.1 * f * f;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double PenaltyI(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 4);
        double x1 = x[0], x2 = x[1], x3 = x[2], x4 = x[3];
        double a = x1 - 1, b = x2 - 1, c = x3 - 1, d = x4 - 1;
        var r = x1 * x1 + x2 * x2 + x3 * x3 + x4 * x4 - 0.25;
        var q = 4 * r;
        g[0] = 2e-5 * a + q * x1;
        g[1] = 2e-5 * b + q * x2;
        g[2] = 2e-5 * c + q * x3;
        g[3] = 2e-5 * d + q * x4;
        return 1e-5 * (a * a + b * b + c * c + d * d) + r * r;
    }
}
