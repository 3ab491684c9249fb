using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nabla.Execution.Kernels;

/// <summary>
/// Rows of scores turned into weights, a block at a time. Folds and dot products are taken in vectors of 256 bits on every
/// machine, so that the order of the sums never depends on it; rows are short, and so the folds stay in registers.
/// </summary>
static unsafe class OnlineSoftmax
{
    // The folds of a row are chains of dozens of cycles: so many rows go through each step before the next step, which the
    // CPU overlaps, and stay in the first-level cache meanwhile.
    const int Together = 16;

    /// <summary>
    /// Replaces the scores of a block of queries and keys, rows a stride apart, by exp(score − greatest) where the query sees
    /// the key, else by zero; takes them into each query's running greatest and sum, and gives the factors of everything
    /// summed before.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step<T>(
        in AttentionShape shape, int query, int rows, int key, int columns, T* scores, int stride, T* greatest, T* sums, T* rescales)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var first = 0; first < rows; first += Together)
        {
            var end = Math.Min(first + Together, rows);
            for (var i = first; i < end; i++)
            {
                var top = Greatest(scores + i * stride, shape.Seen(query + i, key, columns), greatest[i]);
                rescales[i] = top == greatest[i] ? T.One : T.IsNegativeInfinity(greatest[i]) ? T.Zero : T.Exp(greatest[i] - top);
                greatest[i] = top;
            }

            // All scores −∞: no weight at all, and no NaN from −∞ − (−∞).
            for (var i = first; i < end; i++) Weights(scores + i * stride, shape.Seen(query + i, key, columns), columns, greatest[i]);
            for (var i = first; i < end; i++) sums[i] = sums[i] * rescales[i] + Sum(scores + i * stride, shape.Seen(query + i, key, columns));
        }
    }

    /// <summary>The logs of so many sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Logs<T>(T* sums, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
            FunctionMap<float, Log<float, SingleMath>>.Run((float*)sums, 0, 1, (float*)sums, length, Width.Widest);
        else
            FunctionMap<double, Log<double, DoubleMath>>.Run((double*)sums, 0, 1, (double*)sums, length, Width.Widest);
    }

    // A NaN may be passed over here, and of two zeros either taken: a row with a NaN becomes NaN by its exps and their sum.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static T Greatest<T>(T* row, int length, T before) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = Vector256.Create(before);
        Vector256<T> b = a, c = a, d = a;
        var j = 0;
        for (; j + 4 * Vector256<T>.Count <= length; j += 4 * Vector256<T>.Count)
        {
            a = Vector256.MaxNative(a, Vector256.Load(row + j));
            b = Vector256.MaxNative(b, Vector256.Load(row + j + Vector256<T>.Count));
            c = Vector256.MaxNative(c, Vector256.Load(row + j + 2 * Vector256<T>.Count));
            d = Vector256.MaxNative(d, Vector256.Load(row + j + 3 * Vector256<T>.Count));
        }

        a = Vector256.MaxNative(Vector256.MaxNative(a, b), Vector256.MaxNative(c, d));
        var half = Vector128.MaxNative(a.GetLower(), a.GetUpper());
        var greatest = half[0];
        for (var lane = 1; lane < Vector128<T>.Count; lane++) greatest = half[lane] > greatest ? half[lane] : greatest;
        for (; j < length; j++) greatest = row[j] > greatest ? row[j] : greatest;
        return greatest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static T Sum<T>(T* row, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (a, b) = (Vector256<T>.Zero, Vector256<T>.Zero);
        var j = 0;
        for (; j + 2 * Vector256<T>.Count <= length; j += 2 * Vector256<T>.Count)
        {
            a += Vector256.Load(row + j);
            b += Vector256.Load(row + j + Vector256<T>.Count);
        }

        var sum = Vector256.Sum(a + b);
        for (; j < length; j++) sum += row[j];
        return sum;
    }

    /// <summary>Replaces scores by their weights exp(score − log of the sum), and unseen ones by zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Weights<T>(T* row, int seen, int columns, T logSum) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (T.IsNegativeInfinity(logSum)) seen = 0;
        Exp(row, seen, logSum);
        new Span<T>(row + seen, columns - seen).Clear();
    }

    /// <summary>Through the softmax: bar = weight·(bar − dot).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<T>(T* bars, T* weights, int columns, T dot) where T : unmanaged, INumber<T>
    {
        var j = 0;
        for (; j + Vector256<T>.Count <= columns; j += Vector256<T>.Count)
            (Vector256.Load(weights + j) * (Vector256.Load(bars + j) - Vector256.Create(dot))).Store(bars + j);
        for (; j < columns; j++) bars[j] = weights[j] * (bars[j] - dot);
    }

    /// <summary>Σ x·y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Dot<T>(T* x, T* y, int length) where T : unmanaged, INumber<T>
    {
        var sums = Vector256<T>.Zero;
        var j = 0;
        for (; j + Vector256<T>.Count <= length; j += Vector256<T>.Count) sums += Vector256.Load(x + j) * Vector256.Load(y + j);
        var sum = Vector256.Sum(sums);
        for (; j < length; j++) sum += x[j] * y[j];
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Exp<T>(T* x, int length, T less) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
            FunctionMap<float, ShiftedExp<float, SingleMath>>.Run((float*)x, Unsafe.BitCast<T, float>(less), 1, (float*)x, length, Width.Widest);
        else
            FunctionMap<double, ShiftedExp<double, DoubleMath>>.Run((double*)x, Unsafe.BitCast<T, double>(less), 1, (double*)x, length, Width.Widest);
    }
}
