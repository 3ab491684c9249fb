namespace Nabla.Optimization;

/// <summary>How a minimisation, a fit or a search for a root ended.</summary>
public enum OptimizationStatus
{
    /// <summary>A test of convergence was passed; <see cref="ConvergenceTest"/> says which.</summary>
    Converged,

    /// <summary>The most iterations allowed were made.</summary>
    IterationLimit,

    /// <summary>The evaluations or the time allowed were used up.</summary>
    BudgetLimit,

    /// <summary>No step was found that lowers f, and no test of convergence is passed: f is rough, kinked, or at odds with its derivative; or the gradient vanished at what is no minimum.</summary>
    NoDescent,

    /// <summary>f fell, or the point ran away, without bound.</summary>
    Diverged,

    /// <summary>f or a derivative of it is NaN or infinite at the start.</summary>
    NonFinite,

    /// <summary>No point was found that satisfies the constraints.</summary>
    Infeasible,

    /// <summary>The caller stopped the run.</summary>
    Cancelled,
}

/// <summary>The test by which a run converged.</summary>
public enum ConvergenceTest
{
    /// <summary>The gradient vanished to its tolerance.</summary>
    Gradient,

    /// <summary>Neither the last step nor the next one promised changes f by more than its tolerance.</summary>
    Value,

    /// <summary>Steps no longer change the point by more than their tolerance.</summary>
    Step,

    /// <summary>f came down to the value asked for.</summary>
    Target,
}

/// <summary>The names of statuses as programs read them.</summary>
public static class OptimizationStatusNames
{
    extension(OptimizationStatus status)
    {
        /// <summary>converged, iteration_limit, budget_limit, no_descent, diverged, non_finite, infeasible or cancelled.</summary>
        public string Name => status switch
        {
            OptimizationStatus.Converged => "converged",
            OptimizationStatus.IterationLimit => "iteration_limit",
            OptimizationStatus.BudgetLimit => "budget_limit",
            OptimizationStatus.NoDescent => "no_descent",
            OptimizationStatus.Diverged => "diverged",
            OptimizationStatus.NonFinite => "non_finite",
            OptimizationStatus.Infeasible => "infeasible",
            _ => "cancelled",
        };
    }
}
