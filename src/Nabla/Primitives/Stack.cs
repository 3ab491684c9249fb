using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>Tensors of one type side by side along a new first axis.</summary>
sealed class Stack : LinearPrimitive
{
    static readonly Stack s_instance = new();

    public override string Name => "stack";

    /// <summary>The tensors brought to one type; bare numbers alone become float32.</summary>
    public static Tensor Of(ReadOnlySpan<Tensor> rows) =>
        rows.IsEmpty ? Tensor.Zeros([0]) : s_instance.Apply(ConvertType.ToCommon(rows));

    public override TensorType InferType(ReadOnlySpan<Tensor> x)
    {
        foreach (var row in x)
            if (row.Type != x[0].Type) throw new ShapeException($"stack: {x[0].Type} and {row.Type} must have one type and shape.");
        return new(x[0].DType, x[0].Shape.Insert(0, x.Length));
    }

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        var y = Tensor.Allocate(type);
        var size = x[0].Count * type.DType.Size;
        for (var i = 0; i < x.Length; i++)
        {
            var row = x[i].Contiguous();
            row.Storage.AsSpan<byte>(row.Offset * type.DType.Size, size).CopyTo(y.Storage.AsSpan<byte>(i * size, size));
            GC.KeepAlive(row);
        }

        GC.KeepAlive(y);
        return y;
    }

    public override Tensor Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand) => Slice.Row(yBar, operand);

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size)
    {
        var all = new Tensor[x.Length];
        for (var i = 0; i < all.Length; i++) all[i] = Axes.Repeated(x[i], batched[i], size);
        return Apply(all).MoveAxis(1, 0);
    }

    public override Lowered Lower() => new Lowered.Rearrangement();
}
