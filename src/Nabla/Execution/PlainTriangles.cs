namespace Nabla.Execution;

/// <summary>Triangular matrices in double.</summary>
static class PlainTriangles
{
    /// <summary>
    /// The lower factor L of the symmetric part of A = L·Lᵀ, zero above, in place of A; NaN in the lower triangle where it is
    /// not positive definite.
    /// </summary>
    public static void Cholesky(double[] a, int n)
    {
        for (var i = 0; i < n; i++)
        for (var j = 0; j < i; j++)
        {
            a[i * n + j] = (a[i * n + j] + a[j * n + i]) / 2;
            a[j * n + i] = 0;
        }

        for (var j = 0; j < n; j++)
        {
            for (var i = j; i < n; i++)
            {
                for (var k = 0; k < j; k++) a[i * n + j] -= a[i * n + k] * a[j * n + k];
                if (i > j) a[i * n + j] /= a[j * n + j];
                else if (a[j * n + j] is var pivot and > 0) a[j * n + j] = Math.Sqrt(pivot);
                else
                {
                    for (var row = 0; row < n; row++) a.AsSpan(row * n, row + 1).Fill(double.NaN);
                    return;
                }
            }
        }
    }

    /// <summary>Solves L·X = B, or U·X = B, in place of B; the other triangle is not read. NaN where a number of the diagonal is 0.</summary>
    public static void Solve(double[] a, int n, bool lower, double[] b, int columns)
    {
        for (var step = 0; step < n; step++)
        {
            var i = lower ? step : n - 1 - step;
            var pivot = a[i * n + i];
            if (pivot == 0)
            {
                b.AsSpan().Fill(double.NaN);
                return;
            }

            var row = b.AsSpan(i * columns, columns);
            for (var k = lower ? 0 : i + 1; k < (lower ? i : n); k++) PlainMatMul.AddScaled(-a[i * n + k], b.AsSpan(k * columns, columns), row);
            foreach (ref var element in row) element /= pivot;
        }
    }
}
