using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// The folds of the columns of a matrix, as trees that depend on nothing but its number of rows: blocks of 128 rows one
/// after the other, then the blocks' results in the same way.
/// </summary>
static unsafe class ColumnFold<T, TFold> where T : unmanaged, IFloatingPointIeee754<T> where TFold : struct, IFold<T>
{
    /// <summary>The rows of a block.</summary>
    public const int Block = 128;

    /// <summary>Writes the folds of so many columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fold(T* x, nint rows, nint columns, T* y, Width width)
    {
        if (rows <= Block)
        {
            FoldBlock(x, rows, columns, columns, y, width);
            return;
        }

        var blocks = (rows + Block - 1) / Block;
        using var scratch = Scratch.Rent(blocks * columns * sizeof(T));
        var results = (T*)scratch.Address;
        for (nint block = 0; block < blocks; block++)
            FoldBlock(x + block * Block * columns, nint.Min(Block, rows - block * Block), columns, columns, results + block * columns, width);
        Fold(results, blocks, columns, y, width);
    }

    /// <summary>Writes the folds of some columns over the rows of one block, which lie so far apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FoldBlock(T* x, nint rows, nint columns, nint stride, T* y, Width width)
    {
        nint column = 0;
        var vectors = width.Settled();
        if (vectors == Width.Bits512) column = FoldVectors<Lanes512<T>>(x, rows, column, columns, stride, y);
        if (vectors >= Width.Bits256) column = FoldVectors<Lanes256<T>>(x, rows, column, columns, stride, y);
        if (vectors >= Width.Bits128) column = FoldVectors<Lanes128<T>>(x, rows, column, columns, stride, y);
        FoldVectors<Lanes1<T>>(x, rows, column, columns, stride, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static nint FoldVectors<V>(T* x, nint rows, nint column, nint columns, nint stride, T* y) where V : struct, ISimd<V, T>
    {
        for (; column + 4 * V.Lanes <= columns; column += 4 * V.Lanes)
        {
            V a = TFold.Seed, b = TFold.Seed, c = TFold.Seed, d = TFold.Seed;
            var from = x + column;
            for (nint row = 0; row < rows; row++, from += stride)
            {
                a = TFold.Combine(a, V.Load(in *from, 0));
                b = TFold.Combine(b, V.Load(in from[V.Lanes], 0));
                c = TFold.Combine(c, V.Load(in from[2 * V.Lanes], 0));
                d = TFold.Combine(d, V.Load(in from[3 * V.Lanes], 0));
            }

            V.Store(a, ref y[column], 0);
            V.Store(b, ref y[column + V.Lanes], 0);
            V.Store(c, ref y[column + 2 * V.Lanes], 0);
            V.Store(d, ref y[column + 3 * V.Lanes], 0);
        }

        for (; column + V.Lanes <= columns; column += V.Lanes)
        {
            V a = TFold.Seed;
            var from = x + column;
            for (nint row = 0; row < rows; row++, from += stride) a = TFold.Combine(a, V.Load(in *from, 0));
            V.Store(a, ref y[column], 0);
        }

        return column;
    }
}
