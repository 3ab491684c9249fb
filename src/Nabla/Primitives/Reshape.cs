using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>The same elements in row-major order under another shape.</summary>
sealed class Reshape(Shape shape) : LinearPrimitive
{
    public override string Name => "reshape";

    public override string Parameters => $"shape={shape}";

    /// <summary>The operand in that shape: itself if it has it.</summary>
    public static Tensor To(Tensor x, Shape shape) => x.Shape == shape ? x : new Reshape(shape).Apply(x);

    public override TensorType InferType(ReadOnlySpan<Tensor> x) => x[0].Count == shape.Count
        ? new(x[0].DType, shape)
        : throw new ShapeException($"reshape: {x[0].Count} elements of shape {x[0].Shape} do not fill shape {shape} of {shape.Count}.");

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        var rows = x[0].Contiguous();
        return rows.View(shape, null, rows.Offset);
    }

    public override Tensor Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand) => To(yBar, x[0].Shape);

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) =>
        new Reshape(shape.Insert(0, size)).Apply(x[0]);

    public override Lowered Lower() => new Lowered.Rearrangement();
}
