using Nabla.Randomness;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// Random numbers by a key, int32 of shape (…, 2): those of each key are a function of its two words alone, so a batch of
/// keys draws what each would draw alone. They have no derivative.
/// </summary>
sealed class Draw(Distribution distribution, TensorType type) : NonlinearPrimitive
{
    public override string Name => "draw";

    public override string Parameters => $"{distribution}, {type}";

    public override TensorType InferType(ReadOnlySpan<Tensor> x) => new(type.DType, [.. Keys(x[0]), .. type.Shape]);

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType all)
    {
        var words = x[0].Contiguous();
        var y = Tensor.Allocate(all);
        var count = type.Shape.Count;
        for (nint i = 0; i < words.Count / 2; i++) distribution.Fill(KeyWords.Read(words, i), y, i * count, count);
        GC.KeepAlive(y);
        return y;
    }

    public override Tensor? Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y) => null;

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) => Apply(x[0]);

    public override Lowered Lower() => new Lowered.Kernel();

    static ReadOnlySpan<nint> Keys(Tensor key) => key.DType == DType.Int32 && key.Rank > 0 && key.Shape[-1] == 2
        ? key.Shape.Lengths[..^1]
        : throw new ShapeException($"draw: a key is int32 of shape (2) or (…, 2), and this one is {key.Type}: make one with Key.Of(seed).");
}
