using Nabla.Primitives;

namespace Nabla.Tensors;

// Tensors put together, taken apart and laid out again.
public sealed partial class Tensor
{
    /// <summary>Tensors one after the other along an axis, brought to one element type.</summary>
    /// <exception cref="ShapeException">They differ in another axis, or there is none.</exception>
    public static Tensor Concatenate(ReadOnlySpan<Tensor> parts, int axis = 0)
    {
        if (parts.IsEmpty) throw new ShapeException("concatenate: there is no tensor.");
        var typed = ConvertType.ToCommon(parts);
        foreach (var part in typed)
            if (part.Rank == 0) throw new ShapeException("concatenate: a tensor of shape () has no axis; stack such tensors instead.");
        return typed.Length == 1 ? typed[0] : new Concatenate(Axes.One(typed[0].Shape, axis, "concatenate")).Apply(typed);
    }

    /// <summary>Equal parts along an axis.</summary>
    /// <exception cref="ShapeException">The axis does not divide into so many.</exception>
    public static Tensor[] Split(Tensor x, int parts, int axis = 0)
    {
        var length = x.Shape[Axes.One(x.Shape, axis, "split")];
        if (parts < 1 || length % parts != 0)
            throw new ShapeException($"split: axis {axis} of shape {x.Shape} does not divide into {parts} equal parts.");
        var lengths = new nint[parts];
        Array.Fill(lengths, length / parts);
        return Split(x, lengths, axis);
    }

    /// <summary>Parts of these lengths along an axis.</summary>
    /// <exception cref="ShapeException">The lengths do not add up to that of the axis.</exception>
    public static Tensor[] Split(Tensor x, ReadOnlySpan<nint> lengths, int axis = 0)
    {
        axis = Axes.One(x.Shape, axis, "split");
        var parts = new Tensor[lengths.Length];
        nint start = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (lengths[i] < 0 || lengths[i] > x.Shape[axis] - start) throw Unequal(lengths);
            parts[i] = Slice.Along(x, axis, start, lengths[i]);
            start += lengths[i];
        }

        return start == x.Shape[axis] ? parts : throw Unequal(lengths);

        ShapeException Unequal(ReadOnlySpan<nint> lengths) =>
            new($"split: parts of {string.Join(", ", lengths.ToArray())} do not fill axis {axis} of shape {x.Shape}.");
    }

    /// <summary>The elements in opposite order along axes; none given means all.</summary>
    public static Tensor Flip(Tensor x, params ReadOnlySpan<int> axes)
    {
        x = x.Settled();
        var (start, step) = (new nint[x.Rank], new nint[x.Rank]);
        Array.Fill(step, 1);
        foreach (var axis in Axes.Of(x.Shape, axes, "flip")) (start[axis], step[axis]) = (nint.Max(x.Shape[axis] - 1, 0), -1);
        return x.Rank == 0 ? x : new Slice(start, step, x.Shape).Apply(x);
    }

    /// <summary>The whole tensor as many times along each axis, aligned at the last as NumPy does.</summary>
    /// <exception cref="ShapeException">A number is negative.</exception>
    public static Tensor Tile(Tensor x, params ReadOnlySpan<nint> times)
    {
        x = x.Settled();
        var rank = Math.Max(x.Rank, times.Length);
        var (from, repeated, result) = (new nint[2 * rank], new nint[2 * rank], new nint[rank]);
        for (var axis = 0; axis < rank; axis++)
        {
            var length = axis < rank - x.Rank ? 1 : x.Shape[axis - rank + x.Rank];
            var many = axis < rank - times.Length ? 1 : times[axis - rank + times.Length];
            if (many < 0) throw new ShapeException($"tile: shape {x.Shape} cannot be repeated {many} times.");
            (from[2 * axis], from[2 * axis + 1]) = (1, length);
            (repeated[2 * axis], repeated[2 * axis + 1]) = (many, length);
            result[axis] = many * length;
        }

        return Primitives.Reshape.To(Broadcast.To(Primitives.Reshape.To(x, Shape.Of(from)), Shape.Of(repeated)), Shape.Of(result));
    }

    /// <summary>The same number around the elements: so many before and after along each axis.</summary>
    /// <exception cref="ShapeException">There is not one pair per axis, or a number is negative.</exception>
    public static Tensor Pad(Tensor x, ReadOnlySpan<(nint Before, nint After)> widths, double value = 0)
    {
        x = x.Settled();
        if (widths.Length != x.Rank) throw new ShapeException($"pad: {widths.Length} widths are given, and shape {x.Shape} has {x.Rank} axes.");
        var (start, step, lengths) = (new nint[x.Rank], new nint[x.Rank], new nint[x.Rank]);
        Array.Fill(step, 1);
        for (var axis = 0; axis < widths.Length; axis++)
        {
            var (before, after) = widths[axis];
            if (before < 0 || after < 0) throw new ShapeException($"pad: widths ({before}, {after}) of axis {axis} of shape {x.Shape} must not be negative.");
            (start[axis], lengths[axis]) = (before, before + x.Shape[axis] + after);
        }

        if (value == 0) return x.Rank == 0 ? x : new Place(start, step, Shape.Of(lengths)).Apply(x);
        for (var axis = 0; axis < widths.Length; axis++)
        {
            Tensor before = Full(x.Shape.With(axis, widths[axis].Before), value, x.DType);
            Tensor after = Full(x.Shape.With(axis, widths[axis].After), value, x.DType);
            x = new Concatenate(axis).Apply(before, x, after);
        }

        return x;
    }
}
