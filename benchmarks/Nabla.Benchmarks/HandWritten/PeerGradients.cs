using System.Runtime.CompilerServices;

namespace Nabla.Benchmarks.HandWritten;

/// <summary>The programs of peer-gradients with their gradients, as one writes them for speed: every shared part once.</summary>
static class PeerGradients
{
    // c = a + b; d = ab + b³; c = c + c + 1; c = c + 1 + c − a; d = d + 2d + relu(b + a); d = d + 3d + relu(b − a);
    // f = (c − d)²; g = f/2 + 10/f.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Micrograd(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 2);
        double a = x[0], b = x[1];
        double sum = a + b, difference = b - a, bb = b * b;
        var c = sum + (sum + 1);
        c += 1 + c - a;
        var d = a * b + bb * b;
        d += d * 2 + Math.Max(sum, 0);
        d += 3 * d + Math.Max(difference, 0);
        var e = c - d;
        var f = e * e;
        var inverse = 10 / f;
        // dc = 3 da + 4 db; dd = 12 d(ab + b³) + 4 d relu(b + a) + d relu(b − a).
        var eBar = 2 * e * (0.5 - inverse / f);
        double p = sum > 0 ? 4 : 0, q = difference > 0 ? 1 : 0;
        g[0] = eBar * (3 - 12 * b - p + q);
        g[1] = eBar * (4 - 12 * (a + 3 * bb) - p - q);
        return f * 0.5 + inverse;
    }

    // z = 3x + 2; q = relu(z) + zx; h = relu(z²); y = h + q + qx.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double SanityCheck(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 1);
        double a = x[0], z = 2 * a + 2 + a, zz = z * z, onePlus = 1 + a;
        var q = Math.Max(z, 0) + z * a;
        g[0] = (zz > 0 ? 6 * z : 0) + onePlus * ((z > 0 ? 3 : 0) + 3 * a + z) + q;
        return Math.Max(zz, 0) + q * onePlus;
    }

    // (1 − y)/(1 + y) with y = exp(−2x).
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Tanh(ReadOnlySpan<double> x, Span<double> g)
    {
        Lengths.Check(x, g, 1);
        var y = Math.Exp(-2 * x[0]);
        var inverse = 1 / (1 + y);
        g[0] = 4 * y * inverse * inverse;
        return (1 - y) * inverse;
    }
}
