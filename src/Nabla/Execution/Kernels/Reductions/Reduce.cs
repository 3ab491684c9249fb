using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// Folds over axes. Axes that lie together and share a fate are one; then the last folded ones are folded first, each by
/// the tree of its kind, so that the bits depend on shape and axes alone.
/// </summary>
static unsafe class Reduce
{
    /// <summary>Writes the folds of x over the axes marked, in row-major order of the others. y is not x.</summary>
    public static void Fold<T, TFold>(T* x, ReadOnlySpan<nint> lengths, ReadOnlySpan<bool> folded, T* y, Width width = default)
        where T : unmanaged, IFloatingPointIeee754<T> where TFold : struct, IFold<T>
    {
        Span<nint> groups = stackalloc nint[lengths.Length + 2];
        var (count, total, lastFolded) = Merge(lengths, folded, groups);
        if (total == 0 || count == 0 || (count == 1 && !lastFolded))
        {
            Whole<T, TFold>(x, lengths, folded, y);
            return;
        }

        // The groups alternate. From the last folded one on: a fold of runs or of columns, until none is left.
        var inner = lastFolded ? 1 : groups[--count];
        using var scratch = Scratch.Rent(count <= 2 ? 0 : 2 * total / groups[count - 1] * sizeof(T));
        T* from = x, into = (T*)scratch.Address;
        while (count > 0)
        {
            var length = groups[--count];
            nint outer = 1;
            for (var i = 0; i < count; i++) outer *= groups[i];
            var to = count <= 1 ? y : into;
            Fold<T, TFold>(from, outer, length, inner, to, width);
            from = to;
            into += outer * inner;
            if (count > 0) inner *= groups[--count];
        }
    }

    /// <summary>The same of a view whose elements along each axis lie so far apart; what is not in row-major order is copied first.</summary>
    public static void Fold<T, TFold>(
        T* x, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, ReadOnlySpan<bool> folded, T* y, Width width = default)
        where T : unmanaged, IFloatingPointIeee754<T> where TFold : struct, IFold<T>
    {
        var (total, isOrdered) = ((nint)1, true);
        for (var axis = lengths.Length - 1; axis >= 0; axis--)
        {
            isOrdered &= lengths[axis] <= 1 || strides[axis] == total;
            total *= lengths[axis];
        }

        using var scratch = Scratch.Rent(isOrdered ? 0 : total * sizeof(T));
        if (!isOrdered && total > 0) Copy(x, lengths, strides, (T*)scratch.Address);
        Fold<T, TFold>(isOrdered ? x : (T*)scratch.Address, lengths, folded, y, width);
    }

    /// <summary>Writes the elements of a view in row-major order.</summary>
    static void Copy<T>(T* x, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, T* to) where T : unmanaged
    {
        Span<nint> place = stackalloc nint[lengths.Length];
        place.Clear();
        while (true)
        {
            for (nint i = 0; i < lengths[^1]; i++) *to++ = x[i * strides[^1]];
            var axis = lengths.Length - 2;
            for (; axis >= 0; axis--)
            {
                x += strides[axis];
                if (++place[axis] < lengths[axis]) break;
                x -= strides[axis] * lengths[axis];
                place[axis] = 0;
            }

            if (axis < 0) return;
        }
    }

    /// <summary>Writes the folds of x[outer, length, inner] over the middle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fold<T, TFold>(T* x, nint outer, nint length, nint inner, T* y, Width width = default)
        where T : unmanaged, IFloatingPointIeee754<T> where TFold : struct, IFold<T>
    {
        var work = new Work<T> { X = x, Y = y, Outer = outer, Length = length, Inner = inner, Width = width };
        var seconds = (double)outer * length * inner * sizeof(T) / 30e9;
        if (outer * inner == 0) return;
        if (length == 0) new Span<T>(y, (int)(outer * inner)).Fill(T.CreateTruncating(TFold.Seed));
        else if (inner == 1) Runs<T, TFold>(work, seconds);
        else Columns<T, TFold>(work, seconds);
    }

    struct Work<T> where T : unmanaged
    {
        public T* X, Y, Results;
        public nint Outer, Length, Inner, Blocks;
        public Width Width;
    }

    /// <summary>The lengths of neighbouring axes with one fate, multiplied; axes of length 1 belong to any.</summary>
    static (int Count, nint Total, bool LastFolded) Merge(ReadOnlySpan<nint> lengths, ReadOnlySpan<bool> folded, Span<nint> groups)
    {
        var (count, last, started) = (0, false, false);
        nint total = 1;
        for (var axis = 0; axis < lengths.Length; axis++)
        {
            total *= lengths[axis];
            if (lengths[axis] == 1) continue;
            if (started && folded[axis] == last) groups[count - 1] *= lengths[axis];
            else groups[count++] = lengths[axis];
            (last, started) = (folded[axis], true);
        }

        return (count, total, last);
    }

