namespace Nabla.Optimization;

/// <summary>How often a function and its derivatives were evaluated.</summary>
/// <param name="Values">Values of f, alone or with its gradient; of all residuals for a fit.</param>
/// <param name="Gradients">Gradients of f; Jacobians of the residuals for a fit.</param>
/// <param name="Hessians">Whole Hessians.</param>
/// <param name="HessianVectors">Products of the Hessian with a vector.</param>
public readonly record struct EvaluationCounts(long Values, long Gradients, long Hessians = 0, long HessianVectors = 0)
{
    /// <summary>The sums, entry by entry.</summary>
    public static EvaluationCounts operator +(EvaluationCounts a, EvaluationCounts b) =>
        new(a.Values + b.Values, a.Gradients + b.Gradients, a.Hessians + b.Hessians, a.HessianVectors + b.HessianVectors);
}
