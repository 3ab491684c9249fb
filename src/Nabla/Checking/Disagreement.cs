namespace Nabla.Checking;

/// <summary>A point at which two formulas have different values; NaN where one is not defined.</summary>
public sealed record Disagreement(IReadOnlyList<string> Variables, IReadOnlyList<double> Point, double First, double Second);
