using Nabla.Execution;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>The transpose of windows: those in the last four axes are laid on images of these lengths and added where they overlap.</summary>
sealed class Overlap(Extent lengths, Extent stride) : LinearPrimitive
{
    public override string Name => "overlap";

    public override string Parameters => $"lengths={lengths}, stride={stride}";

    public override TensorType InferType(ReadOnlySpan<Tensor> x)
    {
        var windows = x[0].Rank < 4 ? default : x[0].Shape.Lengths[^4..];
        return windows.Length == 4 && windows[2] <= lengths.Y && windows[3] <= lengths.X
            && windows[0] == (lengths.Y - windows[2]) / stride.Y + 1 && windows[1] == (lengths.X - windows[3]) / stride.X + 1
            ? new(x[0].DType, [.. x[0].Shape.Lengths[..^4], lengths.Y, lengths.X])
            : throw new ShapeException($"{this}: shape {x[0].Shape} is none of windows of such images.");
    }

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        // Doubles are added where they shall be.
        var isInPlace = type.DType == DType.Float64;
        var y = Tensor.Allocate(type, zeroed: isInPlace);
        int pixels = lengths.Y * lengths.X, size = (int)(x[0].Shape[-2] * x[0].Shape[-1]);
        var sums = new double[isInPlace ? 0 : pixels];
        int rows = (int)x[0].Shape[-4], columns = (int)x[0].Shape[-3], windows = rows * columns * size;
        // Where the elements of one window lie from its start on.
        var places = new int[size];
        for (var i = 0; i < size; i++) places[i] = i / (int)x[0].Shape[-1] * lengths.X + i % (int)x[0].Shape[-1];
        var room = GC.AllocateUninitializedArray<double>(windows);
        for (nint n = 0; n < (pixels == 0 ? 0 : y.Count / pixels); n++)
        {
            var image = isInPlace ? y.Storage.AsSpan<double>(n * pixels, pixels) : sums;
            var from = ElementCopy.Doubles(x[0], n * windows, room);
            for (var row = 0; row < rows; row++)
            for (var i = 0; i < size; i++)
                Add(from[(row * columns * size + i)..], size, image[(row * stride.Y * lengths.X + places[i])..], stride.X, columns);

            if (isInPlace) continue;
            ElementCopy.Write(y, n * pixels, sums);
            sums.AsSpan().Clear();
        }

        GC.KeepAlive(x[0]);
        GC.KeepAlive(y);
        return y;
    }

    public override Tensor Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand) =>
        new Windows(new((int)x[0].Shape[-2], (int)x[0].Shape[-1]), stride).Apply(yBar);

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) => Apply(x[0]);

    public override Lowered Lower() => new Lowered.Kernel();

    // The same element of each window in a row.
    static void Add(ReadOnlySpan<double> from, int step, Span<double> image, int stride, int count)
    {
        for (int i = 0, at = 0, to = 0; i < count; i++, at += step, to += stride) image[to] += from[at];
    }
}
