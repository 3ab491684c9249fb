namespace Nabla.Checking;

/// <summary>The modes of differentiation, alone or nested.</summary>
[Flags]
public enum DerivativeModes
{
    /// <summary>Values and derivatives along a direction: Jvp.</summary>
    Forward = 1,

    /// <summary>Linearized, then transposed: Vjp and Grad.</summary>
    Reverse = 2,

    /// <summary>Each alone, and in every order within the other.</summary>
    Both = Forward | Reverse,
}

/// <summary>How exactly derivatives are checked, in which modes, and how much work that may be.</summary>
public sealed record CheckOptions
{
    /// <summary>
    /// What a derivative may be off: relative to itself, or to a hundredth of the largest beside it where that is more. Null
    /// is 1e-7 where everything is float64, 1e-3 where something is float32.
    /// </summary>
    public double? Tolerance { get; init => field = value is null or > 0 and < 1 ? value : throw Wrong(nameof(Tolerance), "between 0 and 1"); }

    /// <summary>
    /// What forward and reverse mode may differ by, which need no differences: relative to the sum of the absolute terms of
    /// the inner products. Null is 1e-10 in float64, 1e-4 in float32.
    /// </summary>
    public double? TransposeTolerance { get; init => field = value is null or > 0 and < 1 ? value : throw Wrong(nameof(TransposeTolerance), "between 0 and 1"); }

    /// <summary>
    /// The first and largest step of the differences, as a share of |x| or of 1; smaller ones follow until the differences
    /// settle. Null is 1/16 in float64, 1/8 in float32.
    /// </summary>
    public double? Step { get; init => field = value is null or > 0 and <= 1 ? value : throw Wrong(nameof(Step), "above 0 and at most 1"); }

    /// <summary>The modes that Gradients nests; forward alone for a function that has no reverse derivative.</summary>
    public DerivativeModes Modes { get; init => field = value is > 0 and <= DerivativeModes.Both ? value : throw Wrong(nameof(Modes), "Forward, Reverse or Both"); } = DerivativeModes.Both;

    /// <summary>Up to so many elements of the argument each is checked on its own; of more, some random directions.</summary>
    public int Elements { get; init => field = value >= 0 ? value : throw Wrong(nameof(Elements), "0 or more"); } = 64;

    /// <summary>How many random directions, and as many random cotangents, are checked.</summary>
    public int Directions { get; init => field = value > 0 ? value : throw Wrong(nameof(Directions), "1 or more"); } = 2;

    /// <summary>Decides the random directions.</summary>
    public int Seed { get; init; }

    /// <summary>Ends a long check.</summary>
    public CancellationToken Cancellation { get; init; }

    static ArgumentOutOfRangeException Wrong(string option, string allowed) => new(option, $"{option} must be {allowed}.");
}
