using Nabla.Optimization.Dense;

namespace Nabla.Optimization;

/// <summary>
/// L-BFGS (Nocedal 1980, Liu and Nocedal 1989): BFGS from the last few steps alone, for any number of variables. With
/// bounds the variables held by one are left out of the step, and steps are projected (Bertsekas 1982).
/// </summary>
public sealed class LimitedMemoryBfgs : MinimizeMethod
{
    /// <inheritdoc/>
    public override string Name => "l-bfgs";

    /// <inheritdoc/>
    public override bool TakesBounds => true;

    /// <summary>The number of steps remembered, at least 1; else <see cref="OptionException"/>.</summary>
    public int Memory
    {
        get;
        init => field = value >= 1 ? value : throw new OptionException("memory", $"A memory of {value} steps can't bend. Give at least 1, as 10.");
    } = 10;

    internal override OptimizationStatus Run(MinimizeRun run) =>
        run.Bounds is { } bounds ? new ProjectedSteps(run, bounds, Memory).Run() : Free(run);

    OptimizationStatus Free(MinimizeRun run)
    {
        var pairs = new StepPairs(run.Dimension, Memory);
        var search = new LineSearch(run);
        while (true)
        {
            var isFresh = pairs.Count == 0;
            var slope = pairs.Direction(run.Gradient, pairs.Next);
            if (!(slope < 0) || !search.Search(pairs.Next, slope, isFresh ? Bfgs.FirstStep(run) : 1))
            {
                if (run.EndOfSearch(isFresh) is { } end) return end;
                pairs.Clear();
                continue;
            }

            if (search.Cost == double.NegativeInfinity) return OptimizationStatus.Diverged;
            pairs.Add(search.Step, run.Gradient, search.Gradient);
            if (run.Accept(ref search.X, ref search.Gradient, search.Cost, -slope) is { } status)
            {
                if (isFresh || !run.IsDoubtful()) return status;
                pairs.Clear();
            }
        }
    }
}
