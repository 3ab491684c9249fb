using Nabla.Primitives;
using Nabla.Tensors;

namespace Nabla.Tracing;

/// <summary>Vectorization: each value stands for one per example, kept along axis 0 of a tensor of the level below.</summary>
/// <param name="size">The number of examples.</param>
sealed class BatchLevel(nint size) : Level
{
    public override string Name => "Vmap";

    /// <summary>One value per example, from a tensor whose axis 0 runs over the examples.</summary>
    public Tensor Wrap(Tensor examples) => new(this, new(examples.DType, examples.Shape.Without(0)), examples);

    /// <summary>The examples at the level below, or null for a value that is the same for all.</summary>
    public Tensor? Examples(Tensor x) => ReferenceEquals(x.Level, this) ? x.Below : null;

    public override void Apply(Primitive primitive, ReadOnlySpan<Tensor> x, Span<Tensor> y)
    {
        Few<Tensor> operandRoom = default;
        Few<bool> batchedRoom = default;
        var operands = x.Length <= Few<Tensor>.Length ? operandRoom[..x.Length] : new Tensor[x.Length];
        var batched = x.Length <= Few<Tensor>.Length ? batchedRoom[..x.Length] : new bool[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var examples = Examples(x[i]);
            batched[i] = examples is not null;
            operands[i] = examples ?? x[i];
        }

        primitive.Batch(operands, batched, size, y);
        for (var i = 0; i < y.Length; i++) y[i] = Wrap(y[i]);
    }
}
