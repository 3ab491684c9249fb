using System.Runtime.CompilerServices;

namespace Nabla.Benchmarks.HandWritten;

// The fits to data: a loop over the observations.
static partial class Mgh
{
    static ReadOnlySpan<double> BardY => [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Bard(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 3);
        double x1 = x[0], x2 = x[1], x3 = x[2], f = 0, g1 = 0, g2 = 0, g3 = 0;
        var data = BardY;
        for (var i = 0; i < data.Length; i++)
        {
            double u = i + 1, v = 15 - i, w = Math.Min(i + 1, 15 - i);
            var inverse = 1 / (v * x2 + w * x3);
            var q = u * inverse;
            var r = data[i] - (x1 + q);
            f += r * r;
            g1 -= r;
            var p = r * q * inverse;
            g2 += p * v;
            g3 += p * w;
        }

        g[0] = 2 * g1;
        g[1] = 2 * g2;
        g[2] = 2 * g3;
        return f;
    }

    static ReadOnlySpan<double> KowalikY => [0.1957, 0.1947, 0.1735, 0.1600, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246];

    static ReadOnlySpan<double> KowalikU => [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double KowalikOsborne(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 4);
        double x1 = x[0], x2 = x[1], x3 = x[2], x4 = x[3], f = 0, g1 = 0, g2 = 0, g3 = 0, g4 = 0;
        ReadOnlySpan<double> data = KowalikY, us = KowalikU;
        for (var i = 0; i < data.Length; i++)
        {
            double u = us[i], uu = u * u;
            var n = uu + u * x2;
            var inverse = 1 / (uu + u * x3 + x4);
            var q = n * inverse;
            var t = x1 * q;
            var r = data[i] - t;
            f += r * r;
            g1 += r * q;
            var p = r * inverse;
            g2 += p * u;
            var s = p * t;
            g3 += s * u;
            g4 += s;
        }

        g[0] = -2 * g1;
        g[1] = -2 * x1 * g2;
        g[2] = 2 * g3;
        g[3] = 2 * g4;
        return f;
    }

    static ReadOnlySpan<double> OsborneY =>
    [
        0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.850, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658, 0.628, 0.603,
        0.580, 0.558, 0.538, 0.522, 0.506, 0.490, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.420, 0.414, 0.411, 0.406,
    ];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Osborne1(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 5);
        double x1 = x[0], x2 = x[1], x3 = x[2], x4 = x[3], x5 = x[4];
        double f = 0, g1 = 0, g2 = 0, g3 = 0, g4 = 0, g5 = 0;
        var data = OsborneY;
        for (var i = 0; i < data.Length; i++)
        {
            double t = 10 * i, a = Math.Exp(-t * x4), b = Math.Exp(-t * x5);
            var r = data[i] - (x1 + x2 * a + x3 * b);
            f += r * r;
            g1 += r;
            double ra = r * a, rb = r * b;
            g2 += ra;
            g3 += rb;
            g4 += t * ra;
            g5 += t * rb;
        }

        g[0] = -2 * g1;
        g[1] = -2 * g2;
        g[2] = -2 * g3;
        g[3] = 2 * x2 * g4;
        g[4] = 2 * x3 * g5;
        return f;
    }

    // exp(−t) − 5·exp(−10t) + 3·exp(−4t) at t = 0.1, 0.2 … 1.3.
    static readonly double[] s_biggsY =
        [.. Enumerable.Range(1, 13).Select(i => Math.Exp(-0.1 * i) - 5 * Math.Exp(-i) + 3 * Math.Exp(-0.4 * i))];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double BiggsExp6(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 6);
        double x1 = x[0], x2 = x[1], x3 = x[2], x4 = x[3], x5 = x[4], x6 = x[5];
        double f = 0, g1 = 0, g2 = 0, g3 = 0, g4 = 0, g5 = 0, g6 = 0;
        var data = s_biggsY;
        for (var i = 0; i < data.Length; i++)
        {
            var t = 0.1 * (i + 1);
            double a = Math.Exp(-t * x1), b = Math.Exp(-t * x2), c = Math.Exp(-t * x5);
            var r = x3 * a - x4 * b + x6 * c - data[i];
            f += r * r;
            double ra = r * a, rb = r * b, rc = r * c;
            g3 += ra;
            g4 += rb;
            g6 += rc;
            g1 += t * ra;
            g2 += t * rb;
            g5 += t * rc;
        }

        g[0] = -2 * x3 * g1;
        g[1] = 2 * x4 * g2;
        g[2] = 2 * g3;
        g[3] = -2 * g4;
        g[4] = -2 * x6 * g5;
        g[5] = 2 * g6;
        return f;
    }
}
