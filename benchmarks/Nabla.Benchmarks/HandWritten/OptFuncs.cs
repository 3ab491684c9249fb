using System.Runtime.CompilerServices;

namespace Nabla.Benchmarks.HandWritten;

/// <summary>The two-variable functions of optfuncs with their gradients, as one writes them for speed: every shared part once.</summary>
static class OptFuncs
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Ackley(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double x1 = x[0], x2 = x[1];
        var r = Math.Sqrt((x1 * x1 + x2 * x2) * 0.5);
        var (s1, c1) = Math.SinCos(2 * Math.PI * x1);
        var (s2, c2) = Math.SinCos(2 * Math.PI * x2);
        var a = Math.Exp(-0.2 * r);
        var b = Math.Exp((c1 + c2) * 0.5);
        double p = 2 * a / r, q = Math.PI * b;
        g[0] = p * x1 + q * s1;
        g[1] = p * x2 + q * s2;
        return 20 + Math.E - 20 * a - b;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Bohachevsky1(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double x1 = x[0], x2 = x[1];
        var (s1, c1) = Math.SinCos(3 * Math.PI * x1);
        var (s2, c2) = Math.SinCos(4 * Math.PI * x2);
        g[0] = 2 * x1 + 0.9 * Math.PI * s1;
        g[1] = 4 * x2 + 1.6 * Math.PI * s2;
        return x1 * x1 + 2 * x2 * x2 - 0.3 * c1 - 0.4 * c2 + 0.7;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Booth(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double x1 = x[0], x2 = x[1];
        double a = x1 + 2 * x2 - 7, b = 2 * x1 + x2 - 5;
        g[0] = 2 * a + 4 * b;
        g[1] = 4 * a + 2 * b;
        return a * a + b * b;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Brent(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double x1 = x[0], x2 = x[1];
        double a = x1 + 10, b = x2 + 10;
        var e = Math.Exp(-x1 * x1 - x2 * x2);
        g[0] = 2 * (a - x1 * e);
        g[1] = 2 * (b - x2 * e);
        return a * a + b * b + e;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double SixHumpCamelBack(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double x1 = x[0], x2 = x[1];
        double s = x1 * x1, t = x2 * x2, s2 = s * s;
        g[0] = x1 * (8 - 8.4 * s + 2 * s2) + x2;
        g[1] = x1 + x2 * (16 * t - 8);
        return (4 - 2.1 * s + s2 * (1.0 / 3)) * s + x1 * x2 + (4 * t - 4) * t;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Cube(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double x1 = x[0], x2 = x[1];
        var s = x1 * x1;
        double a = x2 - s * x1, b = 1 - x1;
        g[0] = -600 * a * s - 2 * b;
        g[1] = 200 * a;
        return 100 * a * a + b * b;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double DixonPrice(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double x1 = x[0], x2 = x[1];
        double a = x1 - 1, b = 2 * x2 * x2 - x1;
        g[0] = 2 * a - 4 * b;
        g[1] = 16 * b * x2;
        return a * a + 2 * b * b;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double EggCrate(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double x1 = x[0], x2 = x[1];
        var (s1, c1) = Math.SinCos(x1);
        var (s2, c2) = Math.SinCos(x2);
        g[0] = 2 * x1 + 50 * s1 * c1;
        g[1] = 2 * x2 + 50 * s2 * c2;
        return x1 * x1 + x2 * x2 + 25 * (s1 * s1 + s2 * s2);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double GoldsteinPrice(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double x1 = x[0], x2 = x[1];
        double x11 = x1 * x1, x12 = x1 * x2, x22 = x2 * x2;
        double a = x1 + x2 + 1, a2 = a * a;
        var u = 19 - 14 * x1 + 3 * x11 - 14 * x2 + 6 * x12 + 3 * x22;
        double b = 2 * x1 - 3 * x2, b2 = b * b;
        var v = 18 - 32 * x1 + 12 * x11 + 48 * x2 - 36 * x12 + 27 * x22;
        double p = 1 + a2 * u, q = 30 + b2 * v;
        var dp = 2 * a * u + a2 * (6 * (x1 + x2) - 14);
        var bv = b * v;
        g[0] = dp * q + p * (4 * bv + b2 * (24 * x1 - 36 * x2 - 32));
        g[1] = dp * q + p * (b2 * (54 * x2 - 36 * x1 + 48) - 6 * bv);
        return p * q;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Himmelblau(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double x1 = x[0], x2 = x[1];
        double a = x1 * x1 + x2 - 11, b = x1 + x2 * x2 - 7;
        g[0] = 4 * x1 * a + 2 * b;
        g[1] = 2 * a + 4 * x2 * b;
        return a * a + b * b;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Levy(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double u = (x[0] - 1) * 0.25, v = (x[1] - 1) * 0.25;
        var w = Math.PI * (1 + u);
        var (s1, c1) = Math.SinCos(w);
        var (s2, c2) = Math.SinCos(w + 1);
        var (s3, c3) = Math.SinCos(2 * Math.PI * (1 + v));
        double u2 = u * u, v2 = v * v, p = 1 + 10 * s2 * s2, q = 1 + s3 * s3;
        g[0] = Math.PI / 2 * s1 * c1 + 0.5 * u * p + 5 * Math.PI * u2 * s2 * c2;
        g[1] = 0.5 * v * q + Math.PI * v2 * s3 * c3;
        return s1 * s1 + u2 * p + v2 * q;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double McCormick(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double x1 = x[0], x2 = x[1];
        var (s, c) = Math.SinCos(x1 + x2);
        double d = x1 - x2, dd = 2 * d;
        g[0] = c + dd - 1.5;
        g[1] = c - dd + 2.5;
        return s + d * d - 1.5 * x1 + 2.5 * x2 + 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Price4(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double x1 = x[0], x2 = x[1];
        double s = x1 * x1, t = x2 * x2, c = 2 * s * x1;
        double a = c * x2 - t * x2, b = 6 * x1 - t + x2;
        g[0] = 12 * (a * s * x2 + b);
        g[1] = 2 * (a * (c - 3 * t) + b * (1 - 2 * x2));
        return a * a + b * b;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double RotatedEllipse(ReadOnlySpan<double> x, Span<double> g)
    {
        const double k = 10.392304845413264; // 6√3
        Lengths.Check(x, g, 2);
        double x1 = x[0], x2 = x[1];
        g[0] = 14 * x1 - k * x2;
        g[1] = 26 * x2 - k * x1;
        return 7 * x1 * x1 - k * x1 * x2 + 13 * x2 * x2;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double StyblinskiTang(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double x1 = x[0], x2 = x[1];
        double s = x1 * x1, t = x2 * x2;
        g[0] = 2 * s * x1 - 16 * x1 + 2.5;
        g[1] = 2 * t * x2 - 16 * x2 + 2.5;
        return (s * s - 16 * s + 5 * x1 + t * t - 16 * t + 5 * x2) * 0.5;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Trecanni(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double x1 = x[0], x2 = x[1];
        double s = x1 * x1, c = s * x1;
        g[0] = 4 * c + 12 * s + 8 * x1;
        g[1] = 2 * x2;
        return s * s + 4 * c + 4 * s + x2 * x2;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Ursem1(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double x1 = x[0], x2 = x[1];
        var (s1, c1) = Math.SinCos(2 * x1 - 0.5 * Math.PI);
        var (s2, c2) = Math.SinCos(x2);
        g[0] = -2 * c1 - 0.5;
        g[1] = 3 * s2;
        return -s1 - 3 * c2 - 0.5 * x1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Zakharov(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double x1 = x[0], x2 = x[1];
        double a = 0.5 * x1 + x2, s = a * a;
        var d = 2 * a + 4 * s * a;
        g[0] = 2 * x1 + 0.5 * d;
        g[1] = 2 * x2 + d;
        return x1 * x1 + x2 * x2 + s + s * s;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double ZirilliAluffiPentini(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double x1 = x[0], x2 = x[1];
        var s = x1 * x1;
        g[0] = s * x1 - x1 + 0.1;
        g[1] = x2;
        return 0.25 * s * s - 0.5 * s + 0.1 * x1 + 0.5 * x2 * x2;
    }
}
