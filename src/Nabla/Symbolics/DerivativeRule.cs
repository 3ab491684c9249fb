using System.Text;

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

    /// <summary>Whether this is the rule of one function of the table rather than of an operation.</summary>
    public bool IsFunction { get; private init; }

    /// <summary>The general rule with the letters of the step.</summary>
    internal string FormulaFor(DerivationStep step) => Relettered(Formula, step);

    /// <summary>The general rule in LaTeX with the letters of the step.</summary>
    internal string LatexFor(DerivationStep step) => Relettered(Latex, step);

    // Replaces whole words only: the u of "where(c, u, v)" and not that of rac.
    string Relettered(string formula, DerivationStep step)
    {
        var text = new StringBuilder();
        for (var i = 0; i < formula.Length;)
        {
            var end = i;
            while (end < formula.Length && char.IsAsciiLetter(formula[end])) end++;
            var word = formula[i..Math.Max(end, i + 1)];
            var isCommand = i > 0 && formula[i - 1] == '\\';
            var letter = isCommand ? -1 : Letters.TakeWhile(l => l != word).Count();
            text.Append(letter >= 0 && letter < step.Bindings.Count ? step.Bindings[letter].Name : !isCommand && word == "x" ? step.Variable : word);
            i += word.Length;
        }

        return text.ToString();
    }

    /// <summary>The text with the signs of mathematics in ASCII.</summary>
    internal static string ToAscii(string text) => text
        .Replace('′', '\'').Replace('·', '*').Replace('−', '-').Replace('∂', 'd').Replace("²", "^2").Replace("→", "->")
        .Replace("≤", "<=").Replace("≥", ">=");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
