using Nabla.Execution;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// The elements of a table at integer indices along an axis, in whose place the axes of the indices stand; −1 is the last.
/// The first axes of both, as many as <paramref name="batch"/>, are walked together. Linear in the table.
/// </summary>
sealed class Gather(int axis, int batch) : LinearPrimitive
{
    public override string Name => "gather";

    public override string Parameters => batch == 0 ? $"axis={axis}" : $"axis={axis}, batch={batch}";

    /// <summary>The shape of what is gathered.</summary>
    public static Shape Of(Shape table, Shape indices, int axis, int batch) =>
        [.. table.Lengths[..axis], .. indices.Lengths[batch..], .. table.Lengths[(axis + 1)..]];

    public override TensorType InferType(ReadOnlySpan<Tensor> x)
    {
        Check(this, x[0].Shape, x[1], axis, batch);
        return new(x[0].DType, Of(x[0].Shape, x[1].Shape, axis, batch));
    }

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        var y = Tensor.Allocate(type);
        var table = x[0].Contiguous();
        var size = type.DType.Size;
        foreach (var (from, into, length) in Runs(this, x[0].Shape, x[1], axis, batch))
            table.Storage.AsSpan<byte>((table.Offset + from) * size, length * size).CopyTo(y.Storage.AsSpan<byte>(into * size, length * size));
        GC.KeepAlive(table);
        GC.KeepAlive(y);
        return y;
    }

    public override Tensor Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand) =>
        new ScatterAdd(axis, batch, x[0].Shape).Apply(yBar, x[1]);

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size)
    {
        if (batch == 0 && !batched[1]) return new Gather(axis + 1, 0).Apply(x[0], x[1]);
        if (batch == 0 && !batched[0]) return Apply(x[0], x[1]).MoveAxis(axis, 0);
        return new Gather(axis + 1, batch + 1).Apply(Axes.Repeated(x[0], batched[0], size), Axes.Repeated(x[1], batched[1], size));
    }

    public override Lowered Lower() => new Lowered.Kernel();

    /// <exception cref="ShapeException">The indices are no integers, or do not belong to this table.</exception>
    internal static void Check(Primitive primitive, Shape table, Tensor indices, int axis, int batch)
    {
        if (!indices.DType.IsInteger) throw new ShapeException($"{primitive.Name}: indices must be integers, and these are {indices.Type}.");
        if (axis >= table.Rank || axis < batch || indices.Rank < batch || !indices.Shape.Lengths[..batch].SequenceEqual(table.Lengths[..batch]))
            throw new ShapeException($"{primitive}: indices of shape {indices.Shape} do not fit shape {table}.");
    }

    /// <summary>Runs of elements: where they begin in the table and in what is gathered, and how many.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is beyond the table.</exception>
    internal static IEnumerable<(nint Table, nint Gathered, nint Length)> Runs(
        Primitive primitive, Shape table, Tensor indices, int axis, int batch)
    {
        var (batches, before) = (Shape.Of(table.Lengths[..batch]).Count, Shape.Of(table.Lengths[batch..axis]).Count);
        var (length, run) = (table[axis], Shape.Of(table.Lengths[(axis + 1)..]).Count);
        var places = new long[Shape.Of(indices.Shape.Lengths[batch..]).Count];
        for (nint b = 0; b < batches; b++)
        {
            ElementCopy.Read(indices, b * places.Length, places);
            foreach (ref var place in places.AsSpan())
            {
                if (place < -length || place >= length)
                    throw new ArgumentOutOfRangeException(nameof(indices), $"{primitive.Name}: there is no element {place} along axis {axis} of shape {table}.");
                if (place < 0) place += length;
            }

            for (nint p = b * before; p < (b + 1) * before; p++)
                for (var i = 0; i < places.Length; i++)
                    yield return ((p * length + (nint)places[i]) * run, (p * places.Length + i) * run, run);
        }
    }
}
