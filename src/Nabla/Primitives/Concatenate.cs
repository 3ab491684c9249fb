using Nabla.Execution;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>Tensors one after the other along an axis; they agree in type and in all other lengths.</summary>
sealed class Concatenate(int axis) : LinearPrimitive
{
    public override string Name => "concatenate";

    public override string Parameters => $"axis={axis}";

    public override TensorType InferType(ReadOnlySpan<Tensor> x)
    {
        nint length = 0;
        foreach (var part in x)
        {
            if (part.DType != x[0].DType || part.Rank != x[0].Rank || part.Shape.With(axis, 0) != x[0].Shape.With(axis, 0))
                throw new ShapeException($"concatenate: {x[0].Type} and {part.Type} must agree in all but axis {axis}.");
            length += part.Shape[axis];
        }

        return new(x[0].DType, x[0].Shape.With(axis, length));
    }

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        var y = Tensor.Allocate(type);
        nint start = 0;
        foreach (var part in x)
        {
            ElementCopy.Copy(part, Slice.Along(y, axis, start, part.Shape[axis]));
            start += part.Shape[axis];
        }

        return y;
    }

    public override Tensor Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand)
    {
        nint start = 0;
        foreach (var part in x[..operand]) start += part.Shape[axis];
        return Slice.Along(yBar, axis, start, x[operand].Shape[axis]);
    }

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size)
    {
        var all = new Tensor[x.Length];
        for (var i = 0; i < all.Length; i++) all[i] = Axes.Repeated(x[i], batched[i], size);
        return new Concatenate(axis + 1).Apply(all);
    }

    public override Lowered Lower() => new Lowered.Rearrangement();
}
