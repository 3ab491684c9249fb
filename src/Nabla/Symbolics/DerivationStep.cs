namespace Nabla.Symbolics;

/// <summary>
/// One step of a derivation: by the rule, the derivative of Before by the variable is After. Steps that several others
/// use are one object, so the steps of a formula with shared parts form a graph of its size.
/// </summary>
public sealed class DerivationStep
{
    internal DerivationStep(
        DerivativeRule rule, string? variable, Expr before, Expr after,
        IReadOnlyList<Binding>? bindings = null, IReadOnlyList<DerivationStep>? children = null)
    {
        Rule = rule;
        Variable = variable;
        Before = before;
        After = after;
        Bindings = bindings ?? [];
        Children = children ?? [];
    }

    /// <summary>The rule, from a fixed list.</summary>
    public DerivativeRule Rule { get; }

    /// <summary>The variable of differentiation; null for a simplification, whose After equals Before.</summary>
    public string? Variable { get; }

    /// <summary>The formula differentiated.</summary>
    public Expr Before { get; }

    /// <summary>Its derivative, with arithmetic done and nothing else.</summary>
    public Expr After { get; }

    /// <summary>What the letters of the rule stand for, as in u = 2·x + 3.</summary>
    public IReadOnlyList<Binding> Bindings { get; }

    /// <summary>The steps that give the derivatives this one uses, in the order of the rule's letters; a chain rule has the outer function's step first.</summary>
    public IReadOnlyList<DerivationStep> Children { get; }

    /// <summary>What a simplification did, as in "like terms"; empty for rules of differentiation.</summary>
    public string Detail { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{Rule}: {Before} by {Variable}";
}

/// <summary>A letter of a rule and the formula it stands for.</summary>
public readonly record struct Binding(string Name, Expr Formula);
