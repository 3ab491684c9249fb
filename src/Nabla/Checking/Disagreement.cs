namespace Nabla.Checking;

/// <summary>A point at which two formulas have different values; NaN where one is not defined.</summary>
public sealed record Disagreement(IReadOnlyList<string> Variables, IReadOnlyList<double> Point, double First, double Second)
{
    /// <summary>The first less the second: where rounding hides it, by the difference of the two formulas.</summary>
    public double Difference { get; init; } = First - Second;
}
