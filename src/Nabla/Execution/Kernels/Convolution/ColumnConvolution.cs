using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// A convolution and its two gradients as products of matrices: the columns of an image are laid out a cache-sized strip at
/// a time, never whole, or are the image itself. Chunks own what they write and sum in a fixed order, so threads change no bit.
/// </summary>
static unsafe class ColumnConvolution
{
    const int StripBytes = 160 * 1024, FewestChunks = 8, ChannelsPerChunk = 8, ChannelsOfWeights = 16;

    /// <summary>y = w ∗ x.</summary>
    public static void Forward<T>(in ConvolutionShape shape, T* x, T* weights, T* y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var work = new Work<T>(shape, x, weights, y);
        Run(work, shape.Batch * shape.Groups * work.Strips, &ForwardStrip<T>);
    }

    /// <summary>The cotangent of x from that of y.</summary>
    public static void BackwardInput<T>(in ConvolutionShape shape, T* yBar, T* weights, T* xBar)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Run(new Work<T>(shape, xBar, weights, yBar), shape.Batch * shape.Groups * ChannelBlocks(shape, ChannelsPerChunk, shape.Batch), &BackwardChannels<T>);
    }

    /// <summary>The cotangent of the weights from that of y.</summary>
    public static void BackwardWeights<T>(in ConvolutionShape shape, T* yBar, T* x, T* weightsBar)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Run(new Work<T>(shape, x, weightsBar, yBar), shape.Groups * ChannelBlocks(shape, ChannelsOfWeights, 1), &WeightsOfChannels<T>);
    }

    /// <summary>
    /// The chunks that the channels of the input are cut into, for each group and so many parts: of about so many channels, whose
    /// columns fill the cache, or without columns only as many as keep some threads busy, since each reads all channels of the output.
    /// </summary>
    static int ChannelBlocks(in ConvolutionShape s, int channels, int parts)
    {
        var blocks = Blocks.Count(s.GroupIn, channels);
        return (int)(s.IsPointwise ? Math.Min(blocks, Blocks.Count(FewestChunks, Math.Max(parts * s.Groups, 1))) : blocks);
    }

    static (int First, int Count) Channels(in ConvolutionShape s, int blocks, int block)
    {
        var first = (int)Blocks.Begin(s.GroupIn, blocks, block);
        return (first, (int)Blocks.Begin(s.GroupIn, blocks, block + 1) - first);
    }

    readonly struct Work<T>(ConvolutionShape shape, T* x, T* weights, T* y) where T : unmanaged
    {
        public ConvolutionShape Shape => shape;

        /// <summary>The output rows of a strip: what fits, at least half of it, where that fills its vectors best.</summary>
        public int StripRows { get; } = Fullest(shape, shape.Taps);

        public int Strips => (shape.OutHeight + StripRows - 1) / StripRows;

        public static int Fullest(in ConvolutionShape s, nint taps)
        {
            var width = s.OutWidth;
            var most = (int)nint.Clamp(StripBytes / sizeof(T) / nint.Max(1, taps * width), 1, Math.Max(s.OutHeight, 1));
            var best = most;
            for (var rows = most - 1; rows > most / 2; rows--)
                if (Waste(rows) * best < Waste(best) * rows) best = rows;
            return best;
            int Waste(int rows) => -rows * width & (64 / sizeof(T) - 1);
        }

        public T* X => x;

        public T* Y => y;

        public T* Weights(int group) => weights + (nint)group * shape.GroupOut * shape.Taps;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Run<T>(Work<T> work, int chunks, delegate*<object?, void*, int, void> body)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        WorkPool.RunIfWorth(work.Shape.Products() * sizeof(T) * 2 / 1e11, chunks, body, &work);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ForwardStrip<T>(object? target, void* context, int chunk) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var work = ref *(Work<T>*)context;
        var s = work.Shape;
        var strip = chunk % work.Strips;
        var (image, group) = Math.DivRem(chunk / work.Strips, s.Groups);
        int begin = strip * work.StripRows, end = Math.Min(begin + work.StripRows, s.OutHeight);
        nint columns = (end - begin) * s.OutWidth, plane = s.OutHeight * s.OutWidth;
        var y = new Matrix<T>(s.Output(work.Y, image, group) + begin * s.OutWidth, s.GroupOut, columns, plane, 1);
        var weights = new Matrix<T>(work.Weights(group), s.GroupOut, s.Taps);
        using var scratch = Scratch.Rent(s.Taps * columns * sizeof(T));
        MatMul.Multiply(weights, Columns.Of(s, s.Input(work.X, image, group), s.GroupIn, begin, end, (T*)scratch.Address), y);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void BackwardChannels<T>(object? target, void* context, int chunk) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var work = ref *(Work<T>*)context;
        var s = work.Shape;
        var blocks = ChannelBlocks(s, ChannelsPerChunk, s.Batch);
        var (image, group) = Math.DivRem(chunk / blocks, s.Groups);
        var (first, channels) = Channels(s, blocks, chunk % blocks);
        nint taps = channels * s.KernelHeight * s.KernelWidth, plane = s.OutHeight * s.OutWidth;
        var weights = new Matrix<T>(
            work.Weights(group) + first * s.KernelHeight * s.KernelWidth, s.GroupOut, taps, s.Taps, 1);
        var x = s.Input(work.X, image, group) + first * s.Height * s.Width;
        if (!s.IsPointwise) new Span<T>(x, channels * s.Height * s.Width).Clear();
        using var scratch = Scratch.Rent(taps * work.StripRows * s.OutWidth * sizeof(T));
        for (var begin = 0; begin < s.OutHeight; begin += work.StripRows)
        {
            var end = Math.Min(begin + work.StripRows, s.OutHeight);
            var columns = s.IsPointwise
                ? Columns.InPlace(s, x, channels, begin, end)
                : new((T*)scratch.Address, taps, (end - begin) * s.OutWidth);
            var y = new Matrix<T>(s.Output(work.Y, image, group) + begin * s.OutWidth, s.GroupOut, columns.Columns, plane, 1);
            MatMul.Multiply(weights.Transposed, y, columns);
            if (!s.IsPointwise) Columns.Scatter(s, x, channels, begin, end, columns.Data);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void WeightsOfChannels<T>(object? target, void* context, int chunk) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var work = ref *(Work<T>*)context;
        var s = work.Shape;
        var blocks = ChannelBlocks(s, ChannelsOfWeights, 1);
        var (group, block) = Math.DivRem(chunk, blocks);
        var (first, channels) = Channels(s, blocks, block);
        nint taps = channels * s.KernelHeight * s.KernelWidth, plane = s.OutHeight * s.OutWidth;
        var weights = new Matrix<T>(
            work.Weights(group) + first * s.KernelHeight * s.KernelWidth, s.GroupOut, taps, s.Taps, 1);
        for (nint i = 0; i < weights.Rows; i++) new Span<T>(weights.At(i, 0), (int)taps).Clear();
        var rows = Work<T>.Fullest(s, taps);
        using var scratch = Scratch.Rent(taps * rows * s.OutWidth * sizeof(T));
        var accumulate = new MatMulOptions<T> { Alpha = T.One, Beta = T.One };
        for (var image = 0; image < s.Batch; image++)
        for (var begin = 0; begin < s.OutHeight; begin += rows)
        {
            var end = Math.Min(begin + rows, s.OutHeight);
            var columns = Columns.Of(s, s.Input(work.X, image, group) + first * s.Height * s.Width, channels, begin, end, (T*)scratch.Address);
            var y = new Matrix<T>(s.Output(work.Y, image, group) + begin * s.OutWidth, s.GroupOut, columns.Columns, plane, 1);
            MatMul.Multiply(y, columns.Transposed, weights, accumulate);
        }
    }
}
