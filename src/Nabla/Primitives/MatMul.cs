using Nabla.Execution;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>Products of matrices along the last two axes; the axes before them are equal and run over the products.</summary>
sealed class MatMul : BilinearPrimitive
{
    public static readonly MatMul Instance = new();

    public override string Name => "matmul";

    public override TensorType InferType(ReadOnlySpan<Tensor> x)
    {
        ReadOnlySpan<nint> a = x[0].Shape.Lengths, b = x[1].Shape.Lengths;
        var fits = x[0].DType == x[1].DType && x[0].DType.IsFloating && a.Length >= 2 && a.Length == b.Length && a[^1] == b[^2]
            && (a.Length == 2 || a[..^2].SequenceEqual(b[..^2]));
        return fits ? new(x[0].DType, a[^1] == b[^1] ? x[0].Shape : x[0].Shape.With(-1, b[^1])) : throw new ShapeException($"matmul: {x[0].Type} times {x[1].Type}: " +
            "the last axis of the first must be as long as the last but one of the second.");
    }

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type) => PlainMatMul.Evaluate(x[0], x[1], type);

    public override Tensor Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand) =>
        operand == 0 ? Apply(yBar, x[1].SwapAxes(-2, -1)) : Apply(x[0].SwapAxes(-2, -1), yBar);

    // A matrix that is the same for all examples multiplies all of them in one product: their rows, or columns, side by side.
    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size)
    {
        var (a, b) = (x[0], x[1]);
        if (a.Rank - (batched[0] ? 1 : 0) == 2 && !(batched[0] && batched[1]))
        {
            if (!batched[1])
            {
                var rows = Reshape.To(a, [size * a.Shape[1], a.Shape[2]]);
                return Reshape.To(Apply(rows, b), [size, a.Shape[1], b.Shape[1]]);
            }

            var columns = Reshape.To(new Permute([1, 0, 2]).Apply(b), [b.Shape[1], size * b.Shape[2]]);
            var products = Reshape.To(Apply(a, columns), [a.Shape[0], size, b.Shape[2]]);
            return new Permute([1, 0, 2]).Apply(products);
        }

        return Apply(Axes.Repeated(a, batched[0], size), Axes.Repeated(b, batched[1], size));
    }

    public override Lowered Lower() => new Lowered.Contraction();
}
