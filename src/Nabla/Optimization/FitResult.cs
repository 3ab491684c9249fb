using Nabla.Symbolics;

namespace Nabla.Optimization;

/// <summary>A fitted parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Estimate">Its value.</param>
/// <param name="StandardError">Its standard error by the linear approximation; NaN where the data do not determine it.</param>
/// <param name="Lower">The lower end of its confidence interval.</param>
/// <param name="Upper">The upper end of its confidence interval.</param>
/// <param name="IsAtBound">Whether a bound holds it, so that it has no standard error.</param>
public sealed record FitParameter(string Name, double Estimate, double StandardError, double Lower, double Upper, bool IsAtBound);

/// <summary>What a fit came to. Not converging is a result, never an exception.</summary>
public sealed record FitResult
{
    /// <summary>The parameters in the order of the start.</summary>
    public required IReadOnlyList<FitParameter> Parameters { get; init; }

    /// <summary>Σ wᵢ·rᵢ² at the solution, whatever the loss.</summary>
    public required double ResidualSumOfSquares { get; init; }

    /// <summary>The cost that was minimised: the sum of squares, or the sum of the robust loss.</summary>
    public required double Cost { get; init; }

    /// <summary>Residuals (of positive weight) less parameters that no bound holds.</summary>
    public required int DegreesOfFreedom { get; init; }

    /// <summary>√(sum of squares/degrees of freedom); NaN without degrees of freedom.</summary>
    public required double ResidualStandardDeviation { get; init; }

    /// <summary>The covariance of the parameters, n·n row by row: s²(JᵀJ)⁻¹; NaN where the data do not determine it.</summary>
    public required IReadOnlyList<double> Covariance { get; init; }

    /// <summary>The residuals at the solution, without weights.</summary>
    public required IReadOnlyList<double> Residuals { get; init; }

    /// <summary>1 − RSS/total sum of squares around the mean of the response; null where no response is known.</summary>
    public double? RSquared { get; init; }

    /// <summary>The response as data; null where no response is known.</summary>
    public IReadOnlyList<double>? Response { get; init; }

    /// <summary>The derivative of the model by each parameter, for a model given as a formula.</summary>
    public IReadOnlyList<KeyValuePair<string, Expr>> Derivatives { get; init; } = [];

    /// <summary>The Euclidean length of the gradient of the cost.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>The number of iterations, over all attempts.</summary>
    public required long Iterations { get; init; }

    /// <summary>How often residuals and Jacobians were evaluated, over all attempts.</summary>
    public required EvaluationCounts Evaluations { get; init; }

    /// <summary>How the fit ended.</summary>
    public required OptimizationStatus Status { get; init; }

    /// <summary>The test that was passed, if one was.</summary>
    public required ConvergenceTest? ConvergedBy { get; init; }

    /// <summary>What happened and what to do about it, in words.</summary>
    public required string Explanation { get; init; }

    /// <summary>What to know before trusting the fit: parameters that the data do not determine, a response the model can't reach.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The points on the way where they were asked for, the start first.</summary>
    public IReadOnlyList<PathPoint>? Path { get; init; }

    /// <summary>Whether a test of convergence was passed.</summary>
    public bool Converged => Status == OptimizationStatus.Converged;

    /// <summary>The estimate of a parameter; throws <see cref="ArgumentException"/> for a name that is none.</summary>
    public double this[string parameter] =>
        Parameters.FirstOrDefault(p => p.Name == parameter)?.Estimate
        ?? throw new ArgumentException($"{parameter} is no parameter of the fit.", nameof(parameter));
}
