using System.Numerics;
using System.Runtime.CompilerServices;
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
            s0 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref a, i), Vector.LoadUnsafe(ref b, i), s0);
            s1 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref a, i + width), Vector.LoadUnsafe(ref b, i + width), s1);
            s2 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref a, i + 2 * width), Vector.LoadUnsafe(ref b, i + 2 * width), s2);
            s3 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref a, i + 3 * width), Vector.LoadUnsafe(ref b, i + 3 * width), s3);
        }

        for (; i + width <= n; i += width) s0 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref a, i), Vector.LoadUnsafe(ref b, i), s0);
        return Vector.Sum(s0 + s1 + (s2 + s3)) + ShortDot(x[(int)i..], y[(int)i..x.Length]);
    }

    /// <summary>Σ xᵢ·yᵢ and Σ xᵢ·zᵢ, from one reading of x.</summary>
    public static (double Y, double Z) Dots(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z)
    {
        ref double a = ref MemoryMarshal.GetReference(x), b = ref MemoryMarshal.GetReference(y[..x.Length]), c = ref MemoryMarshal.GetReference(z[..x.Length]);
        Vector<double> y0 = default, y1 = default, z0 = default, z1 = default;
        nuint i = 0, n = (nuint)x.Length, width = (nuint)Vector<double>.Count;
        for (; i + 2 * width <= n; i += 2 * width)
        {
            Vector<double> v = Vector.LoadUnsafe(ref a, i), w = Vector.LoadUnsafe(ref a, i + width);
            y0 = Vector.FusedMultiplyAdd(v, Vector.LoadUnsafe(ref b, i), y0);
            z0 = Vector.FusedMultiplyAdd(v, Vector.LoadUnsafe(ref c, i), z0);
            y1 = Vector.FusedMultiplyAdd(w, Vector.LoadUnsafe(ref b, i + width), y1);
            z1 = Vector.FusedMultiplyAdd(w, Vector.LoadUnsafe(ref c, i + width), z1);
        }

        var (ySum, zSum) = (Vector.Sum(y0 + y1), Vector.Sum(z0 + z1));
        for (; i < n; i++)
        {
            ySum += Unsafe.Add(ref a, i) * Unsafe.Add(ref b, i);
            zSum += Unsafe.Add(ref a, i) * Unsafe.Add(ref c, i);
        }

        return (ySum, zSum);
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
        for (; i + width <= n; i += width) Vector.FusedMultiplyAdd(factor, Vector.LoadUnsafe(ref from, i), Vector.LoadUnsafe(ref to, i)).StoreUnsafe(ref to, i);
        for (var k = (int)i; k < x.Length; k++) y[k] += a * x[k];
    }

    /// <summary>y ← y + a·x and z ← z + b·x, from one reading of x.</summary>
    public static void AddBoth(ReadOnlySpan<double> x, double a, Span<double> y, double b, Span<double> z)
    {
        ref double from = ref MemoryMarshal.GetReference(x), p = ref MemoryMarshal.GetReference(y[..x.Length]), q = ref MemoryMarshal.GetReference(z[..x.Length]);
        Vector<double> onY = new(a), onZ = new(b);
        nuint i = 0, n = (nuint)x.Length, width = (nuint)Vector<double>.Count;
        for (; i + width <= n; i += width)
        {
            var v = Vector.LoadUnsafe(ref from, i);
            Vector.FusedMultiplyAdd(onY, v, Vector.LoadUnsafe(ref p, i)).StoreUnsafe(ref p, i);
            Vector.FusedMultiplyAdd(onZ, v, Vector.LoadUnsafe(ref q, i)).StoreUnsafe(ref q, i);
        }

        for (; i < n; i++)
        {
            Unsafe.Add(ref p, i) += a * Unsafe.Add(ref from, i);
            Unsafe.Add(ref q, i) += b * Unsafe.Add(ref from, i);
        }
    }

    /// <summary>z ← x + a·y.</summary>
    public static void Sum(ReadOnlySpan<double> x, double a, ReadOnlySpan<double> y, Span<double> z)
    {
        ref double p = ref MemoryMarshal.GetReference(x), q = ref MemoryMarshal.GetReference(y[..x.Length]);
        ref var to = ref MemoryMarshal.GetReference(z[..x.Length]);
        var factor = new Vector<double>(a);
        nuint i = 0, n = (nuint)x.Length, width = (nuint)Vector<double>.Count;
        for (; i + width <= n; i += width) Vector.FusedMultiplyAdd(factor, Vector.LoadUnsafe(ref q, i), Vector.LoadUnsafe(ref p, i)).StoreUnsafe(ref to, i);
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

    /// <summary>x ← −x.</summary>
    public static void Negate(Span<double> x)
    {
        for (var i = 0; i < x.Length; i++) x[i] = -x[i];
    }

    /// <summary>Whether no number is NaN or infinite.</summary>
    public static bool AreFinite(ReadOnlySpan<double> x)
    {
        // x − x is 0 for finite numbers alone; four sums, for each waits for its last addition.
        ref var first = ref MemoryMarshal.GetReference(x);
        Vector<double> s0 = default, s1 = default, s2 = default, s3 = default;
        nuint i = 0, n = (nuint)x.Length, width = (nuint)Vector<double>.Count;
        for (; i + 4 * width <= n; i += 4 * width)
        {
            Vector<double> a = Vector.LoadUnsafe(ref first, i), b = Vector.LoadUnsafe(ref first, i + width);
            Vector<double> c = Vector.LoadUnsafe(ref first, i + 2 * width), d = Vector.LoadUnsafe(ref first, i + 3 * width);
            (s0, s1, s2, s3) = (s0 + (a - a), s1 + (b - b), s2 + (c - c), s3 + (d - d));
        }

        if (s0 + s1 + (s2 + s3) != Vector<double>.Zero) return false;
        for (var k = (int)i; k < x.Length; k++)
            if (!double.IsFinite(x[k])) return false;
        return true;
    }
}
