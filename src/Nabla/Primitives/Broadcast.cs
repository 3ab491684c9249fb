using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>Repeats the operand along axes: axis i of the operand becomes axis map[i] of the result, in ascending order, the others are new.</summary>
sealed class Broadcast(Shape shape, int[] map) : LinearPrimitive
{
    public override string Name => "broadcast";

    public override string Parameters => $"shape={shape}, axes=({string.Join(", ", map)})";

    /// <summary>NumPy's rule: axes are aligned at the last.</summary>
    public static Tensor To(Tensor x, Shape shape)
    {
        if (x.Shape == shape) return x;
        return new Broadcast(shape, Axes.Run(shape.Rank - x.Rank, x.Rank)).Apply(x);
    }

    /// <summary>A result from which axes, given in ascending order, have disappeared, repeated along them: to this shape.</summary>
    public static Tensor Along(Tensor y, Shape shape, ReadOnlySpan<int> axes)
    {
        Span<int> kept = stackalloc int[y.Rank];
        var i = 0;
        for (int axis = 0, next = 0; axis < shape.Rank; axis++)
        {
            if (next < axes.Length && axes[next] == axis) next++;
            else kept[i++] = axis;
        }

        return new Broadcast(shape, Axes.Listed(kept)).Apply(y);
    }

    public override TensorType InferType(ReadOnlySpan<Tensor> x)
    {
        var from = x[0].Shape.Lengths;
        var fits = from.Length == map.Length;
        for (var i = 0; fits && i < from.Length; i++) fits = from[i] == 1 || from[i] == shape[map[i]];
        return fits ? new(x[0].DType, shape) : throw new ShapeException($"broadcast: shape {x[0].Shape} does not repeat to {shape}.");
    }

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        var strides = new nint[shape.Rank];
        var from = x[0].Strides;
        for (var i = 0; i < map.Length; i++)
            if (x[0].Shape.Lengths[i] != 1) strides[map[i]] = from[i];
        return x[0].View(shape, strides, x[0].Offset);
    }

    public override Tensor Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand)
    {
        Span<int> repeated = stackalloc int[shape.Rank];
        var from = x[0].Shape.Lengths;
        var to = shape.Lengths;
        var count = 0;
        for (int axis = 0, i = 0; axis < to.Length; axis++)
        {
            // The map ascends.
            var isNew = i == map.Length || map[i] != axis;
            if (isNew || (from[i] == 1 && to[axis] != 1)) repeated[count++] = axis;
            if (!isNew) i++;
        }

        // With no new axis the repeated ones keep their length 1.
        var summed = count == 0 ? yBar : new ReduceSum(Axes.Listed(repeated[..count]), keepAxes: map.Length == to.Length).Apply(yBar);
        return Reshape.To(summed, x[0].Shape);
    }

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) =>
        new Broadcast(shape.Insert(0, size), Axes.WithExamples(map)).Apply(x[0]);

    public override Lowered Lower() => new Lowered.Rearrangement();
}
