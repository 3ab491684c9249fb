namespace Nabla.Optimization;

/// <summary>Says when a run has to stop for reasons other than its own.</summary>
sealed class RunClock(RunOptions options)
{
    readonly long _deadline = options.Time is { } time ? Environment.TickCount64 + (long)time.TotalMilliseconds : long.MaxValue;

    public OptimizationStatus? Check(long iterations, long evaluations)
    {
        if (options.Cancellation.IsCancellationRequested) return OptimizationStatus.Cancelled;
        if (iterations >= options.Iterations) return OptimizationStatus.IterationLimit;
        return evaluations >= options.Evaluations || (_deadline != long.MaxValue && Environment.TickCount64 >= _deadline)
            ? OptimizationStatus.BudgetLimit
            : null;
    }
}
