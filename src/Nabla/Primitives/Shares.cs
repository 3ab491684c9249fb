using System.Numerics;
using Nabla.Execution;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// How the derivative of a largest or smallest element along axes, the second operand, is shared: equally among all that
/// reach it, 0 for the others, NaN where it is NaN. Constant between ties, so it has no derivative.
/// </summary>
sealed class Shares(int[] axes) : NonlinearPrimitive
{
    public override string Name => "shares";

    public override string Parameters => $"axes=({string.Join(", ", axes)})";

    public override TensorType InferType(ReadOnlySpan<Tensor> x) =>
        x[0].DType.IsFloating && x[1].DType == x[0].DType && x[1].Shape == Reduction.Shape(x[0].Shape, axes)
            ? x[0].Type
            : throw new ShapeException($"{Name}: {x[1].Type} is no extremum of {x[0].Type} along axes ({string.Join(", ", axes)}).");

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type) => Reduction.MapRows(x[0], axes, type, Value, x[1]);

    public override Tensor? Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y) => null;

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) => new Shares(Axes.BehindExamples(axes))
        .Apply(Axes.Repeated(x[0], batched[0], size), Axes.Repeated(x[1], batched[1], size));

    public override Lowered Lower() => new Lowered.Kernel();

    static void Value(ReadOnlySpan<double> x, double extremum, Span<double> y)
    {
        if (double.IsNaN(extremum))
        {
            y.Fill(double.NaN);
            return;
        }

        var (reached, sum, at) = (new Vector<double>(extremum), Vector<double>.Zero, 0);
        for (; at <= x.Length - Vector<double>.Count; at += Vector<double>.Count)
        {
            var reaches = Vector.ConditionalSelect(Vector.Equals(new(x[at..]), reached), Vector<double>.One, Vector<double>.Zero);
            reaches.CopyTo(y[at..]);
            sum += reaches;
        }

        var sharers = Vector.Sum(sum);
        for (; at < x.Length; at++) sharers += y[at] = x[at] == extremum ? 1 : 0;
        // Most often it is reached once.
        if (sharers == 1) return;
        foreach (ref var share in y) share /= sharers;
    }
}
