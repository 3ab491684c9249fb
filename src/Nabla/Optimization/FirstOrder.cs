namespace Nabla.Optimization;

/// <summary>
/// A first-order method with a rate (Adam and its relatives) as a way to minimise: fixed steps, no line search, until the
/// gradient vanishes or a limit is reached. The best point is not kept: the last one is the result.
/// </summary>
/// <param name="create">Makes the method for a number of variables, as <c>n => new Adam(n, 0.01)</c>.</param>
public sealed class FirstOrder(Func<int, FirstOrderMethod> create) : MinimizeMethod
{
    /// <inheritdoc/>
    public override string Name => "first-order";

    /// <inheritdoc/>
    public override bool TakesBounds => true;

    /// <summary>How the rate falls: step k takes η/(1 + decay·k); 0 keeps it. At least 0; else <see cref="OptionException"/>.</summary>
    public double Decay
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new OptionException("decay", $"The decay {Symbolics.NumberText.Of(value)} must be a number of 0 or more.");
    }

    internal override OptimizationStatus Run(MinimizeRun run)
    {
        var method = create(run.Dimension);
        var rate = method.Rate;
        var (x, gradient) = (new double[run.Dimension], new double[run.Dimension]);
        while (true)
        {
            run.X.CopyTo(x, 0);
            method.Rate = rate / (1 + Decay * run.Iterations);
            method.Step(x, run.Gradient);
            run.Bounds?.Project(x);
            var cost = run.ValueAndGradient(x, gradient);
            if (!double.IsFinite(cost)) return OptimizationStatus.Diverged;
            if (run.Accept(ref x, ref gradient, cost, double.PositiveInfinity) is { } status) return status;
        }
    }
}
