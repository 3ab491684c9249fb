using Nabla.Primitives;

namespace Nabla.Tensors;

public sealed partial class Tensor
{
    /// <summary>The same elements in row-major order under another shape; one length may be −1 and is worked out.</summary>
    /// <exception cref="ShapeException">The shapes have different counts.</exception>
    public Tensor Reshape(params ReadOnlySpan<nint> lengths)
    {
        var open = lengths.IndexOf(-1);
        if (open < 0) return Primitives.Reshape.To(Settled(), Shape.Of(lengths));
        Span<nint> all = stackalloc nint[lengths.Length];
        lengths.CopyTo(all);
        all[open] = 1;
        var rest = Shape.Of(all).Count;
        if (rest == 0 || Count % rest != 0)
            throw new ShapeException($"reshape: {Count} elements of shape {Shape} do not fill rows of {rest}.");
        all[open] = Count / rest;
        return Primitives.Reshape.To(Settled(), Shape.Of(all));
    }

    /// <summary>The axes in another order: axis i of the result is axis order[i] of this one.</summary>
    /// <exception cref="ShapeException">The order does not name every axis once.</exception>
    public Tensor Permute(params ReadOnlySpan<int> order)
    {
        if (order.Length != Rank || Axes.Of(Shape, order, "permute").Length != Rank)
            throw new ShapeException($"permute: {order.Length} axes are named, and shape {Shape} has {Rank}.");
        var axes = order.ToArray();
        for (var i = 0; i < axes.Length; i++) axes[i] = Shape.Axis(axes[i]);
        return Rank < 2 ? this : new Permute(axes).Apply(this);
    }

    /// <summary>Two axes exchanged; −1 is the last.</summary>
    public Tensor SwapAxes(int a, int b)
    {
        (a, b) = (Axes.One(Shape, a, "swap axes"), Axes.One(Shape, b, "swap axes"));
        if (a == b) return this;
        if (Rank == 2) return Primitives.Permute.Matrix.Apply(this);
        var order = new int[Rank];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        (order[a], order[b]) = (b, a);
        return new Permute(order).Apply(this);
    }

    /// <summary>One axis at another place, the others in their order.</summary>
    public Tensor MoveAxis(int from, int to)
    {
        (from, to) = (Axes.One(Shape, from, "move axis"), Axes.One(Shape, to, "move axis"));
        if (from == to) return this;
        var order = new List<int>();
        for (var i = 0; i < Rank; i++)
            if (i != from) order.Add(i);
        order.Insert(to, from);
        return new Permute([.. order]).Apply(this);
    }

    /// <summary>The last two axes exchanged; a vector stays as it is.</summary>
    public Tensor T => Rank < 2 ? this : SwapAxes(-2, -1);

    /// <summary>Repeated to a shape by NumPy's rule.</summary>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public Tensor BroadcastTo(params ReadOnlySpan<nint> lengths)
    {
        var shape = Shape.Of(lengths);
        return Shape.BroadcastsTo(shape)
            ? Broadcast.To(Settled(), shape)
            : throw new ShapeException($"broadcast: shape {Shape} does not repeat to {shape}.");
    }

    /// <summary>Element i along the first axis, which disappears; −1 is the last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public Tensor this[int i]
    {
        get
        {
            if (Rank == 0) throw new ShapeException("index: a tensor of shape () has no axis.");
            var length = Shape[0];
            if (i < -length || i >= length)
                throw new ArgumentOutOfRangeException(nameof(i), $"index: there is no element {i} along axis 0 of shape {Shape}.");
            return Slice.Row(this, i < 0 ? i + length : i);
        }
    }

    /// <summary>The elements along the first axis, so that foreach and spreads work; a tensor is no sequence to LINQ.</summary>
    public IEnumerator<Tensor> GetEnumerator()
    {
        var length = Rank == 0 ? throw new ShapeException("foreach: a tensor of shape () has no rows.") : Shape[0];
        for (nint i = 0; i < length; i++) yield return Slice.Row(this, i);
    }

    /// <summary>The sum along axes, which disappear or keep length 1; none given means all.</summary>
    public static Tensor Sum(Tensor x, ReadOnlySpan<int> axes = default, bool keepAxes = false)
    {
        x = x.Settled();
        var along = Axes.Of(x.Shape, axes, "sum");
        return along.Length == 0 && x.DType != DType.Bool ? x : new ReduceSum(along, keepAxes).Apply(x);
    }

    /// <summary>
    /// The matrix product along the last axis of a and the last but one of b. Vectors are a row on the left and a column on
    /// the right; axes before the last two are repeated by NumPy's rule.
    /// </summary>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static Tensor MatMul(Tensor a, Tensor b)
    {
        (a, b) = (a.Settled(), b.Settled());
        if (a.Rank == 0 || b.Rank == 0 || a.Shape[-1] != b.Shape[b.Rank == 1 ? 0 : -2])
            throw new ShapeException($"matmul: shapes {a.Shape} and {b.Shape} do not fit: the last axis of the first must be as long " +
                "as the last but one of the second.");
        var dtype = Promotion.Floating(Promotion.Of(a.DType, b.DType));
        var left = ConvertType.To(a.Rank == 1 ? Primitives.Reshape.To(a, a.Shape.Insert(0)) : a, dtype);
        var right = ConvertType.To(b.Rank == 1 ? Primitives.Reshape.To(b, b.Shape.Insert(1)) : b, dtype);
        if (left.Rank > 2 || right.Rank > 2)
        {
            var batch = Shape.Broadcast(Shape.Of(left.Shape.Lengths[..^2]), Shape.Of(right.Shape.Lengths[..^2]), "matmul");
            left = Broadcast.To(left, [.. batch.Lengths, .. left.Shape.Lengths[^2..]]);
            right = Broadcast.To(right, [.. batch.Lengths, .. right.Shape.Lengths[^2..]]);
        }

        var product = Primitives.MatMul.Instance.Apply(left, right);
        if (a.Rank == 1) product = Primitives.Reshape.To(product, product.Shape.Without(-2));
        return b.Rank == 1 ? Primitives.Reshape.To(product, product.Shape.Without(-1)) : product;
    }
}
