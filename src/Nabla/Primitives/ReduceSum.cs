using Nabla.Execution;
using Nabla.Rules;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>The sum along axes, which disappear or keep length 1; bool counts as int32.</summary>
sealed class ReduceSum(int[] axes, bool keepAxes = false) : LinearPrimitive
{
    public override string Name => "sum";

    public override string Parameters => $"axes=({string.Join(", ", axes)})" + (keepAxes ? ", kept" : "");

    public override TensorType InferType(ReadOnlySpan<Tensor> x) => new(
        x[0].DType == DType.Bool ? DType.Int32 : x[0].DType,
        keepAxes ? Axes.Kept(x[0].Shape, axes) : Reduction.Shape(x[0].Shape, axes));

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type) => Reduction.Fold<Reduction.Sum>(x[0], axes, type);

    public override Tensor Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand) =>
        keepAxes ? Broadcast.To(yBar, x[0].Shape) : Broadcast.Along(yBar, x[0].Shape, axes);

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) =>
        new ReduceSum(Axes.BehindExamples(axes), keepAxes).Apply(x[0]);

    public override Lowered Lower() => new Lowered.Reduction(Elementwise.Add, axes);
}
