using static Nabla.Symbolics.NumberText;

namespace Nabla.Optimization;

/// <summary>What every run can be told: how exact, how long, and who watches.</summary>
public abstract record RunOptions
{
    /// <summary>
    /// Converged where |∂f/∂xᵢ|·max(|xᵢ|, 1) ≤ this · max(|f|, 1) for every variable that no bound holds, 1 being replaced by what
    /// |f| and |∂f/∂xᵢ|·max(|xᵢ|, 1) are at the start where these are smaller; for a fit where
    /// the cosine between the residuals and every column of the Jacobian is no larger. 0 asks for all that rounding leaves.
    /// </summary>
    public double GradientTolerance { get; init => field = Tolerance("gradient-tolerance", value); } = 1e-10;

    /// <summary>Converged where the last change of f and the promised one are at most this · |f|.</summary>
    public double ValueTolerance { get; init => field = Tolerance("value-tolerance", value); } = 1e-15;

    /// <summary>Converged where a step changes no variable by more than this · |xᵢ|.</summary>
    public double StepTolerance { get; init => field = Tolerance("step-tolerance", value); } = 1e-15;

    /// <summary>The most iterations.</summary>
    public long Iterations { get; init => field = value >= 0 ? value : throw new OptionException("iterations", $"{value} iterations can't be made. Give a whole number of 0 or more."); } = 10_000;

    /// <summary>The most evaluations of f.</summary>
    public long Evaluations { get; init => field = value > 0 ? value : throw new OptionException("evaluations", $"With {value} evaluations nothing can be found out. Give a positive number."); } = long.MaxValue;

    /// <summary>The most time; null where it does not matter.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>The bounds of the variables, if they have any.</summary>
    public Bounds? Bounds { get; init; }

    /// <summary>Whether the result is to hold the points on the way.</summary>
    public bool KeepPath { get; init; }

    /// <summary>Is told of every iteration, on the thread that makes it.</summary>
    public IProgress<OptimizationProgress>? Progress { get; init; }

    /// <summary>Ends the run with what it has.</summary>
    public CancellationToken Cancellation { get; init; }

    static double Tolerance(string option, double value) => value is >= 0 and < double.PositiveInfinity
        ? value
        : throw new OptionException(option, $"The tolerance {Of(value)} can't be reached. Give a small number of 0 or more, as 1e-10.");
}

/// <summary>How a minimisation runs.</summary>
public sealed record MinimizeOptions : RunOptions
{
    /// <summary>Whether to look for a maximum instead.</summary>
    public bool Maximize { get; init; }

    /// <summary>Ends the run as converged as soon as f is no larger (no smaller, for a maximum) than this.</summary>
    public double? Target { get; init; }

    /// <summary>What the solution has to satisfy beside the bounds.</summary>
    public IReadOnlyList<Constraint> Constraints { get; init; } = [];
}
