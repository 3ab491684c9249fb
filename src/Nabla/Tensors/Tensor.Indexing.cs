using Nabla.Primitives;

namespace Nabla.Tensors;

// NumPy's indexing.
public sealed partial class Tensor
{
    /// <summary>A new axis of length 1, in the brackets of x[…].</summary>
    public static TensorIndex NewAxis => TensorIndex.NewAxis;

    /// <summary>All axes that the other indices do not name, in the brackets of x[…].</summary>
    public static TensorIndex Ellipsis => TensorIndex.Ellipsis;

    /// <summary>Every step-th element of a range, in the brackets of x[…]; a negative step starts from the range's last.</summary>
    public static TensorIndex Every(Range range, int step) => TensorIndex.Every(range, step);

    /// <summary>
    /// The part that the indices name, as NumPy does: <c>x[1..3, ^1]</c>, <c>x[Ellipsis, NewAxis]</c>, <c>x[indices]</c>,
    /// <c>x[mask]</c>. Several tensors of integers are broadcast together; their axes stand at the place of theirs if these are
    /// neighbours, else first.
    /// </summary>
    /// <exception cref="ShapeException">There are more indices than axes, or tensors that do not broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public Tensor this[params ReadOnlySpan<TensorIndex> indices]
    {
        get
        {
            var x = Settled();
            var all = ForEveryAxis(x.Shape, WithoutMasks(indices));
            var gathers = all.Exists(index => index.What == TensorIndex.Kind.Tensor);
            var (start, step, cut) = (new nint[x.Rank], new nint[x.Rank], new nint[x.Rank]);
            var (lengths, gathered) = (new List<nint>(), new List<(int Axis, Tensor At)>());
            var axis = 0;
            foreach (var index in all)
            {
                if (index.What == TensorIndex.Kind.NewAxis)
                {
                    lengths.Add(1);
                    continue;
                }

                var length = x.Shape[axis];
                if (index.Expected >= 0 && index.Expected != length)
                    throw new ShapeException($"index: a mask of length {index.Expected} does not fit axis {axis} of shape {x.Shape}.");
                (start[axis], step[axis], cut[axis]) = index.What switch
                {
                    TensorIndex.Kind.Number => (Element(index.Number, axis), 1, 1),
                    TensorIndex.Kind.Range => Part(index, length),
                    _ => (0, 1, length),
                };
                // Beside tensors, a number is one of them.
                if (index.What == TensorIndex.Kind.Tensor) gathered.Add((lengths.Count, index.Tensor!));
                else if (index.What == TensorIndex.Kind.Number && gathers) gathered.Add((lengths.Count, ConvertType.To(0, DType.Int64)));
                if (index.What != TensorIndex.Kind.Number || gathers) lengths.Add(cut[axis]);
                axis++;
            }

            var part = Shape.Of(cut) == x.Shape && !step.AsSpan().ContainsAnyExcept(1) ? x : new Slice(start, step, Shape.Of(cut)).Apply(x);
            part = Primitives.Reshape.To(part, Shape.Of([.. lengths]));
            return gathered.Count == 0 ? part : Gathered(part, gathered);
        }
    }

    /// <summary>The elements at tensors of indices along some axes.</summary>
    static Tensor Gathered(Tensor x, List<(int Axis, Tensor At)> indices)
    {
        int[] axes = [.. indices.Select(index => index.Axis)];
        if (axes[^1] - axes[0] != axes.Length - 1)
        {
            x = x.Permute([.. axes, .. Enumerable.Range(0, x.Rank).Except(axes)]);
            for (var i = 0; i < axes.Length; i++) axes[i] = i;
        }

        if (axes.Length == 1) return Take(x, Indices("index", indices[0].At), axes[0]);
        var (first, last) = (axes[0], axes[^1]);
        var broadcast = Shape.Scalar;
        foreach (var (_, next) in indices) broadcast = Shape.Broadcast(broadcast, next.Shape, "index");
        Tensor at = 0, isInside = true;
        for (var i = 0; i < axes.Length; i++)
        {
            var length = x.Shape[axes[i]];
            var next = Indices("index", indices[i].At).To(DType.Int64);
            if (next.IsConcrete) Inside("index", next, axes[i], x.Shape);
            isInside &= (next >= -length) & (next < length);
            at = at * length + Where(next < 0, next + length, next);
        }

        var merged = Shape.Of(x.Shape.Lengths[first..(last + 1)]).Count;
        x = Primitives.Reshape.To(x, [.. x.Shape.Lengths[..first], merged, .. x.Shape.Lengths[(last + 1)..]]);
        // An index outside its own axis must not become one inside another row.
        return Take(x, Where(isInside, at, merged), first);
    }

