using System.Numerics;
using System.Runtime.InteropServices;

namespace Nabla.Optimization.Dense;

/// <summary>Loops over vectors, by SIMD; sums run in an order that depends on the length alone.</summary>
static class Vectors
{
    /// <summary>Σ xᵢ·yᵢ.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length < 4 * Vector<double>.Count) return ShortDot(x, y[..x.Length]);
        var a = MemoryMarshal.Cast<double, Vector<double>>(x);
        var b = MemoryMarshal.Cast<double, Vector<double>>(y[..x.Length]);
        Vector<double> s0 = default, s1 = default, s2 = default, s3 = default;
        var i = 0;
        for (; i <= a.Length - 4; i += 4)
        {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }

        for (; i < a.Length; i++) s0 += a[i] * b[i];
        var done = a.Length * Vector<double>.Count;
        return Vector.Sum(s0 + s1 + (s2 + s3)) + ShortDot(x[done..], y[done..x.Length]);
    }

    static double ShortDot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    /// <summary>y ← y + a·x.</summary>
    public static void Add(double a, ReadOnlySpan<double> x, Span<double> y)
    {
        var from = MemoryMarshal.Cast<double, Vector<double>>(x);
        var to = MemoryMarshal.Cast<double, Vector<double>>(y[..x.Length]);
        var factor = new Vector<double>(a);
        for (var i = 0; i < to.Length; i++) to[i] += factor * from[i];
        for (var i = to.Length * Vector<double>.Count; i < x.Length; i++) y[i] += a * x[i];
    }

    /// <summary>z ← x + a·y.</summary>
    public static void Sum(ReadOnlySpan<double> x, double a, ReadOnlySpan<double> y, Span<double> z)
    {
        var p = MemoryMarshal.Cast<double, Vector<double>>(x);
        var q = MemoryMarshal.Cast<double, Vector<double>>(y[..x.Length]);
        var to = MemoryMarshal.Cast<double, Vector<double>>(z[..x.Length]);
        var factor = new Vector<double>(a);
        for (var i = 0; i < to.Length; i++) to[i] = p[i] + factor * q[i];
        for (var i = to.Length * Vector<double>.Count; i < x.Length; i++) z[i] = x[i] + a * y[i];
    }

    /// <summary>x ← a·x.</summary>
    public static void Scale(double a, Span<double> x)
    {
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(x);
        var factor = new Vector<double>(a);
        foreach (ref var v in vectors) v *= factor;
        foreach (ref var xi in x[(vectors.Length * Vector<double>.Count)..]) xi *= a;
    }

    /// <summary>x ↔ y.</summary>
    public static void Swap(Span<double> x, Span<double> y)
    {
        var p = MemoryMarshal.Cast<double, Vector<double>>(x);
        var q = MemoryMarshal.Cast<double, Vector<double>>(y[..x.Length]);
        for (var i = 0; i < p.Length; i++) (p[i], q[i]) = (q[i], p[i]);
        for (var i = p.Length * Vector<double>.Count; i < x.Length; i++) (x[i], y[i]) = (y[i], x[i]);
    }

    /// <summary>x ← −x.</summary>
    public static void Negate(Span<double> x)
    {
        for (var i = 0; i < x.Length; i++) x[i] = -x[i];
    }

    /// <summary>Whether no number is NaN or infinite.</summary>
    public static bool AreFinite(ReadOnlySpan<double> x)
    {
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(x);
        // x − x is 0 for finite numbers alone.
        Vector<double> sum = default;
        foreach (var v in vectors) sum += v - v;
        if (sum != Vector<double>.Zero) return false;
        foreach (var xi in x[(vectors.Length * Vector<double>.Count)..])
            if (!double.IsFinite(xi)) return false;
        return true;
    }
}
