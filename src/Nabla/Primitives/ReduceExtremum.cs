using Nabla.Execution;
using Nabla.Rules;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>The largest or smallest element along axes, which disappear; NaN wins. All elements that reach it share its derivative.</summary>
sealed class ReduceExtremum(bool isMax, int[] axes) : NonlinearPrimitive
{
    public override string Name => isMax ? "reduce_max" : "reduce_min";

    public override string Parameters => $"axes=({string.Join(", ", axes)})";

    public override TensorType InferType(ReadOnlySpan<Tensor> x)
    {
        foreach (var axis in axes)
            if (x[0].Shape[axis] == 0) throw new ShapeException($"{Name}: shape {x[0].Shape} has no element along axis {axis}.");
        return new(x[0].DType, Reduction.Shape(x[0].Shape, axes));
    }

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type) =>
        isMax ? Reduction.Fold<Reduction.Largest>(x[0], axes, type) : Reduction.Fold<Reduction.Smallest>(x[0], axes, type);

    public override Tensor? Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y) => y.DType.IsFloating
        ? new Reached(axes).Apply(x[0], y, dx[0]!)
        : null;

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) =>
        new ReduceExtremum(isMax, Axes.BehindExamples(axes)).Apply(x[0]);

    public override Lowered Lower() => new Lowered.Reduction(isMax ? Elementwise.Max : Elementwise.Min, axes);
}
