using Nabla.Primitives;

namespace Nabla.Tensors;

// Elements chosen by integers or by their order.
public sealed partial class Tensor
{
    /// <summary>The elements at integer indices along an axis, in whose place the axes of the indices stand; −1 is the last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public static Tensor Take(Tensor x, Tensor indices, int axis = 0)
    {
        x = x.Settled();
        return new Gather(Axes.One(x.Shape, axis, "take"), 0).Apply(x, Indices("take", indices));
    }

    /// <summary>
    /// For each place of the indices, the element at that index along the axis and the same place along the others: what
    /// <see cref="ArgSort"/> gives, applied.
    /// </summary>
    /// <exception cref="ShapeException">The indices differ from x in another axis.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public static Tensor TakeAlongAxis(Tensor x, Tensor indices, int axis = -1)
    {
        (x, indices) = (x.Settled(), Indices("take along axis", indices));
        axis = Axes.One(x.Shape, axis, "take along axis");
        if (indices.Rank != x.Rank) throw new ShapeException($"take along axis: indices of shape {indices.Shape} must have as many axes as shape {x.Shape}.");
        var (table, at) = (x.MoveAxis(axis, -1), indices.MoveAxis(axis, -1));
        var batch = Shape.Broadcast(table.Shape.Without(-1), at.Shape.Without(-1), "take along axis");
        table = Broadcast.To(table, batch.Insert(-1, table.Shape[-1]));
        at = Broadcast.To(at, batch.Insert(-1, at.Shape[-1]));
        return new Gather(x.Rank - 1, x.Rank - 1).Apply(table, at).MoveAxis(-1, axis);
    }

    /// <summary>x with updates added at integer indices along an axis; an index that comes twice is added to twice.</summary>
    /// <param name="x">The tensor added to.</param>
    /// <param name="indices">Integers of any shape.</param>
    /// <param name="updates">What <see cref="Take"/> would give for the same indices, or broadcast to it.</param>
    /// <param name="axis">The axis that the indices run along.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public static Tensor ScatterAdd(Tensor x, Tensor indices, Tensor updates, int axis = 0)
    {
        (x, indices) = (x.Settled(), Indices("scatter_add", indices));
        axis = Axes.One(x.Shape, axis, "scatter_add");
        var shape = Gather.Of(x.Shape, indices.Shape, axis, 0);
        if (!updates.Shape.BroadcastsTo(shape))
            throw new ShapeException($"scatter_add: updates of shape {updates.Shape} do not repeat to {shape}, which indices of shape " +
                $"{indices.Shape} along axis {axis} of shape {x.Shape} need.");
        var dtype = Promotion.Of(x.DType, false, updates.DType, updates.IsWeak);
        return ConvertType.To(x, dtype) + new ScatterAdd(axis, 0, x.Shape).Apply(Broadcast.To(ConvertType.To(updates, dtype), shape), indices);
    }

    /// <summary>1 at the place of each index along a new last axis of this length, 0 elsewhere; −1 is the last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public static Tensor OneHot(Tensor indices, nint size, DType dtype = DType.Float32)
    {
        indices = Indices("one_hot", indices);
        var hot = indices.Shape.Insert(-1, size);
        if (indices.IsConcrete) Inside("one_hot", indices, hot.Rank - 1, hot);
        var one = Shape.Of(indices.Count, 1);
        return Primitives.Reshape.To(
            new ScatterAdd(1, 1, one.With(1, size)).Apply(Ones(one, dtype), Primitives.Reshape.To(indices, one)), hot);
    }

    /// <summary>The int64 indices that put the elements along an axis in order; equal elements stay in theirs, NaN is the largest.</summary>
    public static Tensor ArgSort(Tensor x, int axis = -1, bool descending = false)
    {
        x = x.Settled();
        return new ArgSort(Axes.One(x.Shape, axis, "argsort"), descending).Apply(x);
    }

    /// <summary>The elements along an axis in order; equal elements stay in theirs, NaN is the largest.</summary>
    public static Tensor Sort(Tensor x, int axis = -1, bool descending = false) =>
        TakeAlongAxis(x, ArgSort(x, axis, descending), axis);

    /// <summary>The largest elements along an axis, descending, and their int64 indices.</summary>
    /// <exception cref="ShapeException">There are not so many.</exception>
    public static (Tensor Values, Tensor Indices) TopK(Tensor x, nint count, int axis = -1)
    {
        x = x.Settled();
        axis = Axes.One(x.Shape, axis, "topk");
        if (count < 0 || count > x.Shape[axis]) throw new ShapeException($"topk: axis {axis} of shape {x.Shape} has no {count} elements.");
        var indices = Slice.Along(ArgSort(x, axis, descending: true), axis, 0, count);
        return (TakeAlongAxis(x, indices, axis), indices);
    }

    static Tensor Indices(string operation, Tensor indices) => indices.IsWeak && indices.DType.IsInteger ? ConvertType.To(indices, DType.Int64)
        : indices.DType.IsInteger ? indices
        : throw new ShapeException($"{operation}: indices must be integers, and these are {indices.Type}: convert them with To(DType.Int64).");
}
