namespace Nabla.Optimization;

/// <summary>How a fit runs. An evaluation is one of all residuals.</summary>
public sealed record FitOptions : RunOptions
{
    /// <summary>How steps are made.</summary>
    public FitMethod Method { get; init; } = FitMethod.LevenbergMarquardt;

    /// <summary>The weight of each residual, at least 0: Σ wᵢ·rᵢ² is minimised; null weighs all alike.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>What a residual costs: its square, or less where outliers are to count less.</summary>
    public Loss Loss { get; init; } = Loss.Squares;

    /// <summary>The residual from which on a robust loss counts it as an outlier, in units of the (weighted) response; positive.</summary>
    public double LossScale
    {
        get;
        init => field = RobustLoss.Scale(value);
    } = 1;

    /// <summary>The share of confidence intervals, as 0.95.</summary>
    public double Confidence
    {
        get;
        init => field = value is > 0 and < 1
            ? value
            : throw new OptionException("confidence", $"The confidence {Symbolics.NumberText.Of(value)} is no share: give a number between 0 and 1, as 0.95.");
    } = 0.95;
}

/// <summary>How a fit makes its steps from residuals r and Jacobian J.</summary>
public enum FitMethod
{
    /// <summary>Within a region in which the linear model was seen to hold (Levenberg 1944, Marquardt 1963): safe from far starts.</summary>
    LevenbergMarquardt,

    /// <summary>All the way to the solution of the linear model, min |Jp + r|², and shorter along the same line where that lowers no cost.</summary>
    GaussNewton,
}

/// <summary>What a residual r costs, with z = (r/scale)²: the sum of scale²·ρ(z) is minimised.</summary>
public enum Loss
{
    /// <summary>ρ = z: least squares.</summary>
    Squares,

    /// <summary>ρ = z up to 1, 2√z − 1 beyond (Huber 1964): outliers count by their distance.</summary>
    Huber,

    /// <summary>ρ = 2(√(1 + z) − 1): Huber's without the corner.</summary>
    SoftL1,

    /// <summary>ρ = ln(1 + z): far outliers hardly count.</summary>
    Cauchy,
}
