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
        ref double a = ref MemoryMarshal.GetReference(x), b = ref MemoryMarshal.GetReference(y[..x.Length]);
        Vector<double> s0 = default, s1 = default, s2 = default, s3 = default;
        nuint i = 0, n = (nuint)x.Length, width = (nuint)Vector<double>.Count;
        for (; i + 4 * width <= n; i += 4 * width)
        {
            s0 += Vector.LoadUnsafe(ref a, i) * Vector.LoadUnsafe(ref b, i);
            s1 += Vector.LoadUnsafe(ref a, i + width) * Vector.LoadUnsafe(ref b, i + width);
            s2 += Vector.LoadUnsafe(ref a, i + 2 * width) * Vector.LoadUnsafe(ref b, i + 2 * width);
            s3 += Vector.LoadUnsafe(ref a, i + 3 * width) * Vector.LoadUnsafe(ref b, i + 3 * width);
        }

        for (; i + width <= n; i += width) s0 += Vector.LoadUnsafe(ref a, i) * Vector.LoadUnsafe(ref b, i);
        return Vector.Sum(s0 + s1 + (s2 + s3)) + ShortDot(x[(int)i..], y[(int)i..x.Length]);
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
        ref double from = ref MemoryMarshal.GetReference(x), to = ref MemoryMarshal.GetReference(y[..x.Length]);
        var factor = new Vector<double>(a);
        nuint i = 0, n = (nuint)x.Length, width = (nuint)Vector<double>.Count;
        for (; i + width <= n; i += width) (Vector.LoadUnsafe(ref to, i) + factor * Vector.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
        for (var k = (int)i; k < x.Length; k++) y[k] += a * x[k];
    }

    /// <summary>z ← x + a·y.</summary>
    public static void Sum(ReadOnlySpan<double> x, double a, ReadOnlySpan<double> y, Span<double> z)
    {
        ref double p = ref MemoryMarshal.GetReference(x), q = ref MemoryMarshal.GetReference(y[..x.Length]);
        ref var to = ref MemoryMarshal.GetReference(z[..x.Length]);
        var factor = new Vector<double>(a);
        nuint i = 0, n = (nuint)x.Length, width = (nuint)Vector<double>.Count;
        for (; i + width <= n; i += width) (Vector.LoadUnsafe(ref p, i) + factor * Vector.LoadUnsafe(ref q, i)).StoreUnsafe(ref to, i);
        for (var k = (int)i; k < x.Length; k++) z[k] = x[k] + a * y[k];
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
