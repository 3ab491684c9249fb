using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// Replaces an operand that shares memory with the result by a copy, since it is read after the first block of the
/// result is written. Disposing gives the copy back.
/// </summary>
readonly unsafe ref struct Apart<T> where T : unmanaged
{
    readonly Scratch.Lease _copy;
    readonly bool _copied;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Apart(ref Matrix<T> operand, ref nint stride, nint count, Matrix<T> result, nint resultStride)
    {
        var (low, high) = Extent(operand, count, stride);
        var (resultLow, resultHigh) = Extent(result, count, resultStride);
        if (high <= resultLow || resultHigh <= low) return;
        var (rows, columns) = (operand.Rows, operand.Columns);
        var copies = stride == 0 ? 1 : count;
        _copy = Scratch.Rent(copies * rows * columns * sizeof(T));
        _copied = true;
        var to = (T*)_copy.Address;
        for (nint n = 0; n < copies; n++)
        for (nint i = 0; i < rows; i++)
        for (nint j = 0; j < columns; j++) *to++ = operand.At(i, j)[n * stride];
        operand = new((T*)_copy.Address, rows, columns);
        stride = stride == 0 ? 0 : rows * columns;
    }

    public void Dispose()
    {
        if (_copied) _copy.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static (nint Low, nint High) Extent(Matrix<T> x, nint count, nint stride)
    {
        if (x.Rows == 0 || x.Columns == 0) return (0, 0);
        var (low, high) = ((nint)x.Data, (nint)(x.Data + 1));
        foreach (var reach in (ReadOnlySpan<nint>)[(x.Rows - 1) * x.RowStride, (x.Columns - 1) * x.ColumnStride, (count - 1) * stride])
        {
            if (reach < 0) low += reach * sizeof(T);
            else high += reach * sizeof(T);
        }

        return (low, high);
    }
}
