using Nabla.Execution;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>The transpose of a gather: elements are added to zeros at their indices; an index that comes twice adds twice.</summary>
sealed class ScatterAdd(int axis, int batch, Shape shape) : LinearPrimitive
{
    public override string Name => "scatter_add";

    public override string Parameters => $"axis={axis}{(batch == 0 ? "" : $", batch={batch}")}, shape={shape}";

    public override TensorType InferType(ReadOnlySpan<Tensor> x)
    {
        Gather.Check(this, shape, x[1], axis, batch);
        var expected = Gather.Of(shape, x[1].Shape, axis, batch);
        return x[0].Shape == expected ? new(x[0].DType, shape) : throw new ShapeException(
            $"scatter_add: indices of shape {x[1].Shape} along axis {axis} of shape {shape} need elements of shape {expected}, not {x[0].Shape}.");
    }

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        var sums = Tensor.Allocate(new(type.DType.IsFloating ? DType.Float64 : DType.Int64, shape), zeroed: true);
        if (type.DType.IsFloating)
        {
            var part = new double[Shape.Of(shape.Lengths[(axis + 1)..]).Count];
            foreach (var (into, from, _) in Gather.Runs(this, shape, x[1], axis, batch))
            {
                ElementCopy.Read(x[0], from, part);
                var all = sums.Storage.AsSpan<double>(into, part.Length);
                for (var i = 0; i < part.Length; i++) all[i] += part[i];
            }
        }
        else
        {
            var part = new long[Shape.Of(shape.Lengths[(axis + 1)..]).Count];
            foreach (var (into, from, _) in Gather.Runs(this, shape, x[1], axis, batch))
            {
                ElementCopy.Read(x[0], from, part);
                var all = sums.Storage.AsSpan<long>(into, part.Length);
                for (var i = 0; i < part.Length; i++) all[i] += part[i];
            }
        }

        return ConvertType.To(sums, type.DType);
    }

    public override Tensor Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand) => new Gather(axis, batch).Apply(yBar, x[1]);

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size)
    {
        var all = shape.Insert(0, size);
        return batch == 0 && !batched[1]
            ? new ScatterAdd(axis + 1, 0, all).Apply(x[0], x[1])
            : new ScatterAdd(axis + 1, batch + 1, all).Apply(Axes.Repeated(x[0], batched[0], size), Axes.Repeated(x[1], batched[1], size));
    }

    public override Lowered Lower() => new Lowered.Kernel();
}
