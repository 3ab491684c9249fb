using System.Numerics;
using System.Runtime.InteropServices;

namespace Nabla.Benchmarks.HandWritten;

/// <summary>Loops of Vector&lt;double&gt; as one writes them, the last few points by the same formula one at a time.</summary>
static class VectorLoops
{
    public static void Quadratic(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> results)
    {
        ReadOnlySpan<Vector<double>> xs = Vectors(x), ys = Vectors(y);
        var to = MemoryMarshal.Cast<double, Vector<double>>(results);
        for (var i = 0; i < to.Length && i < xs.Length && i < ys.Length; i++) to[i] = xs[i] * xs[i] * 3 + ys[i] * 2;
        for (var i = Whole(x.Length); i < x.Length; i++) results[i] = 3 * (x[i] * x[i]) + 2 * y[i];
    }

    public static void Himmelblau(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> results)
    {
        ReadOnlySpan<Vector<double>> xs = Vectors(x), ys = Vectors(y);
        var to = MemoryMarshal.Cast<double, Vector<double>>(results);
        Vector<double> eleven = new(11), seven = new(7);
        for (var i = 0; i < to.Length && i < xs.Length && i < ys.Length; i++)
        {
            var a = xs[i] * xs[i] + ys[i] - eleven;
            var b = xs[i] + ys[i] * ys[i] - seven;
            to[i] = a * a + b * b;
        }

        for (var i = Whole(x.Length); i < x.Length; i++)
        {
            double a = x[i] * x[i] + y[i] - 11, b = x[i] + y[i] * y[i] - 7;
            results[i] = a * a + b * b;
        }
    }

    public static void Horner(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> results)
    {
        var xs = Vectors(x);
        var to = MemoryMarshal.Cast<double, Vector<double>>(results);
        Vector<double> c0 = new(1), c1 = new(2), c2 = new(3), c3 = new(4), c4 = new(5);
        for (var i = 0; i < to.Length && i < xs.Length; i++)
            to[i] = c0 + xs[i] * (c1 + xs[i] * (c2 + xs[i] * (c3 + xs[i] * (c4 + xs[i] * 6))));
        for (var i = Whole(x.Length); i < x.Length; i++)
            results[i] = 1 + x[i] * (2 + x[i] * (3 + x[i] * (4 + x[i] * (5 + 6 * x[i]))));
    }

    public static void StyblinskiTang(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> results)
    {
        ReadOnlySpan<Vector<double>> xs = Vectors(x), ys = Vectors(y);
        var to = MemoryMarshal.Cast<double, Vector<double>>(results);
        for (var i = 0; i < to.Length && i < xs.Length && i < ys.Length; i++)
        {
            Vector<double> s = xs[i] * xs[i], t = ys[i] * ys[i];
            to[i] = (s * s - s * 16 + xs[i] * 5 + t * t - t * 16 + ys[i] * 5) * 0.5;
        }

        for (var i = Whole(x.Length); i < x.Length; i++)
        {
            double s = x[i] * x[i], t = y[i] * y[i];
            results[i] = (s * s - 16 * s + 5 * x[i] + t * t - 16 * t + 5 * y[i]) * 0.5;
        }
    }

    public static void Bilinear(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> results)
    {
        ReadOnlySpan<Vector<double>> xs = Vectors(x), ys = Vectors(y);
        var to = MemoryMarshal.Cast<double, Vector<double>>(results);
        for (var i = 0; i < to.Length && i < xs.Length && i < ys.Length; i++) to[i] = xs[i] * ys[i] + xs[i] + ys[i];
        for (var i = Whole(x.Length); i < x.Length; i++) results[i] = x[i] * y[i] + x[i] + y[i];
    }

    static ReadOnlySpan<Vector<double>> Vectors(ReadOnlySpan<double> x) => MemoryMarshal.Cast<double, Vector<double>>(x);

    static int Whole(int length) => length - length % Vector<double>.Count;
}
