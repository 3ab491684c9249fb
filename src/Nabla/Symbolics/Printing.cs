namespace Nabla.Symbolics;

// Kept apart from Expr*.cs because a generator that links those prints formulas in its own way.
public abstract partial class Expr
{
    /// <summary>The formula as text that reads back to the same formula.</summary>
    public string ToText(TextStyle style = TextStyle.Unicode) => TextPrinter.Print(this, style);

    /// <summary>The formula as ASCII text that reads back to the same formula.</summary>
    public override string ToString() => ToText(TextStyle.Ascii);
}
