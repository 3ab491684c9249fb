namespace Nabla.Optimization;

/// <summary>Eigenvalues of small symmetric matrices by Jacobi's rotations (1846), cyclic by rows.</summary>
static class SymmetricEigenvalues
{
    const int MostSweeps = 60;

    /// <summary>The eigenvalues in rising order; the matrix (n·n, row by row) is used up. Finite entries only.</summary>
    public static double[] Of(Span<double> a, int n)
    {
        for (var sweep = 0; sweep < MostSweeps && OffDiagonal(a, n) > 0; sweep++)
            for (var p = 0; p < n; p++)
                for (var q = p + 1; q < n; q++) Rotate(a, n, p, q);

        var eigenvalues = new double[n];
        for (var i = 0; i < n; i++) eigenvalues[i] = a[i * n + i];
        Array.Sort(eigenvalues);
        return eigenvalues;
    }

    // Turns the plane of p and q so that a[p, q] becomes 0.
    static void Rotate(Span<double> a, int n, int p, int q)
    {
        var apq = a[p * n + q];
        if (apq == 0) return;
        // The smaller root of t² + 2θt − 1, so that the turn is at most 45°.
        var theta = (a[q * n + q] - a[p * n + p]) / (2 * apq);
        var t = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + double.Hypot(theta, 1));
        var c = 1 / double.Hypot(t, 1);
        var s = t * c;
        for (var i = 0; i < n; i++) (a[i * n + p], a[i * n + q]) = (c * a[i * n + p] - s * a[i * n + q], s * a[i * n + p] + c * a[i * n + q]);
        for (var i = 0; i < n; i++) (a[p * n + i], a[q * n + i]) = (c * a[p * n + i] - s * a[q * n + i], s * a[p * n + i] + c * a[q * n + i]);
        a[p * n + q] = a[q * n + p] = 0;
    }

    // The sum of magnitudes off the diagonal that still counts beside the diagonal.
    static double OffDiagonal(ReadOnlySpan<double> a, int n)
    {
        var sum = 0.0;
        for (var p = 0; p < n; p++)
            for (var q = p + 1; q < n; q++)
            {
                var entry = Math.Abs(a[p * n + q]);
                if (entry > 1e-17 * Math.Sqrt(Math.Abs(a[p * n + p]) * Math.Abs(a[q * n + q]))) sum += entry;
            }

        return sum;
    }
}
