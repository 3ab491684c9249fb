using Nabla.Execution;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// How the derivative of a largest or smallest element along axes is shared: equally among all that reach it, 0 for the
/// others, NaN where it is NaN. Constant between ties, so it has no derivative.
/// </summary>
sealed class Shares(bool isMax, int[] axes) : NonlinearPrimitive
{
    public override string Name => isMax ? "max_shares" : "min_shares";

    public override string Parameters => $"axes=({string.Join(", ", axes)})";

    public override TensorType InferType(ReadOnlySpan<Tensor> x) => x[0].DType.IsFloating
        ? x[0].Type
        : throw new ShapeException($"{Name}: {x[0].Type} has no floating elements.");

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type) => Reduction.MapRows(x[0], axes, type, Value);

    public override Tensor? Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y) => null;

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) =>
        new Shares(isMax, Axes.BehindExamples(axes)).Apply(x[0]);

    public override Lowered Lower() => new Lowered.Kernel();

    void Value(ReadOnlySpan<double> x, Span<double> y)
    {
        var extremum = isMax ? double.NegativeInfinity : double.PositiveInfinity;
        var (first, sharers) = (0, 0);
        for (var i = 0; i < x.Length; i++)
        {
            if (isMax ? x[i] > extremum : x[i] < extremum) (extremum, first, sharers) = (x[i], i, 1);
            else if (x[i] == extremum) sharers++;
            else if (double.IsNaN(x[i]))
            {
                y.Fill(double.NaN);
                return;
            }
        }

        y.Clear();
        for (var i = first; i < x.Length && sharers > 0; i++)
        {
            if (x[i] != extremum) continue;
            y[i] = 1.0 / sharers;
            // Most often it is reached once.
            if (sharers == 1) return;
        }
    }
}
