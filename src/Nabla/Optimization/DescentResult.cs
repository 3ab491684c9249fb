namespace Nabla.Optimization;

/// <summary>What a descent came to. Not converging is a result, never an exception.</summary>
public sealed record DescentResult
{
    /// <summary>The last point, by name, in the order of the variables.</summary>
    public required OrderedDictionary<string, double> X { get; init; }

    /// <summary>f there.</summary>
    public required double F { get; init; }

    /// <summary>The Euclidean length of ∇f there.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>The number of steps made.</summary>
    public required long Iterations { get; init; }

    /// <summary>How often f and ∇f were evaluated (together): at the start and once an epoch, whatever was evaluated again left out.</summary>
    public required long Evaluations { get; init; }

    /// <summary>How the run ended.</summary>
    public required DescentStatus Status { get; init; }

    /// <summary>What happened and what to do about it, in words.</summary>
    public required string Explanation { get; init; }

    /// <summary>The curvature that the explanation rests on; null where it is not known (many variables, not finite).</summary>
    public Curvature? Curvature { get; init; }

    /// <summary>The rate below which steps shrink the distance to the minimum, where it is known.</summary>
    public double? StableRate { get; init; }

    /// <summary>The status as programs read it: converged, epoch_limit, plateau, diverged, non_finite, cancelled.</summary>
    public string StatusName => Status switch
    {
        DescentStatus.Converged => "converged",
        DescentStatus.EpochLimit => "epoch_limit",
        DescentStatus.Plateau => "plateau",
        DescentStatus.Diverged => "diverged",
        DescentStatus.NonFinite => "non_finite",
        _ => "cancelled",
    };
}
