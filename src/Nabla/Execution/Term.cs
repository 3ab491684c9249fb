namespace Nabla.Execution;

/// <summary>A tangent or cotangent under way: a known factor times a result (or times 1, where the place is negative).</summary>
/// <param name="Factor">The factor: finite and not 0; 0 where there is no term.</param>
/// <param name="Place">The place of the result, or −1.</param>
/// <param name="Guarded">Whether its path has passed a row that can be infinite or masks a side, so that 0 · ∞ may come up.</param>
readonly record struct Term(double Factor, int Place, bool Guarded = false)
{
    /// <summary>The term that is 0 at every point.</summary>
    public static readonly Term Zero;

    /// <summary>The term 1.</summary>
    public static readonly Term One = new(1, -1);

    /// <summary>Whether this is no term at all.</summary>
    public bool IsZero => Factor == 0;
}
