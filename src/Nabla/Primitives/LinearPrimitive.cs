using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// An operation that is linear in its floating operands together (reshape, sum, concatenate; a gather in its table, not
/// in its indices): its derivative is itself, and only the transpose is to be written.
/// </summary>
abstract class LinearPrimitive : SingleResult
{
    public sealed override Tensor? Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y)
    {
        if (!y.DType.IsFloating) return null;
        if (x.Length == 1) return Apply(dx[0]!);
        var operands = new Tensor[x.Length];
        for (var i = 0; i < operands.Length; i++) operands[i] = dx[i] ?? (x[i].DType.IsFloating ? Tensor.Zeros(x[i].Type) : x[i]);
        return Apply(operands);
    }
}
