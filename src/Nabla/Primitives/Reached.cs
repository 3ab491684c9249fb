using Nabla.Execution;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// The tangent of the largest or smallest along axes, of x, its extremum and the tangent of x: the mean of the tangents of
/// all elements that reach it. The transpose of <see cref="Shared"/>, and as that one linear in the last operand alone.
/// </summary>
sealed class Reached(int[] axes) : SingleResult
{
    public override string Name => "reached";

    public override string Parameters => $"axes=({string.Join(", ", axes)})";

    public override TensorType InferType(ReadOnlySpan<Tensor> x) =>
        x[0].DType.IsFloating && x[1].DType == x[0].DType && x[1].Shape == Reduction.Shape(x[0].Shape, axes) && x[2].Type == x[0].Type
            ? x[1].Type
            : throw new ShapeException($"{Name}: {x[1].Type} is no extremum of {x[0].Type} along axes ({string.Join(", ", axes)}), or {x[2].Type} does not fit it.");

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        var shares = new Shared(axes).Apply(x[0], x[1], Tensor.Full(x[1].Type, 1));
        return Reduction.Fold<Reduction.Sum>(ElementwisePrimitive.Scale.Apply(shares, x[2]), axes, type);
    }

    public override Tensor? Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y) => dx[2] is { } along ? Apply(x[0], x[1], along) : null;

    public override Tensor? Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand) =>
        operand == 2 ? new Shared(axes).Apply(x[0], x[1], yBar) : throw NonlinearPrimitive.NotLinear(this);

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) => new Reached(Axes.BehindExamples(axes))
        .Apply(Axes.Repeated(x[0], batched[0], size), Axes.Repeated(x[1], batched[1], size), Axes.Repeated(x[2], batched[2], size));

    public override Lowered Lower() => new Lowered.Kernel();
}
