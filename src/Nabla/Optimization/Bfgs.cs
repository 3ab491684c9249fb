using Nabla.Optimization.Dense;

namespace Nabla.Optimization;

/// <summary>
/// The method of Broyden, Fletcher, Goldfarb and Shanno (1970) with a dense inverse Hessian and weak Wolfe conditions, by
/// which it also passes kinks (Lewis and Overton 2013). For up to a few thousand variables.
/// </summary>
public sealed class Bfgs : MinimizeMethod
{
    /// <inheritdoc/>
    public override string Name => "bfgs";

    internal override OptimizationStatus Run(MinimizeRun run)
    {
        var n = run.Dimension;
        var search = new LineSearch(run) { IsWeak = true };
        double[] inverse = new double[n * n], d = new double[n], s = new double[n], y = new double[n], hy = new double[n];
        for (var isFresh = true; ;)
        {
            if (isFresh) SetUnit(inverse, n, 1);
            for (var i = 0; i < n; i++) d[i] = -Vectors.Dot(inverse.AsSpan(i * n, n), run.Gradient);
            var slope = Vectors.Dot(d, run.Gradient);
            var first = isFresh ? FirstStep(run) : 1;
            if (!(slope < 0) || !search.Search(d, slope, first))
            {
                if (run.EndOfSearch(isFresh) is { } end) return end;
                isFresh = true;
                continue;
            }

            if (search.Cost == double.NegativeInfinity) return OptimizationStatus.Diverged;
            Vectors.Sum(search.X, -1, run.X, s);
            Vectors.Sum(search.Gradient, -1, run.Gradient, y);
            if (run.Accept(ref search.X, ref search.Gradient, search.Cost, -slope) is { } status)
            {
                if (isFresh || !run.IsDoubtful()) return status;
                isFresh = true;
                continue;
            }

            var curvature = Vectors.Dot(s, y);
            if (!(curvature > 0)) continue;
            if (isFresh) SetUnit(inverse, n, curvature / Vectors.Dot(y, y));
            isFresh = false;
            Update(inverse, s, y, hy, curvature);
        }
    }

    // H ← (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ with ρ = 1/sᵀy.
    static void Update(double[] inverse, double[] s, double[] y, double[] hy, double curvature)
    {
        var n = s.Length;
        for (var i = 0; i < n; i++) hy[i] = Vectors.Dot(inverse.AsSpan(i * n, n), y);
        var factor = (1 + Vectors.Dot(y, hy) / curvature) / curvature;
        for (var i = 0; i < n; i++)
        {
            var row = inverse.AsSpan(i * n, n);
            Vectors.Add(factor * s[i] - hy[i] / curvature, s, row);
            Vectors.Add(-s[i] / curvature, hy, row);
        }
    }

    static void SetUnit(double[] inverse, int n, double diagonal)
    {
        Array.Clear(inverse);
        for (var i = 0; i < n; i++) inverse[i * n + i] = diagonal;
    }

    /// <summary>A first step along the negative gradient that changes the point by about a hundredth of its length.</summary>
    internal static double FirstStep(MinimizeRun run)
    {
        var length = Norm.Of(run.Gradient);
        return Math.Min(1, Math.Max(0.01 * Norm.Of(run.X), 0.01) / length) is > 0 and var step ? step : 1e-300;
    }
}
