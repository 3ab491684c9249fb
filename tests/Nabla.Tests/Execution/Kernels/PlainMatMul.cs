using System.Numerics;
using Nabla.Execution.Kernels;

namespace Nabla.Tests.Execution.Kernels;

/// <summary>Matrices in arrays with any strides, and their product as three loops.</summary>
sealed unsafe class Operand<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    readonly nint _rows, _columns, _rowStride, _columnStride, _offset;

    Operand(T[] data, nint rows, nint columns, nint rowStride, nint columnStride, nint offset) =>
        (Data, _rows, _columns, _rowStride, _columnStride, _offset) = (data, rows, columns, rowStride, columnStride, offset);

    public T[] Data { get; }

    /// <summary>
    /// Layouts: 0 rows without gaps, 1 columns without gaps, 2 rows with gaps and an odd offset, 3 columns with gaps,
    /// 4 gaps in both directions, 5 rows backwards.
    /// </summary>
    public static Operand<T> Create(nint rows, nint columns, int layout, int seed)
    {
        var (rowStride, columnStride, offset) = layout switch
        {
            0 => (columns, (nint)1, (nint)0),
            1 => (1, rows, 0),
            2 => (columns + 3, 1, 1),
            3 => (1, rows + 5, 3),
            4 => (2 * columns + 1, 2, 2),
            _ => (-columns, 1, columns * Math.Max(rows - 1, 0)),
        };
        var length = 8 + offset + Math.Max(rows, 1) * Math.Max(Math.Abs(rowStride), 1) + Math.Max(columns, 1) * columnStride;
        return new(Numbers.Uniform<T>(length, seed), rows, columns, rowStride, columnStride, offset);
    }

    public const int Layouts = 6;

    public Operand<T> Copy() => new([.. Data], _rows, _columns, _rowStride, _columnStride, _offset);

    public ref T this[nint row, nint column] => ref Data[_offset + row * _rowStride + column * _columnStride];

    public Matrix<T> At(T* data) => new(data + _offset, _rows, _columns, _rowStride, _columnStride);

    public nint Rows => _rows;

    public nint Columns => _columns;
}

static class PlainMatMul
{
    /// <summary>alpha·A·B + beta·C, each element a sum in double; its bound is the sum of absolute products.</summary>
    public static (double Value, double Bound) Element<T>(
        Operand<T> a, Operand<T> b, Operand<T> c, nint i, nint j, double alpha, double beta)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0, bound = 0;
        for (nint p = 0; p < a.Columns; p++)
        {
            var product = double.CreateChecked(a[i, p]) * double.CreateChecked(b[p, j]);
            sum += product;
            bound += Math.Abs(product);
        }

        var before = beta == 0 ? 0 : beta * double.CreateChecked(c[i, j]);
        return (alpha * sum + before, Math.Abs(alpha) * bound + Math.Abs(before));
    }
}
