using Nabla.Primitives;
using Nabla.Tensors;

namespace Nabla.Tests.Primitives.Samples;

static class LinearAlgebraSamples
{
    public static IEnumerable<Sample> All =>
    [
        new("cholesky", typeof(Cholesky), x => Tensor.Cholesky(Positive(x[0])), new Input([3, 3])),
        new("cholesky of what is not symmetric", typeof(Cholesky), x => Tensor.Cholesky(Heavy(x[0])), new Input([3, 3], -0.5, 0.5)),
        new("cholesky of matrices", typeof(Cholesky), x => Tensor.Cholesky(Positive(x[0])), new Input([2, 1, 4, 4])),
        new("cholesky of one number", typeof(Cholesky), x => Tensor.Cholesky(x[0]), new Input([1, 1], 1, 2)),
        new("cholesky of nothing", typeof(Cholesky), x => Tensor.Cholesky(x[0]), new Input([0, 0])),
        new("cholesky of no matrices", typeof(Cholesky), x => Tensor.Cholesky(x[0]), new Input([0, 2, 2])),
        new("solve", typeof(Solve), x => Tensor.Solve(Heavy(x[0]), x[1]), new([3, 3], -0.5, 0.5), new([3, 2])),
        new("solve for a vector", typeof(Solve), x => Tensor.Solve(Heavy(x[0]), x[1]), new([3, 3], -0.5, 0.5), new([3])),
        new("solve with pivots", typeof(Solve), x => Tensor.Solve(Turned(x[0]), x[1]), new([3, 3], -0.5, 0.5), new([3, 2])),
        new("solve matrices by size 1", typeof(Solve), x => Tensor.Solve(Heavy(x[0]), x[1]), new([2, 1, 2, 2], -0.5, 0.5), new([3, 2, 1])),
        new("solve matrices for a matrix", typeof(Solve), x => Tensor.Solve(Heavy(x[0]), x[1]), new([3, 2, 2], -0.5, 0.5), new([2, 2])),
        new("solve by one number", typeof(Solve), x => Tensor.Solve(x[0], x[1]), new([1, 1], 1, 2), new([1])),
        new("solve for no columns", typeof(Solve), x => Tensor.Solve(Heavy(x[0]), x[1]), new([2, 2], -0.5, 0.5), new([2, 0])),
        new("solve without rows", typeof(Solve), x => Tensor.Solve(x[0], x[1]), new([0, 0]), new([0, 3])),
        new("solve for what varies with the matrix", typeof(Solve), x => Tensor.Solve(Heavy(x[0]), x[0]), new Input([3, 3], -0.5, 0.5)),
        new("solve lower", typeof(Solve), x => Tensor.SolveLower(Heavy(x[0]), x[1]), new([3, 3], -0.5, 0.5), new([3, 2])),
        new("solve lower transposed", typeof(Solve), x => Tensor.SolveLower(Heavy(x[0]), x[1], transposed: true), new([2, 3, 3], -0.5, 0.5), new([3])),
        new("solve upper", typeof(Solve), x => Tensor.SolveUpper(Heavy(x[0]), x[1]), new([3, 3], -0.5, 0.5), new([3, 2])),
        new("solve upper transposed", typeof(Solve), x => Tensor.SolveUpper(Heavy(x[0]), x[1], transposed: true), new([3, 3], -0.5, 0.5), new([2, 3, 1])),
        new("inverse", typeof(Solve), x => Tensor.Inverse(Heavy(x[0])), new Input([3, 3], -0.5, 0.5)),
        new("inverse of matrices", typeof(Solve), x => Tensor.Inverse(Heavy(x[0])), new Input([2, 2, 2], -0.5, 0.5)),
        new("determinant", typeof(Determinant), x => Tensor.Determinant(Turned(x[0])), new Input([3, 3], -0.5, 0.5)),
        new("determinant of matrices", typeof(Determinant), x => Tensor.Determinant(Heavy(x[0])), new Input([2, 2, 3, 3], -0.5, 0.5)),
        new("determinant of one number", typeof(Determinant), x => Tensor.Determinant(x[0]), new Input([1, 1], 1, 2)),
        new("determinant of nothing", typeof(Determinant), x => Tensor.Determinant(x[0]), new Input([0, 0])),
        new("determinant of no matrices", typeof(Determinant), x => Tensor.Determinant(x[0]), new Input([0, 2, 2])),
        new("sign of determinants", typeof(Determinant), x => Tensor.DeterminantSign(Turned(x[0])), new Input([2, 3, 3], -0.5, 0.5)),
        new("log determinant", typeof(Determinant), x => Tensor.LogDeterminant(Turned(x[0])), new Input([3, 3], -0.5, 0.5)),
        new("log determinant of matrices", typeof(Determinant), x => Tensor.LogDeterminant(Heavy(x[0])), new Input([2, 2, 2], -0.5, 0.5)),
        new("cofactors", typeof(Cofactors), x => Cofactors.Instance.Apply(Turned(x[0])), new Input([3, 3], -0.5, 0.5)),
        new("cofactors of matrices", typeof(Cofactors), x => Cofactors.Instance.Apply(Heavy(x[0])), new Input([2, 2, 2], -0.5, 0.5)),
        new("cofactors of one number", typeof(Cofactors), x => Cofactors.Instance.Apply(x[0]), new Input([1, 1], 1, 2)),
        new("cofactors of nothing", typeof(Cofactors), x => Cofactors.Instance.Apply(x[0]), new Input([0, 0])),
    ];

    static Tensor Heavy(Tensor x) => x + 2 * Tensor.Eye(x.Shape[-1], x.DType);

    // Rows in another order: the diagonal alone would be a bad choice of pivots.
    static Tensor Turned(Tensor x) => x + 2 * Tensor.From<double>([0, 1, 0, 0, 0, 1, -1, 0, 0], [3, 3]).To(x.DType);

    static Tensor Positive(Tensor x) => Tensor.MatMul(x, x.T) + 2 * Tensor.Eye(x.Shape[-1], x.DType);
}
