using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nabla.Tensors;

namespace Nabla.Execution;

/// <summary>Products of matrices, each sum in double and in the order of the inner axis.</summary>
static class PlainMatMul
{
    const int Few = 256;

    /// <summary>The products of shapes (…, m, k) and (…, k, n).</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Tensor Evaluate(Tensor a, Tensor b, TensorType type)
    {
        var y = Tensor.Allocate(type);
        int m = (int)a.Shape[-2], k = (int)a.Shape[-1], n = (int)b.Shape[-1];
        if (y.Count == 0) return y;
        // Small products need no memory of their own.
        Span<double> few = stackalloc double[Few];
        Span<double> room = k * (n + 1) + n <= Few ? few : GC.AllocateUninitializedArray<double>(k * (n + 1) + n);
        var right = room[..(k * n)];
        var left = room.Slice(k * n, k);
        var sums = room.Slice(k * n + k, n);
        for (nint product = 0; product < y.Count / ((nint)m * n); product++)
        {
            ElementCopy.Read(b, product * k * n, right);
            for (var row = 0; row < m; row++)
            {
                ElementCopy.Read(a, (product * m + row) * k, left);
                sums.Clear();
                for (var i = 0; i < k; i++) AddScaled(left[i], right.Slice(i * n, n), sums);
                ElementCopy.Write(y, (product * m + row) * n, sums);
            }
        }

        return y;
    }

    /// <summary>Adds c·x to sums. Lanes hold different sums, so that the width of the vector changes no bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(double c, ReadOnlySpan<double> x, Span<double> sums)
    {
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(x);
        var into = MemoryMarshal.Cast<double, Vector<double>>(sums);
        for (var i = 0; i < vectors.Length; i++) into[i] += c * vectors[i];
        for (var i = vectors.Length * Vector<double>.Count; i < x.Length; i++) sums[i] += c * x[i];
    }
}
