using Nabla.Execution.Kernels;

namespace Nabla.Tests.Execution.Kernels;

[Collection(nameof(Alone))]
public unsafe class LinearAlgebraTests
{
    public static TheoryData<int> Lengths => [0, 1, 2, 7, 31, 32, 33, 70, 129];

    [Theory, MemberData(nameof(Lengths))]
    public void The_factor_times_its_transpose_is_the_matrix(int n)
    {
        var a = Positive(n);
        var l = (double[])a.Clone();
        for (var i = 0; i < n; i++)
        for (var j = i + 1; j < n; j++) l[i * n + j] = double.NaN;
        fixed (double* p = l) Assert.Equal(-1, Cholesky.Factor(new Matrix<double>(p, n, n)));
        for (var i = 0; i < n; i++)
        for (var j = 0; j < n; j++)
        {
            if (j > i)
            {
                Assert.True(double.IsNaN(l[i * n + j]), "The upper triangle was touched.");
                continue;
            }

            var sum = 0.0;
            for (var k = 0; k <= j; k++) sum += l[i * n + k] * l[j * n + k];
            Assert.Equal(a[i * n + j], sum, 1e-12 * n);
        }
    }

    static double[] Positive(int n)
    {
        var x = Numbers.Uniform<double>(n * n, n);
        var a = new double[n * n];
        for (var i = 0; i < n; i++)
        for (var j = 0; j < n; j++)
        {
            for (var k = 0; k < n; k++) a[i * n + j] += x[i * n + k] * x[j * n + k];
            if (i == j) a[i * n + j] += 1;
        }

        return a;
    }

    [Fact]
    public void A_matrix_that_is_not_positive_definite_names_its_column()
    {
        var a = Positive(80);
        a[45 * 80 + 45] = -3;
        fixed (double* p = a) Assert.Equal(45, Cholesky.Factor(new Matrix<double>(p, 80, 80)));
        Assert.Throws<ArgumentException>(() => Cholesky.Factor(new Matrix<double>(null, 2, 3)));
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Solving_undoes_multiplying(int n)
    {
        foreach (var columns in new[] { 0, 1, 5, 300 })
        foreach (var (upper, transposed, unit, columnMajor) in Cases())
        {
            var t = Numbers.Uniform<double>(n * n, 7);
            for (var i = 0; i < t.Length; i++) t[i] = i % (n + 1) == 0 ? t[i] + 3 : t[i] / n;
            double[] x = Numbers.Uniform<double>(n * columns, 8), b = new double[n * columns];
            double At(int i, int j) => i == j && unit ? 1 : transposed ? t[j * n + i] : t[i * n + j];
            int Place(int i, int j) => columnMajor ? j * n + i : i * columns + j;
            for (var i = 0; i < n; i++)
            for (var j = 0; j < columns; j++)
            for (var k = upper ? i : 0; k < (upper ? n : i + 1); k++) b[Place(i, j)] += At(i, k) * x[Place(k, j)];
            fixed (double* pt = t, pb = b)
            {
                var triangle = new Matrix<double>(pt, n, n);
                if (transposed) triangle = triangle.Transposed;
                var right = columnMajor ? new Matrix<double>(pb, columns, n).Transposed : new(pb, n, columns);
                if (upper) Triangular.SolveUpper(triangle, right, unit);
                else Triangular.SolveLower(triangle, right, unit);
            }

            for (var i = 0; i < x.Length; i++) Assert.Equal(x[i], b[i], 1e-9);
        }
    }

    static IEnumerable<(bool, bool, bool, bool)> Cases() =>
        Enumerable.Range(0, 16).Select(i => ((i & 1) != 0, (i & 2) != 0, (i & 4) != 0, (i & 8) != 0));

    [Fact]
    public void A_unit_diagonal_is_not_read()
    {
        double[] t = [double.NaN, 0, 2, double.NaN], b = [3, 10];
        fixed (double* pt = t, pb = b) Triangular.SolveLower(new(pt, 2, 2), new Matrix<double>(pb, 2, 1), unitDiagonal: true);
        Assert.Equal([3, 4], b);
    }
}
