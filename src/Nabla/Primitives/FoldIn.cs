using Nabla.Randomness;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>The keys, int32 of shape (…, 2), for data, int64 of shape (…): one for each pair.</summary>
sealed class FoldIn : NonlinearPrimitive
{
    public static readonly FoldIn Instance = new();

    public override string Name => "fold_in";

    public override TensorType InferType(ReadOnlySpan<Tensor> x) =>
        x[0].DType == DType.Int32 && x[1].DType == DType.Int64 && x[0].Shape == x[1].Shape.Insert(-1, 2)
            ? x[0].Type
            : throw new ShapeException($"fold_in: a key of {x[0].Type} takes no data of {x[1].Type}: give one integer for each key.");

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        var (words, data) = (x[0].Contiguous(), x[1].Contiguous());
        var y = Tensor.Allocate(type);
        for (nint i = 0; i < data.Count; i++) KeyWords.Read(words, i).FoldIn(data.Elements<long>()[(int)i]).Write(y, i);
        GC.KeepAlive(data);
        return y;
    }

    public override Tensor? Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y) => null;

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) =>
        Apply(Axes.Repeated(x[0], batched[0], size), Axes.Repeated(x[1], batched[1], size));

    public override Lowered Lower() => new Lowered.Kernel();
}
