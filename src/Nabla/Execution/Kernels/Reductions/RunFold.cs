using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nabla.Execution.Kernels;

/// <summary>
/// The fold of a run of terms as a tree that depends on nothing but its length: blocks of 4096, in a block 64 lanes (16 if
/// it is shorter than 64) of every 64th term one after the other, then the lanes by halves, then the blocks' results in the
/// same way. Vectors of any width, threads and the strict mode give the same bits.
/// </summary>
static unsafe class RunFold<T, TFold, TTerm>
    where T : unmanaged, IFloatingPointIeee754<T> where TFold : struct, IFold<T> where TTerm : struct, ITerm<T>
{
    /// <summary>The terms of a block.</summary>
    public const int Block = Most * Most;

    const int Most = 64, Few = 16, Line = 64;

    /// <summary>The fold of so many terms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Fold(in TermSource<T> source, nint length, Width width)
    {
        if (length <= Block) return FoldBlock(source, length, width);
        var blocks = (length + Block - 1) / Block;
        using var scratch = Scratch.Rent(blocks * sizeof(T));
        var results = (T*)scratch.Address;
        for (nint block = 0; block < blocks; block++) results[block] = FoldBlock(source, block, length, width);
        return FoldBlocks(results, blocks, width);
    }

    /// <summary>The fold of one block of a longer run.</summary>
    public static T FoldBlock(in TermSource<T> source, nint block, nint length, Width width) =>
        FoldBlock(source.From(block * Block), nint.Min(Block, length - block * Block), width);

    /// <summary>The fold of the blocks' results.</summary>
    public static T FoldBlocks(T* results, nint blocks, Width width) =>
        RunFold<T, TFold, Element<T>>.Fold(new TermSource<T> { X = results }, blocks, width);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static T FoldBlock(in TermSource<T> source, nint length, Width width) => width.Settled() switch
    {
        Width.One => FoldBlock<Lanes1<T>>(source, length),
        Width.Bits128 => FoldBlock<Lanes128<T>>(source, length),
        Width.Bits256 => FoldBlock<Lanes256<T>>(source, length),
        _ => FoldBlock<Lanes512<T>>(source, length),
    };

    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static T FoldBlock<V>(in TermSource<T> source, nint length) where V : struct, ISimd<V, T>
    {
        var lanes = length < Most ? Few : Most;
        var rows = length / lanes;
        // At the beginning of a line: a vector across two lines is written and read again more slowly.
        var memory = stackalloc T[Most + Line / sizeof(T)];
        var sums = (T*)(((nint)memory + Line - 1) & -Line);
        if (lanes == Most && 8 * V.Lanes <= Most)
            for (var lane = 0; lane < Most; lane += 8 * V.Lanes) FoldEight<V>(source, lane, rows, sums);
        else if (lanes == Most)
            for (var lane = 0; lane < Most; lane += 4 * V.Lanes) FoldLanes<V>(source, lane, rows, sums);
        else
            for (var lane = 0; lane < Few; lane += V.Lanes) FoldLane<V>(source, lane, rows, sums);
        var rest = (int)(length - rows * lanes);
        if (rest > 0) FoldRest<V>(source.From(rows * lanes), rest, sums);
        return FoldTree<V>(sums, lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void FoldLanes<V>(in TermSource<T> source, int lane, nint rows, T* sums) where V : struct, ISimd<V, T>
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

    // Of narrower vectors twice as many at once: half the passes over the run.
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
    static void FoldLane<V>(in TermSource<T> source, int lane, nint rows, T* sums) where V : struct, ISimd<V, T>
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
