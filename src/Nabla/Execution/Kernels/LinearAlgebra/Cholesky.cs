using System.Numerics;

namespace Nabla.Execution.Kernels;

/// <summary>The factor L of a symmetric positive definite matrix, A = L·Lᵀ, in blocks of columns.</summary>
static unsafe class Cholesky
{
    const int Block = 32;

    /// <summary>
    /// Puts L in the lower triangle of A and leaves the rest alone; only the lower triangle is read. Returns −1, or the
    /// first column whose pivot is not positive: A is then not positive definite and its triangle is spoilt.
    /// </summary>
    /// <exception cref="ArgumentException">The matrix is not square.</exception>
    public static nint Factor<T>(Matrix<T> a) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (a.Rows != a.Columns) throw new ArgumentException($"A matrix of {a.Rows}×{a.Columns} is not square.");
        var subtract = new MatMulOptions<T> { Alpha = -T.One, Beta = T.One };
        var square = stackalloc T[Block * Block];
        for (nint j = 0; j < a.Rows; j += Block)
        {
            var columns = Math.Min(Block, a.Rows - j);
            var below = a.Rows - j - columns;
            var done = Triangular.Part(a, j, 0, columns, j);
            if (FactorBlock(Triangular.Part(a, j, j, columns, columns), done, square, subtract) is var bad and >= 0) return j + bad;
            if (below == 0) break;
            var panel = Triangular.Part(a, j + columns, j, below, columns);
            MatMul.Multiply(Triangular.Part(a, j + columns, 0, below, j), done.Transposed, panel, subtract);
            Triangular.SolveLower(Triangular.Part(a, j, j, columns, columns), panel.Transposed);
        }

        return -1;
    }

    /// <summary>Updates and factors a block on the diagonal apart from A, whose upper triangle is not ours.</summary>
    static nint FactorBlock<T>(Matrix<T> block, Matrix<T> done, T* square, in MatMulOptions<T> subtract)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var n = block.Rows;
        var x = new Matrix<T>(square, n, n);
        for (nint i = 0; i < n; i++)
        for (nint j = 0; j < n; j++) *x.At(i, j) = j <= i ? *block.At(i, j) : T.Zero;
        MatMul.Multiply(done, done.Transposed, x, subtract);
        for (nint j = 0; j < n; j++)
        {
            for (nint k = 0; k < j; k++)
            for (var i = j; i < n; i++) *x.At(i, j) -= *x.At(i, k) * *x.At(j, k);
            var pivot = *x.At(j, j);
            if (!(pivot > T.Zero)) return j;
            *x.At(j, j) = T.Sqrt(pivot);
            for (var i = j + 1; i < n; i++) *x.At(i, j) /= *x.At(j, j);
        }

        for (nint i = 0; i < n; i++)
        for (nint j = 0; j <= i; j++) *block.At(i, j) = *x.At(i, j);
        return -1;
    }
}
