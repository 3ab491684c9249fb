using Nabla.Primitives;

namespace Nabla.Tensors;

// Matrices lie along the last two axes; the axes before them are repeated by NumPy's rule.
public sealed partial class Tensor
{
    /// <summary>
    /// The lower triangular L with L·Lᵀ = (A + Aᵀ)/2. All numbers of its triangle are NaN where that is not positive definite,
    /// so that in a batch the others stand.
    /// </summary>
    /// <exception cref="ShapeException">The last two axes differ in length.</exception>
    public static Tensor Cholesky(Tensor a) => Primitives.Cholesky.Instance.Apply(Matrices(a));

    /// <summary>
    /// The X of A·X = B; a vector b is one column. By elimination with the greatest pivots; all of X is NaN where A is singular.
    /// </summary>
    /// <exception cref="ShapeException">A is not square, or B has not as many rows; the message has both shapes.</exception>
    public static Tensor Solve(Tensor a, Tensor b) => Solved(Primitives.Solve.ByMatrix, a, b);

    /// <summary>The X of L·X = B, or Lᵀ·X = B, where what is above the diagonal of L is not read; NaN where a diagonal number is 0.</summary>
    /// <exception cref="ShapeException">L is not square, or B has not as many rows.</exception>
    public static Tensor SolveLower(Tensor lower, Tensor b, bool transposed = false) =>
        transposed ? Solved(Primitives.Solve.ByUpper, lower.T, b) : Solved(Primitives.Solve.ByLower, lower, b);

    /// <summary>The X of U·X = B, or Uᵀ·X = B, where what is below the diagonal of U is not read; NaN where a diagonal number is 0.</summary>
    /// <exception cref="ShapeException">U is not square, or B has not as many rows.</exception>
    public static Tensor SolveUpper(Tensor upper, Tensor b, bool transposed = false) =>
        transposed ? Solved(Primitives.Solve.ByLower, upper.T, b) : Solved(Primitives.Solve.ByUpper, upper, b);

    /// <summary>The inverse matrix: the solution for the unit matrix; NaN where A is singular. Solve needs less and is more exact.</summary>
    /// <exception cref="ShapeException">The last two axes differ in length.</exception>
    public static Tensor Inverse(Tensor a)
    {
        a = Matrices(a);
        Triangle.Check(a, "inverse");
        return Primitives.Determinant.Inverse(a);
    }

    /// <summary>The determinant, 1 of the matrix without rows; at singular matrices it has a first derivative, and NaN as the second.</summary>
    /// <exception cref="ShapeException">The last two axes differ in length.</exception>
    public static Tensor Determinant(Tensor a) => Primitives.Determinant.Instance.Apply(Matrices(a));

    /// <summary>−1, 0 or 1 as the determinant is negative, zero or positive, without overflow; its derivative is 0.</summary>
    /// <exception cref="ShapeException">The last two axes differ in length.</exception>
    public static Tensor DeterminantSign(Tensor a) => Primitives.Determinant.Sign.Apply(Matrices(a));

    /// <summary>ln|det A| without overflow; −∞ where A is singular, with NaN as the derivative.</summary>
    /// <exception cref="ShapeException">The last two axes differ in length.</exception>
    public static Tensor LogDeterminant(Tensor a) => Primitives.Determinant.Logarithm.Apply(Matrices(a));

    static Tensor Matrices(Tensor a)
    {
        a = a.Settled();
        return ConvertType.To(a, Promotion.Floating(a.DType));
    }

    static Tensor Solved(Solve primitive, Tensor a, Tensor b)
    {
        (a, b) = (a.Settled(), b.Settled());
        if (a.Rank < 2 || a.Shape[-1] != a.Shape[-2] || b.Rank == 0 || b.Shape[b.Rank == 1 ? 0 : -2] != a.Shape[-1])
            throw new ShapeException($"{primitive.Name}: shapes {a.Shape} and {b.Shape} do not fit: the first must be square along its " +
                "last two axes and the second have as many rows.");
        var dtype = Promotion.Floating(Promotion.Of(a.DType, b.DType));
        var left = ConvertType.To(a, dtype);
        var right = ConvertType.To(b.Rank == 1 ? Primitives.Reshape.To(b, b.Shape.Insert(1)) : b, dtype);
        if (left.Rank > 2 || right.Rank > 2)
        {
            var batch = Shape.Broadcast(Shape.Of(left.Shape.Lengths[..^2]), Shape.Of(right.Shape.Lengths[..^2]), primitive.Name);
            left = Broadcast.To(left, [.. batch.Lengths, .. left.Shape.Lengths[^2..]]);
            right = Broadcast.To(right, [.. batch.Lengths, .. right.Shape.Lengths[^2..]]);
        }

        var solution = primitive.Apply(left, right);
        return b.Rank == 1 ? Primitives.Reshape.To(solution, solution.Shape.Without(-1)) : solution;
    }
}
