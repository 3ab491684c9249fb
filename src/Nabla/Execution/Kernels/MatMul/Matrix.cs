namespace Nabla.Execution.Kernels;

/// <summary>
/// A matrix somewhere in memory: element (i, j) is at Data[i·RowStride + j·ColumnStride], strides in elements, negative
/// and zero ones too. A transpose exchanges the strides.
/// </summary>
readonly unsafe struct Matrix<T>(T* data, nint rows, nint columns, nint rowStride, nint columnStride)
    where T : unmanaged
{
    /// <summary>A matrix whose rows follow one another without gaps.</summary>
    public Matrix(T* data, nint rows, nint columns) : this(data, rows, columns, columns, 1) { }

    public T* Data => data;

    public nint Rows => rows;

    public nint Columns => columns;

    public nint RowStride => rowStride;

    public nint ColumnStride => columnStride;

    public Matrix<T> Transposed => new(data, columns, rows, columnStride, rowStride);

    public T* At(nint row, nint column) => data + row * rowStride + column * columnStride;

    /// <summary>The same shape and strides, so many elements further on.</summary>
    public Matrix<T> Shifted(nint offset) => new(data + offset, rows, columns, rowStride, columnStride);
}
