using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>Elements at start, start + step, … along each axis; steps may be negative.</summary>
sealed class Slice(nint[] start, nint[] step, Shape shape) : LinearPrimitive
{
    public override string Name => "slice";

    public override string Parameters => $"start=({string.Join(", ", start)}), step=({string.Join(", ", step)}), shape={shape}";

    /// <summary>Element i along the first axis, which disappears.</summary>
    public static Tensor Row(Tensor x, nint i)
    {
        var (start, step) = (new nint[x.Rank], new nint[x.Rank]);
        start[0] = i;
        Array.Fill(step, 1);
        return Reshape.To(new Slice(start, step, x.Shape.With(0, 1)).Apply(x), x.Shape.Without(0));
    }

    /// <summary>A number of elements along one axis, from start on by steps.</summary>
    public static Tensor Along(Tensor x, int axis, nint start, nint length, nint step = 1)
    {
        var (starts, steps) = (new nint[x.Rank], new nint[x.Rank]);
        Array.Fill(steps, 1);
        (starts[axis], steps[axis]) = (start, step);
        return new Slice(starts, steps, x.Shape.With(axis, length)).Apply(x);
    }

    public override TensorType InferType(ReadOnlySpan<Tensor> x)
    {
        var fits = x[0].Rank == shape.Rank;
        for (var axis = 0; fits && axis < shape.Rank; axis++)
        {
            var (length, last) = (x[0].Shape[axis], start[axis] + (shape[axis] - 1) * step[axis]);
            fits = shape[axis] == 0 || (start[axis] >= 0 && start[axis] < length && last >= 0 && last < length);
        }

        return fits ? new(x[0].DType, shape) : throw new ShapeException($"{this}: outside shape {x[0].Shape}.");
    }

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        var strides = x[0].Strides.ToArray();
        var offset = x[0].Offset;
        for (var axis = 0; axis < strides.Length; axis++)
        {
            if (shape[axis] > 0) offset += start[axis] * strides[axis];
            strides[axis] *= step[axis];
        }

        return x[0].View(shape, strides, offset);
    }

    public override Tensor Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand) => new Place(start, step, x[0].Shape).Apply(yBar);

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) =>
        new Slice([0, .. start], [1, .. step], shape.Insert(0, size)).Apply(x[0]);

    public override Lowered Lower() => new Lowered.Rearrangement();
}
