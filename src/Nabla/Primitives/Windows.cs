using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// Windows of so many elements, one after the other by a stride, along one axis, which becomes the axis of windows; the
/// elements of a window lie along a new last axis. No element is copied.
/// </summary>
sealed class Windows(int axis, nint size, nint stride) : LinearPrimitive
{
    public override string Name => "windows";

    public override string Parameters => $"axis={axis}, size={size}, stride={stride}";

    public override TensorType InferType(ReadOnlySpan<Tensor> x)
    {
        var length = x[0].Shape[axis];
        if (size > length) throw new ShapeException($"{this}: the window is longer than the axis of shape {x[0].Shape}.");
        return new(x[0].DType, x[0].Shape.With(axis, (length - size) / stride + 1).Insert(-1, size));
    }

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        nint[] strides = [.. x[0].Strides, x[0].Strides[axis]];
        strides[axis] *= stride;
        return x[0].View(type.Shape, strides, x[0].Offset);
    }

    public override Tensor Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand) =>
        new Overlap(axis, x[0].Shape[axis], stride).Apply(yBar);

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint examples) =>
        new Windows(axis + 1, size, stride).Apply(x[0]);

    public override Lowered Lower() => new Lowered.Rearrangement();
}
