namespace Nabla.Symbolics;

// Kept apart from Expr*.cs because a generator that links those prints formulas in its own way.
public abstract partial class Expr
{
    /// <summary>The formula as text that reads back to it; parts used often are named: … where t1 = ….</summary>
    public string ToText(TextStyle style = TextStyle.Unicode) => TextPrinter.Print(this, style);

    /// <summary>
    /// The formula in LaTeX's mathematics mode. It reads back to the same formula, except for what is written by its
    /// definition (exp as a power of e, lgamma, hypot, logaddexp, polygamma, named parts) or as an equation, and for names
    /// that LaTeX cannot hold.
    /// </summary>
    public string ToLatex() => LatexPrinter.Print(this);

    /// <summary>The formula as presentation MathML, a whole math element.</summary>
    public string ToMathML() => MathMLPrinter.Print(this);

    /// <summary>
    /// The formula as a C# function of doubles with that name; parts used more than once are computed once. Functions
    /// that <see cref="Math"/> lacks are called on <see cref="Rules.Scalar"/>. The parameters are the variables given,
    /// else those of the formula in the order in which they first appear.
    /// </summary>
    public string ToCSharp(string name = "f", IReadOnlyList<string>? variables = null) =>
        CSharpPrinter.Print(this, name, variables ?? this.Variables);

    /// <summary>The formula as ASCII text that reads back to the same formula.</summary>
    public override string ToString() => ToText(TextStyle.Ascii);
}
