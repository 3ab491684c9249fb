using static Nabla.Symbolics.NumberText;

namespace Nabla.Optimization;

/// <summary>Says in words how a run ended, and makes its result.</summary>
static class MinimizeExplanation
{
    // Gradients within such a tolerance have not vanished.
    const double Loose = 1e-6;

    public static MinimizeResult Result(MinimizeRun run, MinimizeMethod method, OptimizationStatus status, StationaryPoint? point)
    {
        var norm = run.GradientNorm();
        if (point is { IsMinimum: false }) status = OptimizationStatus.NoDescent;
        return new()
        {
            Variables = run.F.Variables,
            X = run.X,
            F = run.Sign * run.Cost,
            Gradient = Signed(run),
            GradientNorm = norm,
            Iterations = run.Iterations,
            Evaluations = run.Evaluations,
            Status = status,
            ConvergedBy = status == OptimizationStatus.Converged ? run.Test : null,
            Explanation = Text(run, status, norm, point),
            Method = method,
            Path = run.Path?.Points.Select(point => new PathPoint(point.Epoch, point.F, point.X)).ToArray(),
        };
    }

    static double[] Signed(MinimizeRun run)
    {
        if (run.Sign < 0) Dense.Vectors.Negate(run.Gradient);
        return run.Gradient;
    }

    static string Text(MinimizeRun run, OptimizationStatus status, double norm, StationaryPoint? point)
    {
        var f = run.F.Name;
        var after = run.Iterations == 1 ? "after 1 iteration" : $"after {run.Iterations} iterations";
        var slope = $"|∇{f}| = {Short(norm)}";
        return status switch
        {
            OptimizationStatus.Converged => run.Test switch
            {
                ConvergenceTest.Gradient => $"converged {after} — the gradient {(run.Options.GradientTolerance < Loose ? "vanished" : "came within the tolerance")} ({slope}).",
                ConvergenceTest.Value => $"converged {after} — {f} no longer changes ({slope}).",
                ConvergenceTest.Step => $"converged {after} — the point no longer changes ({slope}).",
                _ => $"converged {after} — {f} = {Of(run.Sign * run.Cost)} reached the target.",
            },
            OptimizationStatus.IterationLimit => $"not converged — all {run.Iterations} iterations were made ({slope}). Allow more, or start nearer.",
            OptimizationStatus.BudgetLimit => $"not converged — the evaluations or the time allowed were used up {after} ({slope}).",
            OptimizationStatus.NoDescent when point is not null => $"not converged — the gradient vanished ({slope}), {point.Verdict(isFarFromRest: false)}",
            OptimizationStatus.NoDescent => $"not converged — no step {(run.Sign < 0 ? "raises" : "lowers")} {f} any more {after}, though {slope}: {f} has a kink there, or its gradient is wrong or rough.",
            OptimizationStatus.Diverged => $"diverged — {f} {(run.Sign < 0 ? "rises" : "falls")} without bound: it reached {Short(run.Sign * run.Cost)} {after}, at {PointText.Of(run.F.Variables, run.X)}.",
            OptimizationStatus.NonFinite => NonFinite(run),
            OptimizationStatus.Infeasible => $"infeasible — no point was found that satisfies the constraints, {after}.",
            _ => $"cancelled {after} ({slope}).",
        };
    }

    static string NonFinite(MinimizeRun run)
    {
        var place = $"at the start ({PointText.Of(run.F.Variables, run.X)})";
        var value = run.F.Value(run.X);
        if (!double.IsFinite(value)) return $"{run.F.Name} is {Of(value)} {place}, so no step can be made. Start elsewhere.";
        for (var i = 0; i < run.Dimension; i++)
            if (!double.IsFinite(run.Gradient[i]))
                return $"∂{run.F.Name}/∂{run.F.Variables[i]} is {Of(run.Sign * run.Gradient[i])} {place}, so no step can be made. Start elsewhere.";
        return $"The Hessian of {run.F.Name} is not finite {place}, so no step can be made. Start elsewhere, or take l-bfgs.";
    }
}
