using Nabla.Execution;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>eˣ over its sum along axes, shifted by the largest so that nothing overflows; where all are −∞ NaN, or as told.</summary>
sealed class Softmax(int[] axes, double ofNothing = double.NaN) : NonlinearPrimitive
{
    public override string Name => "softmax";

    public override string Parameters => $"axes=({string.Join(", ", axes)})" + (double.IsNaN(ofNothing) ? "" : ", of nothing 0");

    public override TensorType InferType(ReadOnlySpan<Tensor> x) => x[0].DType.IsFloating
        ? x[0].Type
        : throw new ShapeException($"{Name}: {x[0].Type} has no floating elements.");

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type) => Reduction.MapRows(x[0], axes, type, new Values(ofNothing));

    // dy = y·(dx − Σ y·dx)
    public override Tensor Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y)
    {
        var along = Tensor.Scale(y, dx[0]!);
        return along - Tensor.Scale(y, Broadcast.Along(new ReduceSum(axes).Apply(along), y.Shape, axes));
    }

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) =>
        new Softmax(Axes.BehindExamples(axes), ofNothing).Apply(x[0]);

    public override Tensor Written(ReadOnlySpan<Tensor> x)
    {
        var y = Tensor.Exp(x[0]);
        return y / Broadcast.Along(new ReduceSum(axes).Apply(y), y.Shape, axes);
    }

    public override Lowered Lower() => new Lowered.Kernel();

    readonly struct Values(double ofNothing) : Reduction.IRowMap
    {
        public void Run(ReadOnlySpan<double> x, double given, double also, Span<double> y)
        {
            var largest = double.NegativeInfinity;
            foreach (var element in x) largest = Math.Max(largest, element);
            if (double.IsNegativeInfinity(largest))
            {
                y.Fill(ofNothing);
                return;
            }

            var sum = 0.0;
            for (var i = 0; i < x.Length; i++) sum += y[i] = Math.Exp(x[i] - largest);
            foreach (ref var element in y) element /= sum;
        }
    }
}
