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

    static readonly string[] s_otherConstants = ["k", "m", "K", "M", "N"];

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

    /// <summary>The general rule with the letters of the step; letters for constants that are taken give way to free ones.</summary>
    internal string FormulaFor(DerivationStep step, IReadOnlySet<string> taken) => Relettered(Formula, step, taken);

    /// <summary>The general rule in LaTeX with the letters of the step.</summary>
    internal string LatexFor(DerivationStep step, IReadOnlySet<string> taken) => Relettered(Latex, step, taken);

    // Replaces whole words only: the u of "where(c, u, v)" and not that of \frac.
    string Relettered(string formula, DerivationStep step, IReadOnlySet<string> taken)
    {
        var text = new StringBuilder();
        for (var i = 0; i < formula.Length;)
        {
            var end = i;
            while (end < formula.Length && char.IsAsciiLetter(formula[end])) end++;
            var word = formula[i..Math.Max(end, i + 1)];
            text.Append(i > 0 && formula[i - 1] == '\\' ? word : Letter(word, step, taken));
            i += word.Length;
        }

        return text.ToString();
    }

    string Letter(string word, DerivationStep step, IReadOnlySet<string> taken)
    {
        for (var i = 0; i < step.Bindings.Count && i < Letters.Count; i++)
            if (Letters[i] == word) return step.Bindings[i].Name;
        if (word == "x") return step.Variable ?? word;
        var place = word.Length == 1 ? "abcn".IndexOf(word[0], StringComparison.Ordinal) : -1;
        return place < 0 || !taken.Contains(word)
            ? word
            : s_otherConstants.Where(l => !taken.Contains(l)).ElementAtOrDefault(place % 2) ?? word;
    }

    /// <summary>The text with the signs of mathematics in ASCII.</summary>
    internal static string ToAscii(string text) => text
        .Replace('′', '\'').Replace('·', '*').Replace('−', '-').Replace('∂', 'd').Replace("²", "^2").Replace("→", "->")
        .Replace("≤", "<=").Replace("≥", ">=");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
