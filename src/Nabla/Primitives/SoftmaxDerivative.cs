using Nabla.Execution;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// The derivative of a softmax, of its value y and a direction t: y·(t − Σ y·t) along the axes, zero absorbing. Linear in t,
/// and its own transpose.
/// </summary>
sealed class SoftmaxDerivative(int[] axes) : SingleResult
{
    public override string Name => "softmax_derivative";

    public override string Parameters => $"axes=({string.Join(", ", axes)})";

    public override TensorType InferType(ReadOnlySpan<Tensor> x) => x[0].DType.IsFloating && x[1].Type == x[0].Type
        ? x[0].Type
        : throw new ShapeException($"{Name}: a softmax of {x[0].Type} has no derivative along {x[1].Type}.");

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type) => Reduction.MapRows(x[0], axes, type, new Values(), other: x[1]);

    public override Tensor? Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y)
    {
        var along = dx[1] is { } dt ? Apply(x[0], dt) : null;
        if (dx[0] is not { } dy) return along;
        var shape = x[0].Shape;
        Tensor Mean(Tensor weights, Tensor t) => Broadcast.Along(new ReduceSum(axes).Apply(Tensor.Scale(weights, t)), shape, axes);
        var moved = Tensor.Scale(x[1] - Mean(x[0], x[1]), dy) - Tensor.Scale(x[0], Mean(x[1], dy));
        return along is null ? moved : ElementwisePrimitive.Sum.Apply(along, moved);
    }

    public override Tensor? Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand) =>
        operand == 1 ? Apply(x[0], yBar) : throw NonlinearPrimitive.NotLinear(this);

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) =>
        new SoftmaxDerivative(Axes.BehindExamples(axes)).Apply(Axes.Repeated(x[0], batched[0], size), Axes.Repeated(x[1], batched[1], size));

    public override Tensor Written(ReadOnlySpan<Tensor> x) =>
        x[0] * (x[1] - Broadcast.Along(new ReduceSum(axes).Apply(x[0] * x[1]), x[0].Shape, axes));

    public override Lowered Lower() => new Lowered.Kernel();

    readonly struct Values : Reduction.IRowMap
    {
        public void Run(ReadOnlySpan<double> y, ReadOnlySpan<double> t, double given, double also, Span<double> into)
        {
            var sum = 0.0;
            for (var i = 0; i < into.Length; i++) sum += Scaled(y[i], t[i]);
            for (var i = 0; i < into.Length; i++) into[i] = Scaled(y[i], t[i]) - Scaled(y[i], sum);
        }

        static double Scaled(double y, double t)
        {
            var product = y * t;
            return double.IsNaN(product) && (y == 0 || t == 0) ? 0 : product;
        }
    }
}
