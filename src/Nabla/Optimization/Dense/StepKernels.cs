using System.Numerics;
using System.Runtime.InteropServices;

namespace Nabla.Optimization.Dense;

/// <summary>The passes of L-BFGS over its vectors: several pairs at a time, so that the gradient or direction is read as seldom as may be.</summary>
static class StepKernels
{
    /// <summary>The number of pairs that a pass takes: ten sums or factors stay in registers, and memories of 5, 10 and 20 pairs come out even.</summary>
    public const int Pairs = 5;

    /// <summary>Writes the inner products of part of ten vectors with g; the part begins where it is said to.</summary>
    public static void Products(double[][] vectors, ReadOnlySpan<double> g, int from, Span<double> sums)
    {
        ref double p0 = ref At(vectors[0], from, g.Length), p1 = ref At(vectors[1], from, g.Length);
        ref double p2 = ref At(vectors[2], from, g.Length), p3 = ref At(vectors[3], from, g.Length);
        ref double p4 = ref At(vectors[4], from, g.Length), p5 = ref At(vectors[5], from, g.Length);
        ref double p6 = ref At(vectors[6], from, g.Length), p7 = ref At(vectors[7], from, g.Length);
        ref double p8 = ref At(vectors[8], from, g.Length), p9 = ref At(vectors[9], from, g.Length);
        ref var pg = ref MemoryMarshal.GetReference(g);
        Vector<double> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default;
        Vector<double> s5 = default, s6 = default, s7 = default, s8 = default, s9 = default;
        nuint i = 0, n = (nuint)g.Length, width = (nuint)Vector<double>.Count;
        for (; i + width <= n; i += width)
        {
            var v = Vector.LoadUnsafe(ref pg, i);
            s0 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref p0, i), v, s0);
            s1 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref p1, i), v, s1);
            s2 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref p2, i), v, s2);
            s3 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref p3, i), v, s3);
            s4 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref p4, i), v, s4);
            s5 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref p5, i), v, s5);
            s6 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref p6, i), v, s6);
            s7 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref p7, i), v, s7);
            s8 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref p8, i), v, s8);
            s9 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref p9, i), v, s9);
        }

        (sums[0], sums[1], sums[2], sums[3], sums[4]) = (Vector.Sum(s0), Vector.Sum(s1), Vector.Sum(s2), Vector.Sum(s3), Vector.Sum(s4));
        (sums[5], sums[6], sums[7], sums[8], sums[9]) = (Vector.Sum(s5), Vector.Sum(s6), Vector.Sum(s7), Vector.Sum(s8), Vector.Sum(s9));
        for (var k = (int)i; k < g.Length; k++)
            for (var j = 0; j < sums.Length; j++) sums[j] += vectors[j][from + k] * g[k];
    }

    /// <summary>z ← e·u + Σ factor·vector, for part of ten vectors, and gives gᵀz; z may be u.</summary>
    public static double Combine(
        double e, ReadOnlySpan<double> u, double[][] vectors, ReadOnlySpan<double> factors, int from, ReadOnlySpan<double> g, Span<double> z)
    {
        ref double p0 = ref At(vectors[0], from, z.Length), p1 = ref At(vectors[1], from, z.Length);
        ref double p2 = ref At(vectors[2], from, z.Length), p3 = ref At(vectors[3], from, z.Length);
        ref double p4 = ref At(vectors[4], from, z.Length), p5 = ref At(vectors[5], from, z.Length);
        ref double p6 = ref At(vectors[6], from, z.Length), p7 = ref At(vectors[7], from, z.Length);
        ref double p8 = ref At(vectors[8], from, z.Length), p9 = ref At(vectors[9], from, z.Length);
        ref double pu = ref MemoryMarshal.GetReference(u[..z.Length]), pg = ref MemoryMarshal.GetReference(g[..z.Length]);
        ref var pz = ref MemoryMarshal.GetReference(z);
        Vector<double> slopes = default;
        Vector<double> own = new(e), f0 = new(factors[0]), f1 = new(factors[1]), f2 = new(factors[2]), f3 = new(factors[3]), f4 = new(factors[4]);
        Vector<double> f5 = new(factors[5]), f6 = new(factors[6]), f7 = new(factors[7]), f8 = new(factors[8]), f9 = new(factors[9]);
        nuint i = 0, n = (nuint)z.Length, width = (nuint)Vector<double>.Count;
        for (; i + width <= n; i += width)
        {
            var sum = Vector.FusedMultiplyAdd(f0, Vector.LoadUnsafe(ref p0, i), own * Vector.LoadUnsafe(ref pu, i));
            sum = Vector.FusedMultiplyAdd(f1, Vector.LoadUnsafe(ref p1, i), sum);
            sum = Vector.FusedMultiplyAdd(f2, Vector.LoadUnsafe(ref p2, i), sum);
            sum = Vector.FusedMultiplyAdd(f3, Vector.LoadUnsafe(ref p3, i), sum);
            sum = Vector.FusedMultiplyAdd(f4, Vector.LoadUnsafe(ref p4, i), sum);
            sum = Vector.FusedMultiplyAdd(f5, Vector.LoadUnsafe(ref p5, i), sum);
            sum = Vector.FusedMultiplyAdd(f6, Vector.LoadUnsafe(ref p6, i), sum);
            sum = Vector.FusedMultiplyAdd(f7, Vector.LoadUnsafe(ref p7, i), sum);
            sum = Vector.FusedMultiplyAdd(f8, Vector.LoadUnsafe(ref p8, i), sum);
            sum = Vector.FusedMultiplyAdd(f9, Vector.LoadUnsafe(ref p9, i), sum);
            sum.StoreUnsafe(ref pz, i);
            slopes = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref pg, i), sum, slopes);
        }

        var slope = Vector.Sum(slopes);
        for (var k = (int)i; k < z.Length; k++)
        {
            var sum = e * u[k];
            for (var j = 0; j < factors.Length; j++) sum += factors[j] * vectors[j][from + k];
            z[k] = sum;
            slope += g[k] * sum;
        }

        return slope;
    }

    static ref double At(double[] vector, int from, int length) => ref MemoryMarshal.GetReference(vector.AsSpan(from, length));

    /// <summary>z ← (x − y)·a, and gives sᵀz and zᵀz.</summary>
    public static (double Along, double Square) Difference(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double a, ReadOnlySpan<double> s, Span<double> z)
    {
        ref double p = ref MemoryMarshal.GetReference(x[..z.Length]), q = ref MemoryMarshal.GetReference(y[..z.Length]);
        ref double along = ref MemoryMarshal.GetReference(s[..z.Length]), to = ref MemoryMarshal.GetReference(z);
        Vector<double> factor = new(a), alongSum = default, squareSum = default;
        nuint i = 0, n = (nuint)z.Length, width = (nuint)Vector<double>.Count;
        for (; i + width <= n; i += width)
        {
            var v = (Vector.LoadUnsafe(ref p, i) - Vector.LoadUnsafe(ref q, i)) * factor;
            v.StoreUnsafe(ref to, i);
            alongSum = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref along, i), v, alongSum);
            squareSum = Vector.FusedMultiplyAdd(v, v, squareSum);
        }

        var sums = (Vector.Sum(alongSum), Vector.Sum(squareSum));
        for (var k = (int)i; k < z.Length; k++)
        {
            z[k] = (x[k] - y[k]) * a;
            sums = (sums.Item1 + s[k] * z[k], sums.Item2 + z[k] * z[k]);
        }

        return sums;
    }
}
