using Nabla.Tensors;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Primitives;

/// <summary>Values by hand, singular matrices, and shapes that do not fit.</summary>
public class LinearAlgebraTests
{
    static Tensor Matrix(params double[] numbers)
    {
        var n = (int)Math.Sqrt(numbers.Length);
        return From(numbers, [n, n]);
    }

    [Fact]
    public void Values_are_those_worked_out_by_hand()
    {
        Assert.Equal([2, 0, 3, 1], Cholesky(Matrix(4, 6, 6, 10)).ToArray<double>());
        Assert.Equal([2, 1], Solve(Matrix(1, 1, 1, -1), From<double>([3, 1], [2])).ToArray<double>());
        Assert.Equal(-2, (double)Determinant(Matrix(1, 2, 3, 4)), 1e-15);
        Assert.Equal(-1, (double)DeterminantSign(Matrix(1, 2, 3, 4)));
        Assert.Equal(Math.Log(2), (double)LogDeterminant(Matrix(1, 2, 3, 4)), 1e-15);
        Assert.Equal([-2, 1, 1.5, -0.5], Inverse(Matrix(1, 2, 3, 4)).ToArray<double>().Select(x => Math.Round(x, 14)));
        Assert.Equal([0.5, 0, -0.25, 0.25], Inverse(SolveLower(Matrix(1, 9, 0, 1), Matrix(2, 0, 2, 4))).ToArray<double>());
    }

    [Fact]
    public void Integers_and_bare_numbers_are_floating_matrices()
    {
        Assert.Equal(DType.Float32, Determinant(Eye(3, DType.Int32)).DType);
        Assert.Equal(6, (double)Determinant(From<int>([2, 0, 0, 3], [2, 2])));
    }

    [Fact]
    public void A_determinant_beyond_the_range_of_numbers_has_a_logarithm()
    {
        var huge = 1e200 * Eye(3, DType.Float64);
        Assert.Equal(double.PositiveInfinity, (double)Determinant(huge));
        Assert.Equal(600 * Math.Log(10), (double)LogDeterminant(huge), 1e-11);
        Assert.Equal(1, (double)DeterminantSign(huge));
    }

    [Fact]
    public void A_matrix_of_a_batch_that_is_not_positive_definite_is_NaN_and_the_others_stand()
    {
        var factors = Cholesky(Stack([Matrix(4, 6, 6, 10), Matrix(1, 2, 2, 1), Matrix(0, 0, 0, 1)])).ToArray<double>();
        Assert.Equal([2, 0, 3, 1, double.NaN, 0, double.NaN, double.NaN, double.NaN, 0, double.NaN, double.NaN], factors);
    }

    [Fact]
    public void Singular_matrices_of_a_batch_give_NaN_and_the_others_stand()
    {
        var b = From<double>([3, 1], [2, 1]);
        var solutions = Solve(Stack([Matrix(1, 1, 1, -1), Matrix(1, 2, 2, 4)]), b).ToArray<double>();
        Assert.Equal([2, 1, double.NaN, double.NaN], solutions);
        Assert.All(SolveLower(Matrix(1, 0, 1, 0), b).ToArray<double>(), x => Assert.Equal(double.NaN, x));
        Assert.All(Inverse(Zeros([2, 2])).ToArray<double>(), x => Assert.Equal(double.NaN, x));
        Assert.Equal(double.NegativeInfinity, (double)LogDeterminant(Matrix(1, 2, 2, 4)));
        Assert.Equal(0, (double)DeterminantSign(Matrix(1, 2, 2, 4)));
        Assert.Equal(0, (double)Determinant(Matrix(1, 2, 2, 4)));
    }

    [Fact]
    public void NaN_in_a_matrix_is_NaN_in_the_results()
    {
        var a = Matrix(1, double.NaN, 2, 4);
        Assert.Equal(double.NaN, (double)Determinant(a));
        Assert.Equal(double.NaN, (double)DeterminantSign(a));
        Assert.Equal(double.NaN, (double)LogDeterminant(a));
        Assert.Equal(double.NaN, Cholesky(Matrix(1, double.NaN, double.NaN, 4)).ToArray<double>()[2]);
    }

    [Fact]
    public void The_determinant_of_a_singular_matrix_has_its_cofactors_as_gradient()
    {
        Assert.Equal([4, -2, -2, 1], Grad(Determinant, Matrix(1, 2, 2, 4)).ToArray<double>());
        Assert.Equal([1], Grad(Determinant, Matrix(0)).ToArray<double>());
        Assert.Equal(new double[9], Grad(Determinant, Matrix(1, 2, 3, 2, 4, 6, 3, 6, 9)).ToArray<double>());
        // Rows 0 and 1 are equal: the rows of cofactors are the cross products of the other two rows.
        Assert.Equal([6, 0, -6, -6, 0, 6, 0, 0, 0], Grad(Determinant, Matrix(2, 4, 2, 2, 4, 2, 2, 1, 2)).ToArray<double>().Select(x => Math.Round(x, 12) + 0.0));
        var jvp = Jvp(Determinant, Matrix(1, 2, 2, 4), Matrix(1, 0, 0, 0)).Tangent;
        Assert.Equal(4, (double)jvp);
    }

    [Fact]
    public void Only_the_triangle_is_read_in_values_and_derivatives()
    {
        var (a, b) = (Matrix(2, double.NaN, 1, 4), From<double>([2, 5], [2]));
        Assert.Equal([1, 1], SolveLower(a, b).ToArray<double>());
        Assert.Equal([0.375, 1.25], SolveUpper(a.T, b).ToArray<double>());
        Assert.Equal(0, Grad(x => Sum(SolveLower(x, b)), a).ToArray<double>()[1]);
        Assert.Equal(0, Grad(x => Sum(SolveUpper(x, b)), a.T).ToArray<double>()[2]);
    }

    [Fact]
    public void Vmap_with_one_matrix_eliminates_it_once()
    {
        var a = Matrix(1, 1, 1, -1);
        var graph = Trace(b => Vmap(x => Solve(a, x))(b), Zeros([5, 2], DType.Float64));
        Assert.Equal(1, graph.Count("solve"));
        Assert.DoesNotContain("(5, 2, 2)", graph.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named_with_the_operation()
    {
        Says("cholesky", "(2, 3)", () => Cholesky(Zeros([2, 3])));
        Says("determinant", "(3)", () => Determinant(Zeros([3])));
        Says("log_determinant", "(2, 3)", () => LogDeterminant(Zeros([2, 3])));
        Says("inverse", "(2, 3)", () => Inverse(Zeros([2, 3])));
        Says("solve", "(3, 1)", () => Solve(Eye(2), Zeros([3, 1])));
        Says("solve_lower", "(2, 2)", () => SolveLower(Eye(2), Zeros([3])));
        Says("solve", "(3)", () => Solve(Zeros([3, 2, 2]), Zeros([2, 2, 1])));
    }

    static void Says(string operation, string shape, Func<Tensor> f)
    {
        var error = Assert.Throws<ShapeException>(f);
        Assert.StartsWith(operation + ":", error.Message, StringComparison.Ordinal);
        Assert.Contains(shape, error.Message, StringComparison.Ordinal);
    }
}
