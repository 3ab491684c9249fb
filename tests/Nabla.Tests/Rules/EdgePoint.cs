namespace Nabla.Tests.Rules;

/// <summary>A point where a formula has a kink, a tie, a jump or an infinite slope, and what is decided there.</summary>
/// <param name="Formula">The formula as typed.</param>
/// <param name="At">Its variables and their values, as in x=0, y=-inf.</param>
/// <param name="Value">The decided value.</param>
/// <param name="Gradient">The decided derivative by each variable, in the order of At.</param>
/// <param name="Why">The reason, for the document.</param>
sealed record EdgePoint(string Formula, string At, double Value, double[] Gradient, string Why);
