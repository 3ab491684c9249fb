using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// A convolution with kernels of one pixel, and its gradients, as products of matrices: of the kernels and an image, whose
/// channels are rows. Chunks own what they write and sum in a fixed order, so threads change no bit.
/// </summary>
static unsafe class PointwiseConvolution
{
    const int FewestChunks = 8, FewestChannels = 16;

    /// <summary>y = w · x for each image.</summary>
    public static void Forward<T>(in ConvolutionShape shape, T* x, T* weights, T* y)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Run(new Work<T>(shape, x, weights, y, shape.GroupOut, shape.Batch), shape.Batch, &MultiplyImage<T>);

    /// <summary>The cotangent of x from that of y.</summary>
    public static void BackwardInput<T>(in ConvolutionShape shape, T* yBar, T* weights, T* xBar)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Run(new Work<T>(shape, xBar, weights, yBar, shape.GroupIn, shape.Batch), shape.Batch, &MultiplyTransposed<T>);

    /// <summary>The cotangent of the weights from that of y.</summary>
    public static void BackwardWeights<T>(in ConvolutionShape shape, T* yBar, T* x, T* weightsBar)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Run(new Work<T>(shape, x, weightsBar, yBar, shape.GroupIn, 1), 1, &SumOverImages<T>);

    /// <summary>Matrices of a group, and the parts that the channels are cut into: as many as keep some threads busy, since each reads all the other channels.</summary>
    readonly struct Work<T>(ConvolutionShape shape, T* x, T* weights, T* y, int channels, int pieces) where T : unmanaged
    {
        readonly nint _plane = shape.Height * shape.Width;

        public ConvolutionShape Shape => shape;

        public nint Parts { get; } = Math.Min(Blocks.Count(channels, FewestChannels), Blocks.Count(FewestChunks, pieces * shape.Groups));

        /// <summary>The piece, the group and the channels of a chunk.</summary>
        public (nint Piece, nint Group, nint First, nint Count) Part(int chunk)
        {
            var (place, part) = Math.DivRem(chunk, Parts);
            var (piece, group) = Math.DivRem(place, shape.Groups);
            var first = Blocks.Begin(channels, Parts, part);
            return (piece, group, first, Blocks.Begin(channels, Parts, part + 1) - first);
        }

        public Matrix<T> X(nint image, nint group) => new(shape.Input(x, image, group), shape.GroupIn, _plane);

        public Matrix<T> Y(nint image, nint group) => new(shape.Output(y, image, group), shape.GroupOut, _plane);

        public Matrix<T> Weights(nint group) => new(weights + group * shape.GroupOut * shape.GroupIn, shape.GroupOut, shape.GroupIn);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Run<T>(Work<T> work, nint pieces, delegate*<object?, void*, int, void> body)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        WorkPool.RunIfWorth(work.Shape.Products() * sizeof(T) * 2 / 1e11, (int)(pieces * work.Shape.Groups * work.Parts), body, &work);

    static Matrix<T> Rows<T>(Matrix<T> x, nint first, nint count) where T : unmanaged =>
        new(x.At(first, 0), count, x.Columns, x.RowStride, x.ColumnStride);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void MultiplyImage<T>(object? target, void* context, int chunk) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var work = ref *(Work<T>*)context;
        var (image, group, first, count) = work.Part(chunk);
        MatMul.Multiply(Rows(work.Weights(group), first, count), work.X(image, group), Rows(work.Y(image, group), first, count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void MultiplyTransposed<T>(object? target, void* context, int chunk) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var work = ref *(Work<T>*)context;
        var (image, group, first, count) = work.Part(chunk);
        MatMul.Multiply(Rows(work.Weights(group).Transposed, first, count), work.Y(image, group), Rows(work.X(image, group), first, count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void SumOverImages<T>(object? target, void* context, int chunk) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var work = ref *(Work<T>*)context;
        var (_, group, first, count) = work.Part(chunk);
        var weights = Rows(work.Weights(group).Transposed, first, count).Transposed;
        for (var image = 0; image < work.Shape.Batch; image++)
        {
            MatMul.Multiply(
                work.Y(image, group), Rows(work.X(image, group), first, count).Transposed, weights,
                new MatMulOptions<T> { Alpha = T.One, Beta = image == 0 ? T.Zero : T.One });
        }
    }
}
