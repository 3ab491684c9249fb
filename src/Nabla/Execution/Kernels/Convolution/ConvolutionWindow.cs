using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Nabla.Execution.Kernels;

/// <summary>
/// What some rows and columns of the output of a convolution read: the part of the input under them, copied with zeros for
/// what lies outside the image. Planes are an odd number of cache lines apart, so that tiles which go from channel to
/// channel find a set of the cache for each.
/// </summary>
readonly unsafe struct ConvolutionWindow
{
    const int Bytes = 320 * 1024, CacheLine = 64, Ahead = 1024;

    readonly ConvolutionShape _shape;
    readonly int _elementSize;

    /// <summary>A window of the output of so many columns, and of as many rows, at most so many, as the cache has room for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ConvolutionWindow(in ConvolutionShape shape, nint mostRows, nint columns, int elementSize)
    {
        (_shape, _elementSize) = (shape, elementSize);
        Columns = columns;
        RowStride = (columns - 1) * shape.StrideX + (shape.KernelWidth - 1) * shape.DilationX + 1;
        var rows = Bytes / (shape.GroupIn * RowStride * elementSize);
        var margin = (nint)(shape.KernelHeight - 1) * shape.DilationY + 1 - shape.StrideY;
        Rows = Math.Clamp((rows - margin) / shape.StrideY, 1, mostRows);
        var lines = (InputRows(Rows) * RowStride * elementSize + CacheLine - 1) / CacheLine;
        PlaneStride = (lines | 1) * CacheLine / elementSize;
    }

    public nint Rows { get; }

    public nint Columns { get; }

    public nint RowStride { get; }

    public nint PlaneStride { get; }

    /// <summary>Elements of the input of a group.</summary>
    public nint Length => PlaneStride * _shape.GroupIn;

    /// <summary>The windows that the cache has room for.</summary>
    public nint Images => Bytes / (Length * _elementSize);

    nint InputRows(nint rows) => (rows - 1) * _shape.StrideY + (nint)(_shape.KernelHeight - 1) * _shape.DilationY + 1;

    /// <summary>Where the input of output element (row, column) under a tap is, relative to that of element (0, 0) under the first.</summary>
    public nint Offset(nint row, nint column, nint p, nint q) =>
        (row * _shape.StrideY + p * _shape.DilationY) * RowStride + column * _shape.StrideX + q * _shape.DilationX;

    /// <summary>Copies what so many output rows, from the given row and column on, read of all channels of a group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Copy<T>(T* image, nint row, nint column, nint rows, T* to) where T : unmanaged
    {
        nint top = row * _shape.StrideY - _shape.PadY, left = column * _shape.StrideX - _shape.PadX;
        var (low, high) = (Math.Clamp(-left, 0, RowStride), Math.Clamp(_shape.Width - left, 0, RowStride));
        var inputRows = InputRows(rows);
        for (nint c = 0; c < _shape.GroupIn; c++, image += (nint)_shape.Height * _shape.Width)
        {
            var target = to + c * PlaneStride;
            for (nint i = 0; i < inputRows; i++, target += RowStride)
            {
                if (top + i < 0 || top + i >= _shape.Height || high <= low)
                {
                    new Span<T>(target, (int)RowStride).Clear();
                    continue;
                }

                if (Sse.IsSupported) Sse.Prefetch0(image + (top + i) * _shape.Width + left + low + Ahead / _elementSize);
                for (nint j = 0; j < low; j++) target[j] = default;
                CopyRow(target + low, image + (top + i) * _shape.Width + left + low, high - low);
                for (var j = high; j < RowStride; j++) target[j] = default;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void CopyRow<T>(T* to, T* from, nint count) where T : unmanaged
    {
        nint j = 0;
        if (count < Vector256<T>.Count)
        {
            for (; j < count; j++) to[j] = from[j];
            return;
        }

        for (; j < count - Vector256<T>.Count; j += Vector256<T>.Count) Vector256.Load(from + j).Store(to + j);
        Vector256.Load(from + count - Vector256<T>.Count).Store(to + count - Vector256<T>.Count);
    }
}