    static void Inside(string operation, Tensor indices, int axis, Shape shape)
    {
        var length = shape[axis];
        foreach (var index in indices.ToArray<long>())
            if (index < -length || index >= length) throw new ArgumentOutOfRangeException(nameof(indices), $"{operation}: there is no element {index} along axis {axis} of shape {shape}.");
    }

    nint Element(Index number, int axis)
    {
        var length = Shape[axis];
        var place = number.IsFromEnd ? length - number.Value : number.Value;
        return place >= 0 && place < length ? place
            : throw new ArgumentOutOfRangeException(nameof(number), $"index: there is no element {number} along axis {axis} of shape {Shape}.");
    }

    static (nint Start, nint Step, nint Count) Part(TensorIndex index, nint length)
    {
        nint Bound(Index bound) => nint.Clamp(bound.IsFromEnd ? length - bound.Value : bound.Value, 0, length);
        var (low, high) = (Bound(index.Range.Start), Bound(index.Range.End));
        if (high <= low) return (0, index.Step, 0);
        return (index.Step > 0 ? low : high - 1, index.Step, (high - low - 1) / Math.Abs((nint)index.Step) + 1);
    }

    /// <summary>The indices with masks as tensors of integers, one per axis of the mask.</summary>
    List<TensorIndex> WithoutMasks(ReadOnlySpan<TensorIndex> indices)
    {
        var all = new List<TensorIndex>();
        foreach (var index in indices)
        {
            if (index.What != TensorIndex.Kind.Tensor || index.Tensor!.DType != DType.Bool) all.Add(index);
            else if (index.Tensor.Rank == 0) throw new ShapeException($"index: a mask of shape () names no axis of shape {Shape}.");
            else
            {
                all.AddRange(Places(index.Tensor));
            }
        }

        return all;
    }

    /// <summary>Where the mask is true: for each of its axes the indices along it.</summary>
    static IEnumerable<TensorIndex> Places(Tensor mask)
    {
        var known = mask.Concrete("A boolean mask");
        var truth = known.ToArray<bool>();
        var strides = known.Shape.Strides();
        var places = new List<long>[known.Rank];
        for (var axis = 0; axis < places.Length; axis++) places[axis] = [];
        for (nint at = 0; at < truth.Length; at++)
        {
            if (!truth[at]) continue;
            for (var axis = 0; axis < places.Length; axis++) places[axis].Add(at / strides[axis] % known.Shape[axis]);
        }

        return places.Select((indices, axis) => TensorIndex.Masked(From(indices.ToArray()), known.Shape[axis]));
    }

    /// <summary>The indices for every axis: the ellipsis, or the end, stands for all that are not named.</summary>
    static List<TensorIndex> ForEveryAxis(Shape shape, List<TensorIndex> indices)
    {
        var named = indices.Count(index => index.What is not (TensorIndex.Kind.NewAxis or TensorIndex.Kind.Ellipsis));
        if (named > shape.Rank) throw new ShapeException($"index: {named} are given, and shape {shape} has {shape.Rank} axes.");
        var at = indices.FindIndex(index => index.What == TensorIndex.Kind.Ellipsis);
        if (at != indices.FindLastIndex(index => index.What == TensorIndex.Kind.Ellipsis))
            throw new ShapeException($"index: shape {shape} is given two ellipses.");
        if (at < 0) at = indices.Count;
        else indices.RemoveAt(at);
        indices.InsertRange(at, Enumerable.Repeat<TensorIndex>(.., shape.Rank - named));
        return indices;
    }
}
