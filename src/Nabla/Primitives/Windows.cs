using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// Windows on images, the last two axes: these become axes of windows, one after the other by a stride, and the elements of
/// a window lie along two new axes at the end. No element is copied.
/// </summary>
sealed class Windows(Extent size, Extent stride) : LinearPrimitive
{
    public override string Name => "windows";

    public override string Parameters => $"size={size}, stride={stride}";

    public override TensorType InferType(ReadOnlySpan<Tensor> x)
    {
        var (height, width) = x[0].Rank < 2 ? (0, 0) : (x[0].Shape[-2], x[0].Shape[-1]);
        if (size.Y > height || size.X > width) throw new ShapeException($"{this}: the window is larger than the last two axes of shape {x[0].Shape}.");
        return new(x[0].DType, [.. x[0].Shape.Lengths[..^2], (height - size.Y) / stride.Y + 1, (width - size.X) / stride.X + 1, size.Y, size.X]);
    }

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        var (down, right) = (x[0].Strides[^2], x[0].Strides[^1]);
        return x[0].View(type.Shape, [.. x[0].Strides[..^2], down * stride.Y, right * stride.X, down, right], x[0].Offset);
    }

    public override Tensor Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand) =>
        new Overlap(new((int)x[0].Shape[-2], (int)x[0].Shape[-1]), stride).Apply(yBar);

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint examples) => Apply(x[0]);

    public override Lowered Lower() => new Lowered.Rearrangement();
}
