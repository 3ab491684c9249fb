using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// An operation that is linear in each of two operands (a matrix product, a convolution): its derivative is itself in one
/// plus itself in the other, and only the transpose in each is to be written.
/// </summary>
abstract class BilinearPrimitive : SingleResult
{
    public sealed override Tensor? Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y)
    {
        if (!y.DType.IsFloating) return null;
        var first = dx[0] is { } da ? Apply(da, x[1]) : null;
        var second = dx[1] is { } db ? Apply(x[0], db) : null;
        return first is null ? second : second is null ? first : ElementwisePrimitive.Sum.Apply(first, second);
    }
}
