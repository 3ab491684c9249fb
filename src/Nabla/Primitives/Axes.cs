using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>Lists of axes, and the axis of the examples in front of them.</summary>
static class Axes
{
    const int Few = 6;

    // Most lists of axes are runs, and most operations have one.
    static readonly int[][] s_runs = [.. Enumerable.Range(0, Few * (Few + 1)).Select(i => Enumerable.Range(i / (Few + 1), i % (Few + 1)).ToArray())];

    /// <summary>The axes counted from the front, in ascending order, each once; none given means all.</summary>
    /// <exception cref="ShapeException">There is no such axis, or one is named twice.</exception>
    public static int[] Of(Shape shape, ReadOnlySpan<int> axes, string operation)
    {
        if (axes.IsEmpty) return Run(0, shape.Rank);
        Span<int> from = stackalloc int[axes.Length];
        for (var i = 0; i < from.Length; i++) from[i] = One(shape, axes[i], operation);
        from.Sort();
        for (var i = 1; i < from.Length; i++)
            if (from[i] == from[i - 1]) throw new ShapeException($"{operation}: axis {from[i]} of shape {shape} is named twice.");
        return Listed(from);
    }

    /// <summary>The axes from one on: an array that nobody may change.</summary>
    public static int[] Run(int first, int count) => (uint)first < Few && count <= Few
        ? s_runs[first * (Few + 1) + count]
        : [.. Enumerable.Range(first, count)];

    /// <summary>The axes as an array that nobody may change.</summary>
    public static int[] Listed(ReadOnlySpan<int> axes)
    {
        for (var i = 1; i < axes.Length; i++)
            if (axes[i] != axes[0] + i) return axes.ToArray();
        return axes.IsEmpty ? [] : Run(axes[0], axes.Length);
    }

    /// <summary>The axis counted from the front: −1 becomes the last.</summary>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static int One(Shape shape, int axis, string operation) => axis >= -shape.Rank && axis < shape.Rank
        ? axis < 0 ? axis + shape.Rank : axis
        : throw new ShapeException($"{operation}: there is no axis {axis} in shape {shape}.");

    /// <summary>The shape with length 1 along the axes.</summary>
    public static Shape Kept(Shape shape, ReadOnlySpan<int> axes)
    {
        foreach (var axis in axes) shape = shape.With(axis, 1);
        return shape;
    }

    /// <summary>The same axes behind an axis of examples, which comes first.</summary>
    public static int[] WithExamples(ReadOnlySpan<int> axes)
    {
        var all = new int[axes.Length + 1];
        for (var i = 0; i < axes.Length; i++) all[i + 1] = axes[i] + 1;
        return all;
    }

    /// <summary>The same axes behind an axis of examples, without it.</summary>
    public static int[] BehindExamples(ReadOnlySpan<int> axes)
    {
        Span<int> behind = stackalloc int[axes.Length];
        for (var i = 0; i < behind.Length; i++) behind[i] = axes[i] + 1;
        return Listed(behind);
    }

    /// <summary>An operand with an axis of examples in front: as it is if it has one, else repeated.</summary>
    public static Tensor Repeated(Tensor x, bool batched, nint size) =>
        batched ? x : Broadcast.To(x, x.Shape.Insert(0, size));
}
