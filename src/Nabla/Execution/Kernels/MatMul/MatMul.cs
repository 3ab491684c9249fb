using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// Products of matrices of float or double of any shape and strides. Each element is a sum of fused products along k in
/// order, cut where the length of k says so: the same bits for any number of threads. (Without hardware for fused
/// multiply-add the products are rounded first; <see cref="MatMulOptions{T}.Strict"/> never does that.)
/// </summary>
static unsafe class MatMul
{
    /// <summary>C = A·B.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void Multiply<T>(Matrix<T> a, Matrix<T> b, Matrix<T> c) where T : unmanaged, IFloatingPointIeee754<T> =>
        Multiply(a, b, c, new MatMulOptions<T> { Alpha = T.One, Beta = T.Zero });

    /// <summary>C = alpha·A·B + beta·C and what else the options say; C may overlap A and B.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<T>(Matrix<T> a, Matrix<T> b, Matrix<T> c, in MatMulOptions<T> options, int width = 0)
        where T : unmanaged, IFloatingPointIeee754<T> => Batched(1, a, 0, b, 0, c, 0, options, width);

    /// <summary>
    /// So many products, each matrix so many elements after the one before it; a stride of 0 uses A or B in all of them.
    /// A width of 128, 256 or 512 bits overrules what the CPU prefers.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Batched<T>(
        nint count, Matrix<T> a, nint aStride, Matrix<T> b, nint bStride, Matrix<T> c, nint cStride,
        in MatMulOptions<T> options, int width = 0) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (a.Columns != b.Rows || c.Rows != a.Rows || c.Columns != b.Columns)
        {
            throw new ArgumentException(
                $"A of {a.Rows}×{a.Columns} times B of {b.Rows}×{b.Columns} does not give C of {c.Rows}×{c.Columns}.");
        }

        if (count == 0 || c.Rows == 0 || c.Columns == 0) return;
        using var copyOfA = new Apart<T>(ref a, ref aStride, count, c, cStride);
        using var copyOfB = new Apart<T>(ref b, ref bStride, count, c, cStride);
        var batch = new MatMulBatch<T>(count, a, aStride, b, bStride, c, cStride, options);
        if (typeof(T) == typeof(float) && !options.Strict) Tiles.RunSingle(Unsafe.BitCast<MatMulBatch<T>, MatMulBatch<float>>(batch), width);
        else if (typeof(T) == typeof(double) && !options.Strict) Tiles.RunDouble(Unsafe.BitCast<MatMulBatch<T>, MatMulBatch<double>>(batch), width);
        else if (typeof(T) == typeof(float) || typeof(T) == typeof(double)) batch.Run<ScalarTile<T>>();
        else throw new ArgumentException($"Matrices of {typeof(T).Name} have no kernel: float and double do.");
    }
}
