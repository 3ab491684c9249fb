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
    /// <summary>
    /// Replaces the first seen scores by exp(score − greatest) and the rest of the columns by zero; takes the block into
    /// the running greatest and sum. Returns the factor of everything summed before.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Step<T>(T* row, int seen, int columns, ref T greatest, ref T sum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var top = Greatest(row, seen, greatest);
        // All scores −∞: no weight at all, and no NaN from −∞ − (−∞).
        if (T.IsNegativeInfinity(top))
        {
            new Span<T>(row, columns).Clear();
            return T.One;
        }

        var rescale = top == greatest ? T.One : T.Exp(greatest - top);
        Exp(row, seen, top);
        new Span<T>(row + seen, columns - seen).Clear();
        sum = sum * rescale + Sum(row, seen);
        greatest = top;
        return rescale;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static T Greatest<T>(T* row, int length, T before) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (a, b) = (Vector256.Create(before), Vector256.Create(before));
        var j = 0;
        for (; j + 2 * Vector256<T>.Count <= length; j += 2 * Vector256<T>.Count)
        {
            a = Vector256.Max(a, Vector256.Load(row + j));
            b = Vector256.Max(b, Vector256.Load(row + j + Vector256<T>.Count));
        }

        a = Vector256.Max(a, b);
        var half = Vector128.Max(a.GetLower(), a.GetUpper());
        var greatest = half[0];
        for (var lane = 1; lane < Vector128<T>.Count; lane++) greatest = T.Max(greatest, half[lane]);
        for (; j < length; j++) greatest = T.Max(greatest, row[j]);
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
            RunMap<float, ShiftedExp<float, SingleMath>>.Run(
                new MapSource<float> { X = (float*)x, A = Unsafe.BitCast<T, float>(less) }, (float*)x, length, Width.Widest);
        else
            RunMap<double, ShiftedExp<double, DoubleMath>>.Run(
                new MapSource<double> { X = (double*)x, A = Unsafe.BitCast<T, double>(less) }, (double*)x, length, Width.Widest);
    }
}
