using Nabla.Symbolics;

namespace Nabla.Rules;

/// <summary>
/// One rewrite: a pattern and what replaces it. In a pattern u, v, w stand for any formula, m and n for any number and
/// k for any whole number; sums and products match in any order.
/// </summary>
public sealed class Simplification
{
    internal Simplification(string name, Expr pattern, Expr result, SimplifyLevel level, Soundness soundness)
    {
        Name = name;
        Pattern = (ApplyExpr)pattern;
        Result = result;
        Level = level;
        Soundness = soundness;
    }

    /// <summary>The name of the identity for people.</summary>
    public string Name { get; }

    /// <summary>The left side of the identity.</summary>
    public ApplyExpr Pattern { get; }

    /// <summary>The right side of the identity.</summary>
    public Expr Result { get; }

    /// <summary>The lowest level that uses the row.</summary>
    public SimplifyLevel Level { get; }

    /// <summary>What the row keeps.</summary>
    public Soundness Soundness { get; }

    /// <summary>What must hold for the row to be used, as a formula in the pattern's letters that is 1 where it holds; null for always.</summary>
    public Expr? Requires { get; init; }

    /// <summary>Where the pattern has a value, as a formula in its letters that is 1 there, if the result has one elsewhere too; null otherwise.</summary>
    public Expr? Condition { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
