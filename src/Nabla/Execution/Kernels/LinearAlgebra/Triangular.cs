using System.Numerics;

namespace Nabla.Execution.Kernels;

/// <summary>Systems with a triangular matrix, in blocks of rows that products of matrices prepare.</summary>
static unsafe class Triangular
{
    const int Block = 32, ColumnsAtOnce = 256;

    /// <summary>
    /// Solves L·X = B for X in place of B, where the other triangle of L is never read. Upper triangles, transposes and
    /// X·L = B are the same by exchanging strides: see <see cref="SolveUpper"/>.
    /// </summary>
    /// <remarks>A zero on the diagonal gives infinities or NaN, as division does.</remarks>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void SolveLower<T>(Matrix<T> lower, Matrix<T> b, bool unitDiagonal = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (lower.Rows != lower.Columns || lower.Rows != b.Rows)
            throw new ArgumentException($"A triangle of {lower.Rows}×{lower.Columns} does not solve for B of {b.Rows}×{b.Columns}.");
        if (b.Columns == 0) return;
        var subtract = new MatMulOptions<T> { Alpha = -T.One, Beta = T.One };
        for (nint i = 0; i < lower.Rows; i += Block)
        {
            var rows = Math.Min(Block, lower.Rows - i);
            var target = Part(b, i, 0, rows, b.Columns);
            if (i > 0) MatMul.Multiply(Part(lower, i, 0, rows, i), Part(b, 0, 0, i, b.Columns), target, subtract);
            var diagonal = Part(lower, i, i, rows, rows);
            for (nint j = 0; j < b.Columns; j += ColumnsAtOnce)
                SolveBlock(diagonal, Part(target, 0, j, rows, Math.Min(ColumnsAtOnce, b.Columns - j)), unitDiagonal);
        }
    }

    /// <summary>Solves U·X = B for X in place of B: read backwards, U is a lower triangle.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void SolveUpper<T>(Matrix<T> upper, Matrix<T> b, bool unitDiagonal = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (upper.Rows != upper.Columns || upper.Rows != b.Rows)
            throw new ArgumentException($"A triangle of {upper.Rows}×{upper.Columns} does not solve for B of {b.Rows}×{b.Columns}.");
        if (upper.Rows == 0) return;
        var n = upper.Rows;
        SolveLower(
            new Matrix<T>(upper.At(n - 1, n - 1), n, n, -upper.RowStride, -upper.ColumnStride),
            new Matrix<T>(b.At(n - 1, 0), n, b.Columns, -b.RowStride, b.ColumnStride), unitDiagonal);
    }

    /// <summary>Rows and columns of a matrix from a place on.</summary>
    public static Matrix<T> Part<T>(Matrix<T> x, nint row, nint column, nint rows, nint columns) where T : unmanaged =>
        new(x.At(row, column), rows, columns, x.RowStride, x.ColumnStride);

    static void SolveBlock<T>(Matrix<T> lower, Matrix<T> b, bool unitDiagonal) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var scratch = Scratch.Rent(b.Rows * b.Columns * sizeof(T));
        var x = (T*)scratch.Address;
        for (nint i = 0; i < b.Rows; i++)
        for (nint j = 0; j < b.Columns; j++) x[i * b.Columns + j] = *b.At(i, j);
        for (nint i = 0; i < b.Rows; i++)
        {
            var row = x + i * b.Columns;
            for (nint k = 0; k < i; k++) Spans.SubtractScaled(row, *lower.At(i, k), x + k * b.Columns, b.Columns);
            if (!unitDiagonal)
                for (nint j = 0; j < b.Columns; j++) row[j] /= *lower.At(i, i);
            for (nint j = 0; j < b.Columns; j++) *b.At(i, j) = row[j];
        }
    }
}
