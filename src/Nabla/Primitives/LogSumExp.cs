using Nabla.Execution;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// ln Σ eˣ along axes, which disappear, shifted by the largest so that nothing overflows. Of all −∞, or of nothing, it is −∞
/// with derivative 0.
/// </summary>
sealed class LogSumExp(int[] axes) : NonlinearPrimitive
{
    public override string Name => "logsumexp";

    public override string Parameters => $"axes=({string.Join(", ", axes)})";

    public override TensorType InferType(ReadOnlySpan<Tensor> x) => x[0].DType.IsFloating
        ? new(x[0].DType, Reduction.Shape(x[0].Shape, axes))
        : throw new ShapeException($"{Name}: {x[0].Type} has no floating elements.");

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type) => Reduction.FoldRows(x[0], axes, type, Value);

    // The weights are computed from x anew: x − y has lost digits where y is large. Of all −∞ they are 0.
    public override Tensor Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y)
    {
        var weights = new Softmax(axes, ofNothing: 0).Apply(x[0]);
        return new ReduceSum(axes).Apply(Tensor.Scale(weights, dx[0]!));
    }

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) =>
        new LogSumExp(Axes.BehindExamples(axes)).Apply(x[0]);

    public override Tensor Written(ReadOnlySpan<Tensor> x) => Tensor.Log(new ReduceSum(axes).Apply(Tensor.Exp(x[0])));

    public override Lowered Lower() => new Lowered.Kernel();

    static double Value(ReadOnlySpan<double> row)
    {
        var largest = double.NegativeInfinity;
        foreach (var element in row) largest = Math.Max(largest, element);
        if (!double.IsFinite(largest)) return largest;
        var sum = 0.0;
        foreach (var element in row) sum += Math.Exp(element - largest);
        return largest + Math.Log(sum);
    }
}
