using Nabla.Optimization.Dense;

namespace Nabla.Optimization;

/// <summary>
/// Nonlinear conjugate gradients with the β of Hager and Zhang (2005), which makes every direction a descent direction.
/// Five vectors of memory.
/// </summary>
public sealed class ConjugateGradients : MinimizeMethod
{
    /// <inheritdoc/>
    public override string Name => "cg";

    internal override OptimizationStatus Run(MinimizeRun run)
    {
        var n = run.Dimension;
        var search = new LineSearch(run) { Curvature = 0.1 };
        double[] d = new double[n], y = new double[n];
        var (isFresh, step, before) = (true, Bfgs.FirstStep(run), 0.0);
        while (true)
        {
            if (isFresh)
                for (var i = 0; i < n; i++) d[i] = -run.Gradient[i];
            var slope = Vectors.Dot(d, run.Gradient);
            // The next step is expected to gain as much as the last one.
            if (before != 0) step *= before / slope;
            if (!(slope < 0) || !search.Search(d, slope, Math.Clamp(step, 1e-300, 1e300)))
            {
                if (run.EndOfSearch(isFresh) is { } end) return end;
                (isFresh, step, before) = (true, Bfgs.FirstStep(run), 0);
                continue;
            }

            if (search.Cost == double.NegativeInfinity) return OptimizationStatus.Diverged;
            Vectors.Sum(search.Gradient, -1, run.Gradient, y);
            var old = Norm.Of(run.Gradient);
            if (run.Accept(ref search.X, ref search.Gradient, search.Cost, -slope) is { } status) return status;
            var along = Vectors.Dot(d, y);
            var beta = (Vectors.Dot(y, run.Gradient) - 2 * Vectors.Dot(y, y) * Vectors.Dot(d, run.Gradient) / along) / along;
            beta = Math.Max(beta, -1 / (Norm.Of(d) * Math.Min(0.01, old)));
            isFresh = !double.IsFinite(beta);
            if (!isFresh)
            {
                Vectors.Scale(beta, d);
                Vectors.Add(-1, run.Gradient, d);
            }

            (step, before) = (search.Step, isFresh ? 0 : slope);
        }
    }
}
