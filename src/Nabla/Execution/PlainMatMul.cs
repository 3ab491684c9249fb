using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nabla.Tensors;

namespace Nabla.Execution;

/// <summary>Products of matrices, each sum in double and in the order of the inner axis.</summary>
static class PlainMatMul
{
    const int Few = 256;

    // Rows that meet a block of columns while it is near.
    const int RowsTogether = 64;

    /// <summary>The products of shapes (…, m, k) and (…, k, n).</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Tensor Evaluate(Tensor a, Tensor b, TensorType type)
    {
        var y = Tensor.Allocate(type);
        var (rank, count, isDouble) = (a.Rank, y.Count, type.DType == DType.Float64);
        int m = (int)a.Shape.Lengths[rank - 2], k = (int)a.Shape.Lengths[rank - 1], n = (int)b.Shape.Lengths[rank - 1];
        if (count == 0) return y;
        // Doubles in order are read and written where they lie, and small products need no memory of their own.
        var together = Math.Min(m, RowsTogether);
        var rightRoom = ElementCopy.LieAsDoubles(b) ? 0 : k * n;
        var leftRoom = ElementCopy.LieAsDoubles(a) ? 0 : together * k;
        var needed = rightRoom + leftRoom + (isDouble ? 0 : together * n);
        Span<double> few = stackalloc double[Few];
        var rented = needed <= Few ? null : Loan.Take<double>(needed);
        var room = rented is null ? few : rented;
        for (nint product = 0; product < count / ((nint)m * n); product++)
        {
            var right = ElementCopy.Doubles(b, product * k * n, k * n, room);
            for (var row = 0; row < m; row += together)
            {
                var (rows, at) = (Math.Min(together, m - row), product * m + row);
                var left = ElementCopy.Doubles(a, at * k, rows * k, room[rightRoom..]);
                var sums = isDouble ? y.Storage.AsSpan<double>(at * n, rows * n) : room.Slice(rightRoom + leftRoom, rows * n);
                Multiply(left, right, sums, k, n);
                if (!isDouble) ElementCopy.Write(y, at * n, sums);
            }
        }

        if (rented is not null) Loan.Give(rented);
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(y);
        return y;
    }

    // Four vectors of columns at a time, whose sums stay in registers. Lanes hold different sums, so that the width of the
    // vector changes no bit.
    static void Multiply(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> sums, int k, int n)
    {
        var (width, column) = (Vector<double>.Count, 0);
        ref var x = ref MemoryMarshal.GetReference(right);
        for (; column <= n - 4 * width; column += 4 * width)
        {
            for (int row = 0, at = column; at < sums.Length; row += k, at += n)
            {
                Vector<double> s0 = default, s1 = default, s2 = default, s3 = default;
                var from = (nuint)column;
                foreach (var c in left.Slice(row, k))
                {
                    s0 += c * Vector.LoadUnsafe(ref x, from);
                    s1 += c * Vector.LoadUnsafe(ref x, from + (nuint)width);
                    s2 += c * Vector.LoadUnsafe(ref x, from + (nuint)(2 * width));
                    s3 += c * Vector.LoadUnsafe(ref x, from + (nuint)(3 * width));
                    from += (nuint)n;
                }

                ref var y = ref sums.Slice(at, 4 * width)[0];
                s0.StoreUnsafe(ref y);
                s1.StoreUnsafe(ref y, (nuint)width);
                s2.StoreUnsafe(ref y, (nuint)(2 * width));
                s3.StoreUnsafe(ref y, (nuint)(3 * width));
            }
        }

        for (; column <= n - width; column += width)
        {
            for (int row = 0, at = column; at < sums.Length; row += k, at += n)
            {
                Vector<double> sum = default;
                var from = (nuint)column;
                foreach (var c in left.Slice(row, k))
                {
                    sum += c * Vector.LoadUnsafe(ref x, from);
                    from += (nuint)n;
                }

                sum.StoreUnsafe(ref sums.Slice(at, width)[0]);
            }
        }

        for (; column < n; column++)
        {
            for (int row = 0, at = column; at < sums.Length; row += k, at += n)
            {
                var sum = 0.0;
                for (var i = 0; i < k; i++) sum += left[row + i] * right[i * n + column];
                sums[at] = sum;
            }
        }
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
