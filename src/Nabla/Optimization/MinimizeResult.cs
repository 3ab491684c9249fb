namespace Nabla.Optimization;

/// <summary>What a minimisation came to. Not converging is a result, never an exception.</summary>
public sealed record MinimizeResult
{
    /// <summary>The names of the variables.</summary>
    public required IReadOnlyList<string> Variables { get; init; }

    /// <summary>The best point, in the order of the variables.</summary>
    public required IReadOnlyList<double> X { get; init; }

    /// <summary>f there.</summary>
    public required double F { get; init; }

    /// <summary>The derivatives there.</summary>
    public required IReadOnlyList<double> Gradient { get; init; }

    /// <summary>The Euclidean length of ∇f there; derivatives that push against a bound left out.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>The number of iterations: points accepted after the start.</summary>
    public required long Iterations { get; init; }

    /// <summary>How often f and its derivatives were evaluated.</summary>
    public required EvaluationCounts Evaluations { get; init; }

    /// <summary>How the run ended.</summary>
    public required OptimizationStatus Status { get; init; }

    /// <summary>The test that was passed, if one was.</summary>
    public required ConvergenceTest? ConvergedBy { get; init; }

    /// <summary>What happened and what to do about it, in words.</summary>
    public required string Explanation { get; init; }

    /// <summary>The method that ran.</summary>
    public required MinimizeMethod Method { get; init; }

    /// <summary>The largest amount by which a constraint is missed; 0 where there is none.</summary>
    public double ConstraintViolation { get; init; }

    /// <summary>The Lagrange multiplier of each constraint: ∇f = Σ λₖ·∇cₖ at a solution (bounds aside).</summary>
    public IReadOnlyList<double> Multipliers { get; init; } = [];

    /// <summary>The points on the way where they were asked for, the start first.</summary>
    public IReadOnlyList<PathPoint>? Path { get; init; }

    /// <summary>Whether a test of convergence was passed.</summary>
    public bool Converged => Status == OptimizationStatus.Converged;

    /// <summary>The value of a variable; throws <see cref="ArgumentException"/> for a name that is none.</summary>
    public double this[string variable]
    {
        get
        {
            for (var i = 0; i < Variables.Count; i++)
                if (Variables[i] == variable) return X[i];
            throw new ArgumentException($"{variable} is no variable of the minimisation.", nameof(variable));
        }
    }
}
