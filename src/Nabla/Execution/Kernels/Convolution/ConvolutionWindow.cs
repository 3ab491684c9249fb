using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Nabla.Execution.Kernels;

/// <summary>
/// What some rows and columns of the output of a convolution read: the part of the input under them, copied with zeros for
/// what lies outside the image. Under strides it comes in sections, one for each residue of a row and a column; in a section
/// the rows, for each row the channels, for each channel the columns: neighbouring outputs read neighbouring elements, and
/// what a tile reads is close together.
/// </summary>
readonly unsafe struct ConvolutionWindow
{
    const int Bytes = 320 * 1024, CacheLine = 64, Ahead = 1024;

    // Rows of so many bytes and more are an odd number of lines apart, so that channels find a set of the cache for each.
    const int LongRow = 512;

    readonly ConvolutionPass _pass;
    readonly int _elementSize;
    readonly nint _rowLength, _sectionLength;

    /// <summary>A window of the output of so many columns, and of as many rows, at most so many, as the cache has room for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ConvolutionWindow(in ConvolutionPass pass, nint mostRows, nint columns, int elementSize)
    {
        (_pass, _elementSize, Columns) = (pass, elementSize, columns);
        _rowLength = pass.X.Length(columns);
        ChannelStride = _rowLength * elementSize < LongRow
            ? _rowLength
            : (Blocks.Count(_rowLength * elementSize, CacheLine) | 1) * CacheLine / elementSize;
        RowStride = ChannelStride * pass.GroupIn;
        Rows = Math.Clamp(pass.Y.Served(Bytes / (RowStride * pass.X.Stride * pass.Y.Stride * elementSize)), 1, mostRows);
        _sectionLength = pass.Y.Length(Rows) * RowStride;
    }

    public nint Rows { get; }

    public nint Columns { get; }

    /// <summary>Elements from a channel to the next.</summary>
    public nint ChannelStride { get; }

    /// <summary>Elements from a row to the next in a section.</summary>
    public nint RowStride { get; }

    /// <summary>Elements of the input of a group.</summary>
    public nint Length => _sectionLength * _pass.Y.Stride * _pass.X.Stride;

    /// <summary>The windows that the cache has room for.</summary>
    public nint Images => Bytes / (Length * _elementSize);

    /// <summary>Bytes from what an output of such residues reads under a shift of 0 to what it reads under a tap.</summary>
    public nint Offset(nint p, nint q, nint y, nint x) =>
        (Section(_pass.Y.Section(p), _pass.X.Section(q)) + _pass.Y.Shift(p, y) * RowStride + _pass.X.Shift(q, x)) * _elementSize;

    nint Section(nint y, nint x) => (y * _pass.X.Stride + x) * _sectionLength;

    /// <summary>Copies what so many output rows, from the given row and column on, read of all channels of a group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Copy<T>(T* image, nint row, nint column, nint rows, T* to) where T : unmanaged
    {
        nint top = _pass.Y.Begin(row), left = _pass.X.Begin(column), length = _pass.Y.Length(rows), plane = _pass.Y.Inputs * _pass.X.Inputs;
        for (nint c = 0; c < _pass.GroupIn; c++, image += plane, to += ChannelStride)
        for (nint y = 0; y < _pass.Y.Stride; y++)
        for (nint x = 0; x < _pass.X.Stride; x++)
            if (_pass.Y.IsRead(y) && _pass.X.IsRead(x)) CopySection(image, top, left, length, y, x, to + Section(y, x));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void CopySection<T>(T* plane, nint top, nint left, nint rows, nint y, nint x, T* to) where T : unmanaged
    {
        nint stride = _pass.X.Stride, column = _pass.X.Input(left, x), inputs = _pass.X.Inputs;
        var low = column >= 0 ? 0 : Math.Min((stride - 1 - column) / stride, _rowLength);
        var high = column >= inputs ? low : Math.Clamp((inputs - 1 - column) / stride + 1, low, _rowLength);
        column += low * stride;
        for (nint i = 0; i < rows; i++, to += RowStride)
        {
            var row = _pass.Y.Input(top + i, y);
            if (row < 0 || row >= _pass.Y.Inputs)
            {
                new Span<T>(to, (int)_rowLength).Clear();
                continue;
            }

            var from = plane + row * inputs + column;
            if (Sse.IsSupported) Sse.Prefetch0(from + Ahead / _elementSize);
            for (nint j = 0; j < low; j++) to[j] = default;
            if (stride == 1) CopyRun(to + low, from, high - low);
            else if (stride == 2) CopyEven(to + low, from, high - low);
            else
                for (nint j = 0; j < high - low; j++) to[low + j] = from[j * stride];
            for (var j = high; j < _rowLength; j++) to[j] = default;
        }
    }

    /// <summary>Copies a row, which is shorter than a call is worth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyRun<T>(T* to, T* from, nint count) where T : unmanaged
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void CopyEven<T>(T* to, T* from, nint count) where T : unmanaged
    {
        nint j = 0;
        if (Avx2.IsSupported && typeof(T) == typeof(float))
        {
            // One more element follows these, so that both vectors lie within the image.
            for (; j + Vector256<float>.Count < count; j += Vector256<float>.Count)
            {
                var low = Vector256.Load((float*)(from + 2 * j));
                var high = Vector256.Load((float*)(from + 2 * j + Vector256<float>.Count));
                Avx2.Permute4x64(Avx.Shuffle(low, high, 0b10_00_10_00).AsDouble(), 0b11_01_10_00).AsSingle().Store((float*)(to + j));
            }
        }

        for (; j < count; j++) to[j] = from[2 * j];
    }
}
