using Nabla.Symbolics;

namespace Nabla.Optimization;

/// <summary>How long a descent goes on, and which way.</summary>
public sealed record DescentOptions
{
    /// <summary>The most steps to make, at least 0; else <see cref="OptionException"/>.</summary>
    public long Epochs
    {
        get;
        init => field = value >= 0
            ? value
            : throw new OptionException("epochs", $"{value} epochs can't be run. Give a whole number of 0 or more, as in --epochs 20.");
    } = 100;

    /// <summary>The run ends where |∇f| is no larger than this; null runs all epochs. Negative or NaN: <see cref="OptionException"/>.</summary>
    public double? Tolerance
    {
        get;
        init => field = value is null or (>= 0 and < double.PositiveInfinity)
            ? value
            : throw new OptionException("tol", $"The tolerance {NumberText.Of(value.Value)} can't be reached. Give a small positive number, as in --tol 1e-6.");
    }

    /// <summary>Whether to climb f instead.</summary>
    public bool Maximize { get; init; }
}
