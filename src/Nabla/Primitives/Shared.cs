using System.Numerics;
using System.Runtime.CompilerServices;
using Nabla.Execution;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// Numbers shared equally among the elements that reach the largest or smallest along axes: of x, its extremum and the
/// numbers, of the extremum's shape. The other elements get 0; where the extremum is NaN, all get NaN, and of a number 0
/// all get 0. Linear in the numbers; in the others it is constant between ties, so it has no derivative.
/// </summary>
sealed class Shared(int[] axes) : SingleResult
{
    public override string Name => "shared";

    public override string Parameters => $"axes=({string.Join(", ", axes)})";

    public override TensorType InferType(ReadOnlySpan<Tensor> x) =>
        x[0].DType.IsFloating && x[1].DType == x[0].DType && x[1].Shape == Reduction.Shape(x[0].Shape, axes) && x[2].Type == x[1].Type
            ? x[0].Type
            : throw new ShapeException($"{Name}: {x[1].Type} is no extremum of {x[0].Type} along axes ({string.Join(", ", axes)}), or {x[2].Type} does not fit it.");

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type) => Reduction.MapRows(x[0], axes, type, new Values(), x[1], x[2]);

    public override Tensor? Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y) => dx[2] is { } along ? Apply(x[0], x[1], along) : null;

    public override Tensor? Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand) =>
        operand == 2 ? new Reached(axes).Apply(x[0], x[1], yBar) : throw NonlinearPrimitive.NotLinear(this);

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) => new Shared(Axes.BehindExamples(axes))
        .Apply(Axes.Repeated(x[0], batched[0], size), Axes.Repeated(x[1], batched[1], size), Axes.Repeated(x[2], batched[2], size));

    public override Lowered Lower() => new Lowered.Kernel();

    readonly struct Values : Reduction.IRowMap
    {
        public void Run(ReadOnlySpan<double> x, double extremum, double number, Span<double> y)
        {
            if (number == 0 || double.IsNaN(extremum))
            {
                y.Fill(number == 0 ? 0 : double.NaN);
                return;
            }

            // Most often it is reached once.
            var sharers = Write(x, extremum, number, y);
            if (sharers > 1) Write(x, extremum, 1.0 / sharers * number, y);
        }

        static long Write(ReadOnlySpan<double> x, double extremum, double share, Span<double> y)
        {
            var (reached, shares, count, at) = (new Vector<double>(extremum), new Vector<double>(share), Vector<long>.Zero, 0);
            for (; at <= x.Length - Vector<double>.Count; at += Vector<double>.Count)
            {
                var reaches = Vector.Equals(new(x[at..]), reached);
                (Vector.AsVectorDouble(reaches) & shares).CopyTo(y[at..]);
                count -= reaches;
            }

            // Nobody can foresee which one it is, so it is no jump.
            var (sharers, bits) = (Vector.Sum(count), BitConverter.DoubleToInt64Bits(share));
            for (; at < x.Length; at++)
            {
                var reaches = (long)Unsafe.BitCast<bool, byte>(x[at] == extremum);
                y[at] = BitConverter.Int64BitsToDouble(bits & -reaches);
                sharers += reaches;
            }

            return sharers;
        }
    }
}
