using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// The right operand of products by tiles, in panels as wide as a tile: where they begin, and how many elements lie from one
/// to the next and from one step along the sums to the next. Packed once for several products, or where it is.
/// </summary>
readonly unsafe struct Panels<T>(T* data, nint next, nint step) where T : unmanaged
{
    public T* At(nint panel) => data + panel * next;

    public nint Step => step;
}

/// <summary>Products of short matrices without a plan: what attention multiplies again and again.</summary>
static unsafe class PanelProduct<T, TTile> where T : unmanaged, IFloatingPointIeee754<T> where TTile : struct, ITile<T>
{
    static nint Width => 2 * TTile.Lanes;

    /// <summary>Room for the panels of so many steps and columns.</summary>
    public static nint Room(nint steps, nint columns) => steps * Blocks.Count(columns, Width) * Width;

    /// <summary>B where it is if its rows are whole vectors, else packed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Panels<T> InPlace(Matrix<T> b, T* room) =>
        b.Columns % TTile.Lanes == 0 ? new(b.Data, Width, b.RowStride) : Packed(b, room);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Panels<T> Packed(Matrix<T> b, T* room)
    {
        var to = room;
        for (nint column = 0; column < b.Columns; column += Width, to += b.Rows * Width)
        {
            var count = Math.Min(Width, b.Columns - column);
            Packing.Pack(to, b.At(0, column), b.Rows, count, Width, b.RowStride, b.ColumnStride);
        }

        return new(room, b.Rows * Width, Width);
    }

    /// <summary>C = alpha·A·B, or that much more; the rows of C lie side by side.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(Matrix<T> a, Panels<T> b, Matrix<T> c, T alpha, bool add)
    {
        if (a.Rows == 0 || a.Columns == 0)
        {
            for (nint i = 0; !add && i < c.Rows; i++) new Span<T>(c.At(i, 0), (int)c.Columns).Clear();
            return;
        }

        using var edge = Scratch.Rent(c.Columns % TTile.Lanes == 0 ? 0 : a.Rows * Width * sizeof(T));
        for (nint column = 0, panel = 0; column < c.Columns; column += Width, panel++)
        {
            var count = Math.Min(Width, c.Columns - column);
            var vectors = count <= TTile.Lanes ? 1 : 2;
            var to = new Matrix<T>(c.At(0, column), c.Rows, count, c.RowStride, 1);
            if (count == vectors * TTile.Lanes)
            {
                Multiply(a, b.At(panel), b.Step, vectors, to.Data, to.RowStride, alpha, !add);
                continue;
            }

            Multiply(a, b.At(panel), b.Step, vectors, (T*)edge.Address, Width, T.One, overwrite: true);
            Merge(to, (T*)edge.Address, alpha, add);
        }
    }

    /// <summary>One panel: tiles of at most two heights, that differ by a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Multiply(Matrix<T> a, T* b, nint bStep, int vectors, T* c, nint cRow, T alpha, bool overwrite)
    {
        nint size = sizeof(T), offset = 0, tiles = Blocks.Count(a.Rows, TTile.Rows);
        var (rows, taller, row) = (a.Rows / tiles + 1, a.Rows % tiles, (nint)0);
        for (var count = taller; row < a.Rows; row += count * rows, count = tiles - taller, rows--)
        {
            if (count == 0) continue;
            TTile.Run(
                count, rows * a.RowStride * size, (int)rows, vectors, 1, &offset, a.Columns, (byte*)a.At(row, 0), a.RowStride * size,
                a.ColumnStride * size, (byte*)b, bStep * size, (byte*)(c + row * cRow), cRow * size, alpha, T.One, overwrite);
        }
    }

    /// <summary>What a tile does at its end, where its rows are no whole vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Merge(Matrix<T> to, T* sums, T alpha, bool add)
    {
        for (nint i = 0; i < to.Rows; i++)
        for (nint j = 0; j < to.Columns; j++)
        {
            ref var c = ref *to.At(i, j);
            c = add ? TTile.MultiplyAdd(alpha, sums[i * Width + j], c) : alpha * sums[i * Width + j];
        }
    }
}
