using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// Some channels of one image as the matrix a convolution multiplies: row (c, p, q), column (i, j) of some output rows.
/// </summary>
static unsafe class Columns
{
    /// <summary>The columns of so many channels and the output rows begin … end − 1, laid out where told if need be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Matrix<T> Of<T>(in ConvolutionShape s, T* x, int channels, int begin, int end, T* to) where T : unmanaged
    {
        if (s.IsPointwise) return InPlace(s, x, channels, begin, end);
        Gather(s, x, channels, begin, end, to);
        return new(to, channels * s.KernelHeight * s.KernelWidth, (end - begin) * s.OutWidth);
    }

    /// <summary>The columns of a kernel of one pixel: the image.</summary>
    public static Matrix<T> InPlace<T>(in ConvolutionShape s, T* x, int channels, int begin, int end) where T : unmanaged =>
        new(x + begin * s.Width, channels, (end - begin) * s.Width, s.Height * s.Width, 1);

    /// <summary>Fills to[(c·kernel + tap)·columns + …] for so many channels and the output rows begin … end − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Gather<T>(in ConvolutionShape s, T* x, int channels, int begin, int end, T* to) where T : unmanaged
    {
        var outWidth = s.OutWidth;
        var columns = (end - begin) * outWidth;
        for (var c = 0; c < channels; c++, x += s.Height * s.Width)
        for (var p = 0; p < s.KernelHeight; p++)
        for (var q = 0; q < s.KernelWidth; q++, to += columns) GatherTap(s, outWidth, x, p, q, begin, end, to);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void GatherTap<T>(in ConvolutionShape s, int outWidth, T* x, int p, int q, int begin, int end, T* to) where T : unmanaged
    {
        var (low, high) = Inside(s, outWidth, q);
        var shift = q * s.DilationX - s.PadX;
        if (s.StrideX == 1 && s.StrideY == 1 && outWidth == s.Width && high > low)
        {
            GatherWhole(s, x, p, shift, low, high, begin, end, to);
            return;
        }

        for (var i = begin; i < end; i++, to += outWidth)
        {
            var y = i * s.StrideY - s.PadY + p * s.DilationY;
            var row = new Span<T>(to, outWidth);
            if (y < 0 || y >= s.Height || high <= low)
            {
                row.Clear();
                continue;
            }

            row[..low].Clear();
            row[high..].Clear();
            var from = x + y * s.Width + shift;
            if (s.StrideX == 1) new ReadOnlySpan<T>(from + low, high - low).CopyTo(row[low..]);
            else
                for (var j = low; j < high; j++) to[j] = from[j * s.StrideX];
        }
    }

    /// <summary>Rows of equal length are one copy, shifted; what came from a neighbouring row is cleared afterwards.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void GatherWhole<T>(
        in ConvolutionShape s, T* x, int p, int shift, int low, int high, int begin, int end, T* to) where T : unmanaged
    {
        var width = s.Width;
        var offset = p * s.DilationY - s.PadY;
        var first = Math.Clamp(-offset, begin, end);
        var last = Math.Clamp(s.Height - offset, first, end);
        new Span<T>(to, (first - begin) * width).Clear();
        new Span<T>(to + (last - begin) * width, (end - last) * width).Clear();
        if (last == first) return;
        to += (first - begin) * width;
        var length = (last - first) * width - (width - high) - low;
        new ReadOnlySpan<T>(x + (first + offset) * width + shift + low, length).CopyTo(new(to + low, length));
        if (low == 0 && high == width) return;
        for (var i = first; i < last; i++, to += width)
        {
            for (var j = 0; j < low; j++) to[j] = default;
            for (var j = high; j < width; j++) to[j] = default;
        }
    }

    /// <summary>The transpose of <see cref="Gather"/>: adds each column entry to the element of x it came from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter<T>(in ConvolutionShape s, T* x, int channels, int begin, int end, T* from)
        where T : unmanaged, INumber<T>
    {
        var outWidth = s.OutWidth;
        for (var c = 0; c < channels; c++, x += s.Height * s.Width)
        for (var p = 0; p < s.KernelHeight; p++)
        for (var q = 0; q < s.KernelWidth; q++)
        {
            var (low, high) = Inside(s, outWidth, q);
            for (var i = begin; i < end; i++, from += outWidth)
            {
                var y = i * s.StrideY - s.PadY + p * s.DilationY;
                if (y < 0 || y >= s.Height || high <= low) continue;
                var to = x + y * s.Width + q * s.DilationX - s.PadX;
                if (s.StrideX == 1) Spans.Add(to + low, from + low, high - low);
                else
                    for (var j = low; j < high; j++) to[j * s.StrideX] += from[j];
            }
        }
    }

    /// <summary>The output columns whose input under tap q lies inside the image.</summary>
    static (int Low, int High) Inside(in ConvolutionShape s, int outWidth, int q)
    {
        var shift = q * s.DilationX - s.PadX;
        if (s.StrideX == 1) return (Math.Min(Math.Max(-shift, 0), outWidth), Math.Min(Math.Max(s.Width - shift, 0), outWidth));
        var low = shift >= 0 ? 0 : (-shift + s.StrideX - 1) / s.StrideX;
        var high = s.Width - shift <= 0 ? 0 : (s.Width - shift - 1) / s.StrideX + 1;
        return (Math.Min(low, outWidth), Math.Min(high, outWidth));
    }
}
