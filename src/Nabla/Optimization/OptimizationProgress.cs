namespace Nabla.Optimization;

/// <summary>Where a run stands after an iteration; number 0 is the start.</summary>
/// <param name="Iteration">The number of iterations made.</param>
/// <param name="F">f at the point; the sum of squares for a fit.</param>
/// <param name="GradientNorm">The largest magnitude among the derivatives; those that push against a bound left out.</param>
public readonly record struct OptimizationProgress(long Iteration, double F, double GradientNorm);

/// <summary>A point on the way of a run.</summary>
/// <param name="Iteration">The number of iterations made.</param>
/// <param name="F">f at the point.</param>
/// <param name="X">The point.</param>
public sealed record PathPoint(long Iteration, double F, IReadOnlyList<double> X);
