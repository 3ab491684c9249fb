using Nabla.Optimization.Dense;

namespace Nabla.Optimization;

/// <summary>Gradient descent with a line search in place of a rate (Cauchy 1847): for comparison, and for the first few digits.</summary>
public sealed class SteepestDescent : MinimizeMethod
{
    /// <inheritdoc/>
    public override string Name => "steepest";

    internal override OptimizationStatus Run(MinimizeRun run)
    {
        var search = new LineSearch(run) { Curvature = 0.1 };
        var d = new double[run.Dimension];
        for (var (step, before) = (Bfgs.FirstStep(run), 0.0); ;)
        {
            for (var i = 0; i < d.Length; i++) d[i] = -run.Gradient[i];
            var slope = Vectors.Dot(d, run.Gradient);
            if (before != 0) step *= before / slope;
            if (!search.Search(d, slope, Math.Clamp(step, 1e-300, 1e300))) return run.Limits() ?? OptimizationStatus.NoDescent;
            if (search.Cost == double.NegativeInfinity) return OptimizationStatus.Diverged;
            if (run.Accept(ref search.X, ref search.Gradient, search.Cost, -slope) is { } status) return status;
            (step, before) = (search.Step, slope);
        }
    }
}
