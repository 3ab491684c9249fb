using System.Numerics;
using System.Runtime.CompilerServices;

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
    public const int Block = 4096;

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
        Width.One => BlockFold<T, TFold, TTerm>.Fold<Lanes1<T>>(source, length),
        Width.Bits128 => BlockFold<T, TFold, TTerm>.Fold<Lanes128<T>>(source, length),
        Width.Bits256 => BlockFold<T, TFold, TTerm>.Fold<Lanes256<T>>(source, length),
        _ => BlockFold<T, TFold, TTerm>.Fold<Lanes512<T>>(source, length),
    };
}
