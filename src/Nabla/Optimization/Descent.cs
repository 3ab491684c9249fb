namespace Nabla.Optimization;

/// <summary>Runs a first-order method from a start, watched for divergence, values that are not finite, and standing still.</summary>
public static class Descent
{
    /// <summary>
    /// Steps from the start until the tolerance, the last epoch, divergence, a value that is not finite, or the caller ends
    /// the run; tells the observer of every epoch, the start included as number 0.
    /// </summary>
    /// <remarks>
    /// An epoch is one step and one evaluation of f with ∇f at the point it leads to; it allocates nothing. The method's
    /// state is taken as it stands, so that a run can be continued. Throws <see cref="ArgumentException"/> where dimensions
    /// differ and <see cref="OptionException"/> for a start that is not finite.
    /// </remarks>
    public static DescentResult Run(
        Objective f, ReadOnlySpan<double> start, FirstOrderMethod method, DescentOptions? options = null,
        EpochObserver? onEpoch = null, CancellationToken cancellation = default)
    {
        options ??= new();
        Check(f, start, method);
        var run = new DescentRun(f, start, method, options);
        var status = Steps(run, options, onEpoch, cancellation);
        return DescentExplanation.Result(run, status);
    }

    static DescentStatus Steps(DescentRun run, DescentOptions options, EpochObserver? onEpoch, CancellationToken cancellation)
    {
        var tolerance = options.Tolerance ?? double.NegativeInfinity;
        var mayHurry = onEpoch is null && run.MayHurry;
        run.Evaluate();
        while (true)
        {
            var isFinite = run.Judge();
            onEpoch?.Invoke(run.Epoch);
            if (!isFinite) return DescentStatus.NonFinite;
            if (run.Monitor.IsDiverging) return DescentStatus.Diverged;
            if (run.Norm <= tolerance) return DescentStatus.Converged;
            if (run.Number == options.Epochs) return run.StatusAtLimit();
            if (cancellation.IsCancellationRequested) return DescentStatus.Cancelled;
            if (mayHurry)
            {
                run.Hurry(tolerance);
                continue;
            }

            run.Step();
            run.Evaluate();
        }
    }

    static void Check(Objective f, ReadOnlySpan<double> start, FirstOrderMethod method)
    {
        if (start.Length != f.Dimension || method.Dimension != f.Dimension)
            throw new ArgumentException(
                $"{f.Name} has {f.Dimension} variables, the start {start.Length} numbers, the method {method.Dimension}.", nameof(start));
        for (var i = 0; i < start.Length; i++)
            if (!double.IsFinite(start[i]))
                throw new OptionException("from", $"The start {f.Variables[i]} = {Symbolics.NumberText.Of(start[i])} is not a finite number.");
    }
}
