namespace Nabla.Optimization;

/// <summary>The eigenvalues λ of the Hessian at a point: along each of its axes gradient descent multiplies the distance by 1 − ηλ.</summary>
/// <param name="Eigenvalues">In rising order.</param>
/// <param name="IsConstant">Whether the Hessian is the same everywhere, so that f is quadratic.</param>
public sealed record Curvature(IReadOnlyList<double> Eigenvalues, bool IsConstant)
{
    const int MostVariables = 32;

    // Central differences of gradients are off by rounding over the step and by the step squared.
    const double Step = 1.0 / (1 << 16);
    const double ErrorOfDifferences = 1e-7;

    /// <summary>The smallest eigenvalue.</summary>
    public double Smallest => Eigenvalues[0];

    /// <summary>The largest eigenvalue.</summary>
    public double Largest => Eigenvalues[^1];

    // Whether f falls along some axis, by more than the rounding of the eigenvalues.
    internal bool IsIndefinite => Smallest < -1e-10 * Math.Abs(Largest);

    /// <summary>λmax/λmin of a bowl, else null: how many times slower the flattest direction is than the steepest.</summary>
    public double? Condition => Smallest > 0 ? Largest / Smallest : null;

    /// <summary>
    /// The curvature of f (of −f where that is minimised) at the point, or null where it is not finite or has too many
    /// variables for a dense matrix.
    /// </summary>
    public static Curvature? At(Objective f, ReadOnlySpan<double> x, bool maximize = false)
    {
        var n = f.Dimension;
        if (n is 0 or > MostVariables || Hessian(f, x, maximize) is not { } here) return null;
        var scale = LargestEntry(here);
        var isConstant = f.IsQuadratic ?? IsConstantAround(f, x, maximize, here, scale);
        var eigen = new Dense.SymmetricEigen(n);
        if (!eigen.Decompose(here)) return null;
        double[] eigenvalues = [.. eigen.Values];
        Array.Sort(eigenvalues);
        // What differences leave of a zero eigenvalue is no curvature.
        var error = f.Hessian is null ? ErrorOfDifferences * scale : 0;
        for (var i = 0; i < n; i++)
            if (Math.Abs(eigenvalues[i]) <= error) eigenvalues[i] = 0;
        return new(eigenvalues, isConstant);
    }

    static bool IsConstantAround(Objective f, ReadOnlySpan<double> x, bool maximize, double[] here, double scale)
    {
        var other = new double[x.Length];
        foreach (var away in (ReadOnlySpan<double>)[-0.625, 0.375, 1.75])
        {
            for (var i = 0; i < x.Length; i++) other[i] = away * x[i] + away * (1 + i % 3);
            if (Hessian(f, other, maximize) is not { } there) return false;
            for (var k = 0; k < here.Length; k++)
                if (Math.Abs(here[k] - there[k]) > ErrorOfDifferences * scale) return false;
        }

        return true;
    }

    static double[]? Hessian(Objective f, ReadOnlySpan<double> x, bool maximize)
    {
        var n = x.Length;
        var hessian = new double[n * n];
        if (f.Hessian is { } exact) exact(x, hessian);
        else Differences(f, x, hessian, new double[3 * n]);
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++)
            {
                var mean = (hessian[i * n + j] + hessian[j * n + i]) / (maximize ? -2 : 2);
                if (!double.IsFinite(mean)) return null;
                hessian[i * n + j] = hessian[j * n + i] = mean;
            }

        return hessian;
    }

    /// <summary>Writes the Hessian as central differences of gradients, row by row; the work space has 3·n numbers.</summary>
    internal static void Differences(Objective f, ReadOnlySpan<double> x, Span<double> hessian, Span<double> work)
    {
        var n = x.Length;
        Span<double> at = work[..n], above = work.Slice(n, n), below = work.Slice(2 * n, n);
        x.CopyTo(at);
        for (var i = 0; i < n; i++)
        {
            // A power of two, so that x ± h and the division round as little as they can.
            var h = Step * Math.ScaleB(1, Math.ILogB(Math.Max(Math.Abs(x[i]), 1)));
            at[i] = x[i] + h;
            f.ValueAndGradient(at, above);
            at[i] = x[i] - h;
            f.ValueAndGradient(at, below);
            at[i] = x[i];
            for (var j = 0; j < n; j++) hessian[i * n + j] = (above[j] - below[j]) / (2 * h);
        }
    }

    static double LargestEntry(double[] entries)
    {
        var largest = 0.0;
        foreach (var entry in entries) largest = Math.Max(largest, Math.Abs(entry));
        return largest;
    }
}
