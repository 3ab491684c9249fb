using Nabla.Execution;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>The transpose of a slice: elements go to start, start + step, … along each axis of zeros of the shape.</summary>
sealed class Place(nint[] start, nint[] step, Shape shape) : LinearPrimitive
{
    public override string Name => "place";

    public override string Parameters => $"start=({string.Join(", ", start)}), step=({string.Join(", ", step)}), shape={shape}";

    public override TensorType InferType(ReadOnlySpan<Tensor> x)
    {
        // A slice of the result must give the operand.
        new Slice(start, step, x[0].Shape).InferType([Tensor.Zeros(new(x[0].DType, shape))]);
        return new(x[0].DType, shape);
    }

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        var y = Tensor.Allocate(type, zeroed: true);
        ElementCopy.Copy(x[0], new Slice(start, step, x[0].Shape).Evaluate([y], x[0].Type));
        return y;
    }

    public override Tensor Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand) => new Slice(start, step, x[0].Shape).Apply(yBar);

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) =>
        new Place([0, .. start], [1, .. step], shape.Insert(0, size)).Apply(x[0]);

    public override Lowered Lower() => new Lowered.Rearrangement();
}
