using Nabla.Tensors;

namespace Nabla.Optimization;

/// <summary>How a fit of blocks runs; losses belong to <see cref="ResidualBlocks"/>. An evaluation is one of all residuals.</summary>
public sealed record BlockFitOptions : RunOptions;

/// <summary>What a fit of blocks came to. Not converging is a result, never an exception.</summary>
public sealed record BlockFitResult
{
    internal Func<ParameterBlocks, Tensor?> Solved { get; init; } = _ => null;

    /// <summary>The blocks at the solution as the rows of a float64 matrix.</summary>
    /// <exception cref="ArgumentException">No residual depends on those blocks.</exception>
    public Tensor this[ParameterBlocks blocks] =>
        Solved(blocks) ?? throw new ArgumentException($"No residual depends on those blocks of {blocks.Name}.", nameof(blocks));

    /// <summary>The cost at the solution: the sum of squares, or of the robust losses. Ceres calls half of it the cost.</summary>
    public required double Cost { get; init; }

    /// <summary>The cost at the start.</summary>
    public required double StartCost { get; init; }

    /// <summary>The Euclidean length of the gradient of the cost.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>The number of iterations: points accepted after the start.</summary>
    public required long Iterations { get; init; }

    /// <summary>How often residuals and Jacobians were evaluated.</summary>
    public required EvaluationCounts Evaluations { get; init; }

    /// <summary>How the fit ended.</summary>
    public required OptimizationStatus Status { get; init; }

    /// <summary>The test that was passed, if one was.</summary>
    public required ConvergenceTest? ConvergedBy { get; init; }

    /// <summary>What happened and what to do about it, in words.</summary>
    public required string Explanation { get; init; }

    /// <summary>The points on the way where they were asked for, the start first: all blocks, kind after kind.</summary>
    public IReadOnlyList<PathPoint>? Path { get; init; }

    /// <summary>Whether a test of convergence was passed.</summary>
    public bool Converged => Status == OptimizationStatus.Converged;
}
