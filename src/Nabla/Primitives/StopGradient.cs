using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>The operand itself, held constant by every derivative.</summary>
sealed class StopGradient : NonlinearPrimitive
{
    public static readonly StopGradient Instance = new();

    public override string Name => "stop_gradient";

    public override TensorType InferType(ReadOnlySpan<Tensor> x) => x[0].Type;

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type) => x[0];

    public override Tensor? Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y) => null;

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) => Apply(x[0]);

    public override Lowered Lower() => new Lowered.Rearrangement();
}
