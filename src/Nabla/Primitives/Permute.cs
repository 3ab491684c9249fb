using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>The axes in another order: axis i of the result is axis order[i] of the operand.</summary>
sealed class Permute(int[] order) : LinearPrimitive
{
    /// <summary>The transpose of a matrix.</summary>
    public static readonly Permute Matrix = new([1, 0]);

    public override string Name => "permute";

    public override string Parameters => $"axes=({string.Join(", ", order)})";

    public override TensorType InferType(ReadOnlySpan<Tensor> x)
    {
        if (x[0].Rank != order.Length)
            throw new ShapeException($"permute: {order.Length} axes are named, and shape {x[0].Shape} has {x[0].Rank}.");
        var from = x[0].Shape.Lengths;
        Span<nint> lengths = stackalloc nint[order.Length];
        for (var i = 0; i < lengths.Length; i++) lengths[i] = from[order[i]];
        return new(x[0].DType, Shape.Of(lengths));
    }

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        var from = x[0].Strides;
        var strides = new nint[order.Length];
        for (var i = 0; i < strides.Length; i++) strides[i] = from[order[i]];
        return x[0].View(type.Shape, strides, x[0].Offset);
    }

    public override Tensor Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand)
    {
        var back = new int[order.Length];
        for (var i = 0; i < back.Length; i++) back[order[i]] = i;
        return new Permute(back).Apply(yBar);
    }

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) =>
        new Permute(Axes.WithExamples(order)).Apply(x[0]);

    public override Lowered Lower() => new Lowered.Rearrangement();
}
