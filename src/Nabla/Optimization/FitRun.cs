using Nabla.Optimization.Dense;

namespace Nabla.Optimization;

/// <summary>
/// The attempts of a fit: Levenberg and Marquardt's method from the start; and where its end is in doubt and linear
/// variables are known, the same with those solved for, then finished on all variables. The lowest cost wins.
/// </summary>
sealed class FitRun
{
    // Of a minimum, units aside; where the data no longer determine a direction that they once did, the run has gone astray.
    const double WorstCondition = 1e6;

    double _condition;

    FitRun(Residuals residuals, FitOptions options)
    {
        (Residuals, Options, Clock) = (residuals, options, new(options));
        Path = options.KeepPath ? new(residuals.Dimension) : null;
    }

    public required double[] Start { get; init; }

    public Residuals Residuals { get; }

    public FitOptions Options { get; }

    public RunClock Clock { get; }

    public Buffers Buffers { get; } = new();

    public DescentPath? Path { get; private set; }

    public OptimizationStatus Status { get; private set; }

    public ConvergenceTest? Test { get; private set; }

    public double[] X { get; private set; } = [];

    public double Cost { get; private set; } = double.NaN;

    public double GradientNorm { get; private set; }

    public long Iterations { get; private set; }

    public EvaluationCounts Evaluations { get; private set; }

    public static FitRun Run(Residuals residuals, ReadOnlySpan<double> start, FitOptions options)
    {
        var run = new FitRun(residuals, options) { Start = [.. start] };
        run.Attempt(start, run.Path);
        if (run.CanProject(start)) run.AttemptProjected(start, new(residuals, start, options.Weights, run.Buffers));
        return run;
    }

    bool CanProject(ReadOnlySpan<double> start) =>
        Status is not (OptimizationStatus.Cancelled or OptimizationStatus.IterationLimit or OptimizationStatus.BudgetLimit) && Residuals.Linear.Count is > 0 and var linear && linear < start.Length
        && (Status != OptimizationStatus.Converged || !LeastSquaresCost.Folds(Residuals, Options))
        && Options.Method == FitMethod.LevenbergMarquardt && Options.Loss == Loss.Squares && Options.Bounds is null && Residuals.Count >= start.Length;

    void AttemptProjected(ReadOnlySpan<double> start, VariableProjection projection)
    {
        // A minimum above what linear least squares makes of the start itself is another one than was meant.
        if (Status != OptimizationStatus.Converged || _condition > WorstCondition || projection.CostAtStart() < Cost) Project(start, projection);
        projection.Release(Buffers);
    }

    void Project(ReadOnlySpan<double> start, VariableProjection projection)
    {
        var path = Options.KeepPath ? new DescentPath(start.Length) : null;
        var inner = new LevenbergMarquardt(new(projection.Reduced, new()), projection.Start, Left with { Progress = null }, Clock, Buffers);
        var status = inner.Run();
        (Iterations, Evaluations) = (Iterations + inner.Iterations, Evaluations + projection.Evaluations);
        if (status == OptimizationStatus.NonFinite) return;
        if (path is not null) path.Add(new() { Number = 0, X = start, F = double.NaN, GradientNorm = 0 });
        Attempt(projection.Full(inner.X), path);
    }

    // What earlier attempts have left of the limits.
    FitOptions Left => Options with { Iterations = Math.Max(0, Options.Iterations - Iterations) };

    // Runs from a start and keeps the result if it is the best so far.
    void Attempt(ReadOnlySpan<double> start, DescentPath? path)
    {
        var cost = new LeastSquaresCost(Residuals, Options);
        var steps = new LevenbergMarquardt(cost, start, Left, Clock, Buffers, path);
        var status = steps.Run();
        Evaluations += cost.Evaluations;
        Iterations += steps.Iterations;
        var isBetter = X.Length == 0 || (status != OptimizationStatus.NonFinite && !(Cost <= steps.Cost * (1 + 1e-12)));
        if (!isBetter) return;
        (Status, Test, X, Cost, Path, _condition) = (status, steps.Test, steps.X, steps.Cost, path, steps.Condition);
        GradientNorm = 2 * Norm.Of(steps.Gradient);
    }
}
