namespace Nabla.Symbolics;

/// <summary>
/// One rule of differentiation by its textbook name. The list is closed: the rules named here and one for each function
/// of the rule table. A rule arranges the partial derivatives of a row and the derivatives of its arguments as on paper.
/// </summary>
public sealed partial class DerivativeRule
{
    // The derivative of f from the derivatives of its arguments, null where an argument is constant; one at least is not.
    internal delegate Expr Arrangement(ApplyExpr f, ReadOnlySpan<Expr?> du);

    readonly Arrangement _arrangement;

    DerivativeRule(string name, string[] letters, string formula, string latex, Arrangement arrangement)
    {
        Name = name;
        Letters = letters;
        Formula = formula;
        Latex = latex;
        _arrangement = arrangement;
    }

    /// <summary>The name for people, as in "Product rule".</summary>
    public string Name { get; }

    /// <summary>The rule in general, for functions u, v of the variable and constants a, b, c, n, as in (u·v)′ = u′·v + u·v′.</summary>
    public string Formula { get; }

    /// <summary>The general rule in LaTeX.</summary>
    public string Latex { get; }

    /// <summary>The letters that a step binds: u, v for functions, others for constants.</summary>
    internal IReadOnlyList<string> Letters { get; }

    internal Expr Combine(ApplyExpr f, ReadOnlySpan<Expr?> du) => _arrangement(f, du);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
