using Nabla.Execution;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>The transpose of windows: those along the last axis are laid along an axis of this length and added where they overlap.</summary>
sealed class Overlap(int axis, nint length, nint stride) : LinearPrimitive
{
    public override string Name => "overlap";

    public override string Parameters => $"axis={axis}, length={length}, stride={stride}";

    public override TensorType InferType(ReadOnlySpan<Tensor> x)
    {
        var type = new TensorType(x[0].DType, x[0].Shape.Without(-1).With(axis, length));
        // The windows of the result must have the shape of the operand.
        return new Windows(axis, x[0].Shape[-1], stride).InferType([Tensor.Zeros(type)]).Shape == x[0].Shape
            ? type
            : throw new ShapeException($"{this}: shape {x[0].Shape} is none of windows of shape {type.Shape}.");
    }

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        // Windows come after each other, and behind them what lies behind the axis.
        var (count, size) = (x[0].Shape[axis], x[0].Shape[-1]);
        nint behind = 1;
        for (var i = axis + 1; i < type.Shape.Rank; i++) behind *= type.Shape[i];
        var y = Tensor.Allocate(type);
        var (sums, room) = (new double[length * behind], new double[count * behind * size]);
        for (nint outer = 0; outer < (sums.Length == 0 ? 0 : y.Count / sums.Length); outer++)
        {
            sums.AsSpan().Clear();
            var windows = ElementCopy.Doubles(x[0], outer * room.Length, room);
            for (nint w = 0; w < count; w++)
            for (nint b = 0; b < behind; b++)
            {
                var window = windows.Slice((int)((w * behind + b) * size), (int)size);
                var place = w * stride * behind + b;
                foreach (var element in window)
                {
                    sums[place] += element;
                    place += behind;
                }
            }

            ElementCopy.Write(y, outer * sums.Length, sums);
        }

        GC.KeepAlive(x[0]);
        return y;
    }

    public override Tensor Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand) => new Windows(axis, x[0].Shape[-1], stride).Apply(yBar);

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) =>
        new Overlap(axis + 1, length, stride).Apply(x[0]);

    public override Lowered Lower() => new Lowered.Kernel();
}
