namespace Nabla.Execution;

/// <summary>
/// A tangent or cotangent under way: a known factor, times a local partial derivative, times what is carried along the
/// path. Kept apart because terms that carry the same can be added before they are multiplied by it.
/// </summary>
/// <param name="Factor">The factor: finite and not 0; 0 where there is no term.</param>
/// <param name="Local">The place of the partial derivative, or −1 for 1.</param>
/// <param name="Carried">The place of what is carried, or −1 for 1.</param>
/// <param name="Guard">What its path has passed that can bring up 0 · ∞.</param>
readonly record struct Term(double Factor, int Local, int Carried, Guard Guard = Guard.None)
{
    /// <summary>The instruction the term was handed on from, in reverse accumulation: terms are added in its order.</summary>
    public int Origin { get; init; }

    /// <summary>The term that is 0 at every point.</summary>
    public static readonly Term Zero;

    /// <summary>The term 1.</summary>
    public static readonly Term One = new(1, -1, -1);

    /// <summary>Whether this is no term at all.</summary>
    public bool IsZero => Factor == 0;
}

/// <summary>Where products of a path need their guard against 0 · ∞; a later one asks for more.</summary>
enum Guard : byte
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>Where a factor can be infinite at finite numbers: the path has passed a row with a singular point.</summary>
    Singular,

    /// <summary>Everywhere: the path has passed a mask, and a side that is not taken may overflow or be NaN as it likes.</summary>
    Masked,
}
