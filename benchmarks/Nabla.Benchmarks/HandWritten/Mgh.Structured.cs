using System.Runtime.CompilerServices;

namespace Nabla.Benchmarks.HandWritten;

// Those whose residuals repeat a pattern over the variables.
static partial class Mgh
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double ExtendedRosenbrock(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 8);
        double x1 = x[0], x2 = x[1], x3 = x[2], x4 = x[3], x5 = x[4], x6 = x[5], x7 = x[6], x8 = x[7];
        double a = 10 * (x2 - x1 * x1), b = 10 * (x4 - x3 * x3), c = 10 * (x6 - x5 * x5), d = 10 * (x8 - x7 * x7);
        double p = 1 - x1, q = 1 - x3, r = 1 - x5, s = 1 - x7;
        g[0] = -40 * a * x1 - 2 * p;
        g[1] = 20 * a;
        g[2] = -40 * b * x3 - 2 * q;
        g[3] = 20 * b;
        g[4] = -40 * c * x5 - 2 * r;
        g[5] = 20 * c;
        g[6] = -40 * d * x7 - 2 * s;
        g[7] = 20 * d;
        return a * a + p * p + b * b + q * q + c * c + r * r + d * d + s * s;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double VariablyDimensioned(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 6);
        double a = x[0] - 1, b = x[1] - 1, c = x[2] - 1, d = x[3] - 1, e = x[4] - 1, f = x[5] - 1;
        var s = a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f;
        var s2 = s * s;
        var k = 2 * s + 4 * s2 * s;
        g[0] = 2 * a + k;
        g[1] = 2 * b + 2 * k;
        g[2] = 2 * c + 3 * k;
        g[3] = 2 * d + 4 * k;
        g[4] = 2 * e + 5 * k;
        g[5] = 2 * f + 6 * k;
        return a * a + b * b + c * c + d * d + e * e + f * f + s2 + s2 * s2;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double DiscreteBoundaryValue(ReadOnlySpan<double> x, Span<double> g)
    {
        const double h = 1.0 / 6, k = h * h / 2;
        Lengths.Check(x, g, 5);
        double x1 = x[0], x2 = x[1], x3 = x[2], x4 = x[3], x5 = x[4];
        double a = x1 + (h + 1), b = x2 + (2 * h + 1), c = x3 + (3 * h + 1), d = x4 + (4 * h + 1), e = x5 + (5 * h + 1);
        double a2 = a * a, b2 = b * b, c2 = c * c, d2 = d * d, e2 = e * e;
        var r1 = 2 * x1 - x2 + k * (a2 * a);
        var r2 = 2 * x2 - x1 - x3 + k * (b2 * b);
        var r3 = 2 * x3 - x2 - x4 + k * (c2 * c);
        var r4 = 2 * x4 - x3 - x5 + k * (d2 * d);
        var r5 = 2 * x5 - x4 + k * (e2 * e);
        g[0] = r1 * (4 + 6 * k * a2) - 2 * r2;
        g[1] = r2 * (4 + 6 * k * b2) - 2 * (r1 + r3);
        g[2] = r3 * (4 + 6 * k * c2) - 2 * (r2 + r4);
        g[3] = r4 * (4 + 6 * k * d2) - 2 * (r3 + r5);
        g[4] = r5 * (4 + 6 * k * e2) - 2 * r4;
        return r1 * r1 + r2 * r2 + r3 * r3 + r4 * r4 + r5 * r5;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double BroydenTridiagonal(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 5);
        double x1 = x[0], x2 = x[1], x3 = x[2], x4 = x[3], x5 = x[4];
        var r1 = (3 - 2 * x1) * x1 - 2 * x2 + 1;
        var r2 = (3 - 2 * x2) * x2 - x1 - 2 * x3 + 1;
        var r3 = (3 - 2 * x3) * x3 - x2 - 2 * x4 + 1;
        var r4 = (3 - 2 * x4) * x4 - x3 - 2 * x5 + 1;
        var r5 = (3 - 2 * x5) * x5 - x4 + 1;
        g[0] = 2 * (r1 * (3 - 4 * x1) - r2);
        g[1] = 2 * (r2 * (3 - 4 * x2) - 2 * r1 - r3);
        g[2] = 2 * (r3 * (3 - 4 * x3) - 2 * r2 - r4);
        g[3] = 2 * (r4 * (3 - 4 * x4) - 2 * r3 - r5);
        g[4] = 2 * (r5 * (3 - 4 * x5) - 2 * r4);
        return r1 * r1 + r2 * r2 + r3 * r3 + r4 * r4 + r5 * r5;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double LinearFullRank(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 5);
        double x1 = x[0], x2 = x[1], x3 = x[2], x4 = x[3], x5 = x[4];
        var s = 0.2 * (x1 + x2 + x3 + x4 + x5) + 1;
        double a = x1 - s, b = x2 - s, c = x3 - s, d = x4 - s, e = x5 - s;
        var k = -0.4 * (a + b + c + d + e - 5 * s);
        g[0] = 2 * a + k;
        g[1] = 2 * b + k;
        g[2] = 2 * c + k;
        g[3] = 2 * d + k;
        g[4] = 2 * e + k;
        return a * a + b * b + c * c + d * d + e * e + 5 * (s * s);
    }

    // The residuals are means over the points of the first eight Chebyshev polynomials in 2x − 1, plus 1/(k² − 1) for
    // even k; the polynomials stand in powers as the problem gives them, not as their recurrence.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Chebyquad(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 8);
        double r1 = 0, r2 = 0, r3 = 0, r4 = 0, r5 = 0, r6 = 0, r7 = 0, r8 = 0;
        for (var j = 0; j < 8; j++)
        {
            double t = 2 * x[j] - 1, t2 = t * t, t3 = t2 * t, t4 = t2 * t2, t5 = t4 * t, t6 = t3 * t3;
            r1 += t;
            r2 += 2 * t2 - 1;
            r3 += 4 * t3 - 3 * t;
            r4 += 8 * t4 - 8 * t2 + 1;
            r5 += 16 * t5 - 20 * t3 + 5 * t;
            r6 += 32 * t6 - 48 * t4 + 18 * t2 - 1;
            r7 += 64 * t6 * t - 112 * t5 + 56 * t3 - 7 * t;
            r8 += 128 * t4 * t4 - 256 * t6 + 160 * t4 - 32 * t2 + 1;
        }

        r1 *= 0.125;
        r2 = r2 * 0.125 + 1.0 / 3;
        r3 *= 0.125;
        r4 = r4 * 0.125 + 1.0 / 15;
        r5 *= 0.125;
        r6 = r6 * 0.125 + 1.0 / 35;
        r7 *= 0.125;
        r8 = r8 * 0.125 + 1.0 / 63;
        for (var j = 0; j < 8; j++)
        {
            double t = 2 * x[j] - 1, t2 = t * t, t3 = t2 * t, t4 = t2 * t2, t5 = t4 * t, t6 = t3 * t3;
            g[j] = 0.5 * (r1 + 4 * t * r2 + (12 * t2 - 3) * r3 + (32 * t3 - 16 * t) * r4 + (80 * t4 - 60 * t2 + 5) * r5
                + (192 * t5 - 192 * t3 + 36 * t) * r6 + (448 * t6 - 560 * t4 + 168 * t2 - 7) * r7
                + (1024 * t6 * t - 1536 * t5 + 640 * t3 - 64 * t) * r8);
        }

        return r1 * r1 + r2 * r2 + r3 * r3 + r4 * r4 + r5 * r5 + r6 * r6 + r7 * r7 + r8 * r8;
    }
}
