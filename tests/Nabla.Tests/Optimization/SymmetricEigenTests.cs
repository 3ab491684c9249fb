using Nabla.Optimization;
using Nabla.Optimization.Dense;

namespace Nabla.Tests.Optimization;

public class SymmetricEigenTests
{
    static double[] Eigenvalues(double[] a, int n)
    {
        var eigen = new SymmetricEigen(n);
        Assert.True(eigen.Decompose(a));
        return [.. eigen.Values.ToArray().Order()];
    }

    [Fact]
    public void A_two_by_two_matrix_has_the_roots_of_its_polynomial() =>
        Assert.Equal([1, 3], Eigenvalues([2, 1, 1, 2], 2).Select(l => Math.Round(l, 14)));

    [Fact]
    public void Trace_squares_and_order_hold_for_random_matrices()
    {
        var random = new Random(7);
        for (var n = 1; n <= 32; n++)
        {
            var a = new double[n * n];
            for (var i = 0; i < n; i++)
                for (var j = 0; j <= i; j++) a[i * n + j] = a[j * n + i] = random.NextDouble() * 20 - 10;
            var trace = Enumerable.Range(0, n).Sum(i => a[i * n + i]);
            var squares = a.Sum(e => e * e);
            var eigenvalues = Eigenvalues(a, n);
            Assert.Equal(trace, eigenvalues.Sum(), 1e-12 * Math.Sqrt(squares) * n);
            Assert.Equal(squares, eigenvalues.Sum(l => l * l), 1e-12 * squares);
        }
    }

    [Fact]
    public void The_second_difference_matrix_has_its_known_eigenvalues()
    {
        const int n = 20;
        var a = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            a[i * n + i] = 2;
            if (i > 0) a[i * n + i - 1] = a[(i - 1) * n + i] = -1;
        }

        var expected = Enumerable.Range(1, n).Select(k => 2 - 2 * Math.Cos(k * Math.PI / (n + 1)));
        foreach (var (l, e) in Eigenvalues(a, n).Zip(expected)) Assert.Equal(e, l, 1e-13);
    }

    [Fact]
    public void Differences_of_gradients_find_the_curvature_of_a_quadratic()
    {
        // f = x² + 3y² + xy: Hessian [[2, 1], [1, 6]].
        var f = new Objective(["x", "y"], x => 0, (x, g) =>
        {
            (g[0], g[1]) = (2 * x[0] + x[1], 6 * x[1] + x[0]);
            return x[0] * x[0] + 3 * x[1] * x[1] + x[0] * x[1];
        });
        var curvature = Curvature.At(f, [10, -3])!;
        Assert.True(curvature.IsConstant);
        Assert.Equal(4 + Math.Sqrt(5), curvature.Largest, 1e-9);
        Assert.Equal(4 - Math.Sqrt(5), curvature.Smallest, 1e-9);
    }
}
