namespace Nabla.Optimization;

/// <summary>What a least-squares run says of its end.</summary>
static class FitExplanation
{
    /// <param name="status">How it ended; where the start was not finite, the caller knows which residual is to blame.</param>
    /// <param name="test">The test that was passed, if one was.</param>
    /// <param name="iterations">The steps made.</param>
    /// <param name="cost">What was minimised, as "sum of squares".</param>
    /// <param name="noStep">What it may mean that no step lowers the cost, with its colon, or nothing.</param>
    public static string Text(OptimizationStatus status, ConvergenceTest? test, long iterations, string cost, string noStep = "")
    {
        var after = iterations == 1 ? "after 1 iteration" : $"after {iterations} iterations";
        return status switch
        {
            OptimizationStatus.Converged => test switch
            {
                ConvergenceTest.Gradient => $"converged {after} — no column of the Jacobian is left in the residuals.",
                ConvergenceTest.Value => $"converged {after} — the {cost} no longer changes.",
                _ => $"converged {after} — the parameters no longer change.",
            },
            OptimizationStatus.IterationLimit => $"not converged — all iterations were made ({iterations}). Allow more, or start nearer.",
            OptimizationStatus.BudgetLimit => $"not converged — the evaluations or the time allowed were used up {after}.",
            OptimizationStatus.Cancelled => $"cancelled {after}.",
            _ => $"not converged — no step lowers the {cost} any more {after}{noStep}.",
        };
    }
}
