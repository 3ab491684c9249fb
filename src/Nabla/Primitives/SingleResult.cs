using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>A primitive with one result: the members of <see cref="Primitive"/> without lists of results.</summary>
abstract class SingleResult : Primitive
{
    /// <summary>Element type and shape of the result, or the error of operands that do not fit.</summary>
    public abstract TensorType InferType(ReadOnlySpan<Tensor> x);

    /// <summary>The result, of the inferred type, of concrete operands.</summary>
    public abstract Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type);

    /// <summary>The tangent of the result y; null is zero.</summary>
    public abstract Tensor? Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y);

    /// <summary>The cotangent of the linear operand of that place; null is zero.</summary>
    public abstract Tensor? Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand);

    /// <summary>The results of all examples, along axis 0.</summary>
    public abstract Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size);

    public sealed override void InferTypes(ReadOnlySpan<Tensor> x, Span<TensorType> types) => types[0] = InferType(x);

    public sealed override void Evaluate(ReadOnlySpan<Tensor> x, Span<Tensor> y) => y[0] = Evaluate(x, InferType(x));

    public sealed override void Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, ReadOnlySpan<Tensor> y, Span<Tensor?> dy) =>
        dy[0] = Jvp(x, dx, y[0]);

    public sealed override void Transpose(
        ReadOnlySpan<Tensor?> yBar, ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> linear, Span<Tensor?> xBar)
    {
        for (var i = 0; i < x.Length; i++)
            if (linear[i]) xBar[i] = Transpose(yBar[0]!, x, i);
    }

    public sealed override void Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size, Span<Tensor> y) =>
        y[0] = Batch(x, batched, size);
}
