using Nabla.Execution;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>√Σx² along axes, which disappear, scaled so that no square over- or underflows; its derivative at zero is zero.</summary>
sealed class Norm(int[] axes) : NonlinearPrimitive
{
    public override string Name => "norm";

    public override string Parameters => $"axes=({string.Join(", ", axes)})";

    public override TensorType InferType(ReadOnlySpan<Tensor> x) => x[0].DType.IsFloating
        ? new(x[0].DType, Reduction.Shape(x[0].Shape, axes))
        : throw new ShapeException($"{Name}: {x[0].Type} has no floating elements.");

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type) => Reduction.FoldRows(x[0], axes, type, Value);

    public override Tensor Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y)
    {
        // Divided by infinity, zeros stay so and have the derivative 0.
        var length = Tensor.Where(Tensor.Equal(y, 0), double.PositiveInfinity, y);
        var direction = x[0] / Broadcast.Along(length, x[0].Shape, axes);
        return new ReduceSum(axes).Apply(Tensor.Scale(direction, dx[0]!));
    }

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) =>
        new Norm(Axes.BehindExamples(axes)).Apply(x[0]);

    public override Tensor Written(ReadOnlySpan<Tensor> x) => Tensor.Sqrt(new ReduceSum(axes).Apply(Tensor.Pow(x[0], 2)));

    public override Lowered Lower() => new Lowered.Kernel();

    static double Value(ReadOnlySpan<double> row)
    {
        var largest = 0.0;
        foreach (var element in row) largest = Math.Max(largest, Math.Abs(element));
        if (largest == 0 || !double.IsFinite(largest)) return largest;
        // A power of two scales without rounding.
        var exponent = Math.ILogB(largest);
        var sum = 0.0;
        foreach (var element in row)
        {
            var scaled = Math.ScaleB(element, -exponent);
            sum += scaled * scaled;
        }

        return Math.ScaleB(Math.Sqrt(sum), exponent);
    }
}
