namespace Nabla.Rules;

/// <summary>How far a formula is simplified.</summary>
public enum SimplifyLevel
{
    /// <summary>Arithmetic only: what the derivative rules leave when numbers are computed and zeros and ones are dropped.</summary>
    None,

    /// <summary>Fast, in linear time: like terms, equal powers, signs and nested fractions, else the shape the user wrote.</summary>
    Light,

    /// <summary>The answer of a textbook: whatever shortens the formula under a budget of nodes and time.</summary>
    Full,
}

/// <summary>What a rewrite keeps.</summary>
public enum Soundness
{
    /// <summary>The value over the reals, wherever the pattern has one.</summary>
    Reals,

    /// <summary>Every bit of the value in double precision too, with signed zeros, infinities and NaN.</summary>
    Ieee,
}
