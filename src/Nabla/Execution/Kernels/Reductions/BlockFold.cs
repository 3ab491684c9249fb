using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nabla.Execution.Kernels;

/// <summary>
/// The fold of one block of a run in vectors of one width: 64 lanes (16 if it is shorter than 64) of every 64th term one
/// after the other, then the lanes by halves.
/// </summary>
static unsafe class BlockFold<T, TFold, TTerm>
    where T : unmanaged, IFloatingPointIeee754<T> where TFold : struct, IFold<T> where TTerm : struct, ITerm<T>
{
    const int Most = 64, Few = 16, Line = 64;

    /// <summary>The fold of so many terms, up to some thousands.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Fold<V>(in TermSource<T> source, nint length) where V : struct, ISimd<V, T>
    {
        var lanes = length < Most ? Few : Most;
        var rows = length / lanes;
        // At the beginning of a line: a vector across two lines is written and read again more slowly.
        var memory = stackalloc T[Most + Line / sizeof(T)];
        var sums = (T*)(((nint)memory + Line - 1) & -Line);
        if (lanes == Most && V.Lanes <= Vector256<T>.Count)
            for (var lane = 0; lane < Most; lane += 8 * V.Lanes) FoldEight<V>(source, lane, rows, sums);
        else if (lanes == Most)
            for (var lane = 0; lane < Most; lane += 4 * V.Lanes) FoldFour<V>(source, lane, rows, sums);
        else
            for (var lane = 0; lane < Few; lane += V.Lanes) FoldOne<V>(source, lane, rows, sums);
        var rest = (int)(length - rows * lanes);
        if (rest > 0) FoldRest<V>(source.From(rows * lanes), rest, sums);
        return FoldTree<V>(sums, lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void FoldFour<V>(in TermSource<T> source, int lane, nint rows, T* sums) where V : struct, ISimd<V, T>
    {
        var from = source;
        V a = TFold.Seed, b = TFold.Seed, c = TFold.Seed, d = TFold.Seed;
        for (nint place = lane; place < rows * Most; place += Most)
        {
            a = TFold.Combine(a, TTerm.At<V>(from, place));
            b = TFold.Combine(b, TTerm.At<V>(from, place + V.Lanes));
            c = TFold.Combine(c, TTerm.At<V>(from, place + 2 * V.Lanes));
            d = TFold.Combine(d, TTerm.At<V>(from, place + 3 * V.Lanes));
        }

        V.Store(a, ref sums[lane], 0);
        V.Store(b, ref sums[lane + V.Lanes], 0);
        V.Store(c, ref sums[lane + 2 * V.Lanes], 0);
        V.Store(d, ref sums[lane + 3 * V.Lanes], 0);
    }

    // Of vectors that fill half a line or less, twice as many at once: half the passes over the run.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static void FoldEight<V>(in TermSource<T> source, int lane, nint rows, T* sums) where V : struct, ISimd<V, T>
    {
        var from = source;
        V a = TFold.Seed, b = TFold.Seed, c = TFold.Seed, d = TFold.Seed, e = TFold.Seed, f = TFold.Seed, g = TFold.Seed, h = TFold.Seed;
        for (nint place = lane; place < rows * Most; place += Most)
        {
            a = TFold.Combine(a, TTerm.At<V>(from, place));
            b = TFold.Combine(b, TTerm.At<V>(from, place + V.Lanes));
            c = TFold.Combine(c, TTerm.At<V>(from, place + 2 * V.Lanes));
            d = TFold.Combine(d, TTerm.At<V>(from, place + 3 * V.Lanes));
            e = TFold.Combine(e, TTerm.At<V>(from, place + 4 * V.Lanes));
            f = TFold.Combine(f, TTerm.At<V>(from, place + 5 * V.Lanes));
            g = TFold.Combine(g, TTerm.At<V>(from, place + 6 * V.Lanes));
            h = TFold.Combine(h, TTerm.At<V>(from, place + 7 * V.Lanes));
        }

        V.Store(a, ref sums[lane], 0);
        V.Store(b, ref sums[lane + V.Lanes], 0);
        V.Store(c, ref sums[lane + 2 * V.Lanes], 0);
        V.Store(d, ref sums[lane + 3 * V.Lanes], 0);
        V.Store(e, ref sums[lane + 4 * V.Lanes], 0);
        V.Store(f, ref sums[lane + 5 * V.Lanes], 0);
        V.Store(g, ref sums[lane + 6 * V.Lanes], 0);
        V.Store(h, ref sums[lane + 7 * V.Lanes], 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void FoldOne<V>(in TermSource<T> source, int lane, nint rows, T* sums) where V : struct, ISimd<V, T>
    {
        var from = source;
        V a = TFold.Seed;
        for (nint place = lane; place < rows * Few; place += Few) a = TFold.Combine(a, TTerm.At<V>(from, place));
        V.Store(a, ref sums[lane], 0);
    }

    // The last, short row of lanes, in narrower vectors towards its end: all widths give the same bits.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void FoldRest<V>(in TermSource<T> source, int rest, T* sums) where V : struct, ISimd<V, T>
    {
        var lane = FoldRest<V>(source, 0, rest, sums);
        if (V.Lanes > Vector256<T>.Count) lane = FoldRest<Lanes256<T>>(source, lane, rest, sums);
        if (V.Lanes > Vector128<T>.Count) lane = FoldRest<Lanes128<T>>(source, lane, rest, sums);
        if (V.Lanes > 1) FoldRest<Lanes1<T>>(source, lane, rest, sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int FoldRest<V>(in TermSource<T> source, int lane, int rest, T* sums) where V : struct, ISimd<V, T>
    {
        for (; lane + V.Lanes <= rest; lane += V.Lanes)
            V.Store(TFold.Combine(V.Load(in sums[lane], 0), TTerm.At<V>(source, lane)), ref sums[lane], 0);
        return lane;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static T FoldTree<V>(T* sums, int lanes) where V : struct, ISimd<V, T>
    {
        var half = lanes / 2;
        for (; half >= V.Lanes && half >= Vector128<T>.Count; half /= 2)
            for (var lane = 0; lane < half; lane += V.Lanes) Combine<V>(sums, lane, half);
        for (; half >= Vector128<T>.Count; half /= 2)
            for (var lane = 0; lane < half; lane += Vector128<T>.Count) Combine<Lanes128<T>>(sums, lane, half);
        for (; half > 0; half /= 2)
            for (var lane = 0; lane < half; lane++) Combine<Lanes1<T>>(sums, lane, half);
        return sums[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Combine<V>(T* sums, int lane, int half) where V : struct, ISimd<V, T> =>
        V.Store(TFold.Combine(V.Load(in sums[lane], 0), V.Load(in sums[lane + half], 0)), ref sums[lane], 0);
}
