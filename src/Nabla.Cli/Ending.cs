using Nabla.Optimization;

namespace Nabla.Cli;

/// <summary>How a search ended, as an exit code and in words; its result is given in any case.</summary>
static class Ending
{
    public static void EndAs(this Response response, OptimizationStatus status, string explanation)
    {
        switch (status)
        {
            case OptimizationStatus.Converged:
                response.Hint(explanation);
                return;
            case OptimizationStatus.Cancelled:
                response.Hint(explanation);
                throw new OperationCanceledException();
            default:
                response.Warn(status.Name, explanation);
                response.End(status switch
                {
                    OptimizationStatus.NonFinite => ExitCode.Undefined,
                    OptimizationStatus.BudgetLimit => ExitCode.Limit,
                    _ => ExitCode.NotConverged,
                });
                return;
        }
    }

    /// <summary>The ending of a descent in the words of all searches.</summary>
    public static OptimizationStatus Of(DescentResult result) => result.Status switch
    {
        DescentStatus.Converged => OptimizationStatus.Converged,
        DescentStatus.EpochLimit => OptimizationStatus.IterationLimit,
        DescentStatus.Plateau => OptimizationStatus.NoDescent,
        DescentStatus.NonFinite when result.Iterations == 0 => OptimizationStatus.NonFinite,
        DescentStatus.Cancelled => OptimizationStatus.Cancelled,
        _ => OptimizationStatus.Diverged,
    };
}