    /// <summary>Of nothing the seed; of axes of length 1 the elements.</summary>
    static void Whole<T, TFold>(T* x, ReadOnlySpan<nint> lengths, ReadOnlySpan<bool> folded, T* y)
        where T : unmanaged, IFloatingPointIeee754<T> where TFold : struct, IFold<T>
    {
        nint kept = 1, all = 1;
        for (var axis = 0; axis < lengths.Length; axis++)
        {
            all *= lengths[axis];
            if (!folded[axis]) kept *= lengths[axis];
        }

        var seed = new Lanes1<T>(T.CreateTruncating(TFold.Seed));
        for (nint i = 0; i < kept; i++) y[i] = all == 0 ? seed.Value : TFold.Combine(seed, new Lanes1<T>(x[i])).Value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Runs<T, TFold>(Work<T> work, double seconds) where T : unmanaged, IFloatingPointIeee754<T> where TFold : struct, IFold<T>
    {
        work.Blocks = (work.Length + RunFold<T, TFold, Element<T>>.Block - 1) / RunFold<T, TFold, Element<T>>.Block;
        if (work.Blocks == 1 || work.Outer >= 64)
        {
            Chunks.Run(work.Outer, seconds, ref work, &FoldRuns<T, TFold>);
            return;
        }

        using var scratch = Scratch.Rent(work.Outer * work.Blocks * sizeof(T));
        work.Results = (T*)scratch.Address;
        Chunks.Run(work.Outer * work.Blocks, seconds, ref work, &FoldBlocks<T, TFold>);
        for (nint run = 0; run < work.Outer; run++)
            work.Y[run] = RunFold<T, TFold, Element<T>>.FoldBlocks(work.Results + run * work.Blocks, work.Blocks, work.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void FoldRuns<T, TFold>(ref Work<T> work, nint first, nint end) where T : unmanaged, IFloatingPointIeee754<T> where TFold : struct, IFold<T>
    {
        for (var run = first; run < end; run++)
            work.Y[run] = RunFold<T, TFold, Element<T>>.Fold(new TermSource<T> { X = work.X + run * work.Length }, work.Length, work.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void FoldBlocks<T, TFold>(ref Work<T> work, nint first, nint end) where T : unmanaged, IFloatingPointIeee754<T> where TFold : struct, IFold<T>
    {
        for (var item = first; item < end; item++)
        {
            var (run, block) = (item / work.Blocks, item % work.Blocks);
            work.Results[item] = RunFold<T, TFold, Element<T>>.FoldBlock(
                new TermSource<T> { X = work.X + run * work.Length }, block, work.Length, work.Width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Columns<T, TFold>(Work<T> work, double seconds) where T : unmanaged, IFloatingPointIeee754<T> where TFold : struct, IFold<T>
    {
        work.Blocks = (work.Length + ColumnFold<T, TFold>.Block - 1) / ColumnFold<T, TFold>.Block;
        using var scratch = Scratch.Rent(work.Blocks == 1 ? 0 : work.Outer * work.Blocks * work.Inner * sizeof(T));
        work.Results = work.Blocks == 1 ? work.Y : (T*)scratch.Address;
        Chunks.Run(work.Outer * work.Blocks, seconds, ref work, &FoldColumnBlocks<T, TFold>);
        if (work.Blocks == 1) return;
        for (nint matrix = 0; matrix < work.Outer; matrix++)
            ColumnFold<T, TFold>.Fold(work.Results + matrix * work.Blocks * work.Inner, work.Blocks, work.Inner, work.Y + matrix * work.Inner, work.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void FoldColumnBlocks<T, TFold>(ref Work<T> work, nint first, nint end) where T : unmanaged, IFloatingPointIeee754<T> where TFold : struct, IFold<T>
    {
        const int Block = ColumnFold<T, TFold>.Block;
        for (var item = first; item < end; item++)
        {
            var (matrix, block) = (item / work.Blocks, item % work.Blocks);
            ColumnFold<T, TFold>.FoldBlock(
                work.X + (matrix * work.Length + block * Block) * work.Inner, nint.Min(Block, work.Length - block * Block),
                work.Inner, work.Inner, work.Results + item * work.Inner, work.Width);
        }
    }
}
