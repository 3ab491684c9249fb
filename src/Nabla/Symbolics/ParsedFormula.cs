namespace Nabla.Symbolics;

/// <summary>A formula that was read, and how.</summary>
public sealed class ParsedFormula
{
    string? _readAs;

    internal ParsedFormula(
        Expr expression, IReadOnlyList<string> names, IReadOnlyList<FormulaNote> notes, IReadOnlyList<string> derivativeBy)
    {
        Expression = expression;
        Names = names;
        Notes = notes;
        DerivativeBy = derivativeBy;
    }

    /// <summary>The formula just as typed: nothing but quotients of two whole numbers is folded.</summary>
    public Expr Expression { get; }

    /// <summary>The variables in the order in which they first occur in the text.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Remarks and warnings in the order of the text.</summary>
    public IReadOnlyList<FormulaNote> Notes { get; }

    /// <summary>The variables of a leading d/dx or ∂/∂x, outermost first; empty if there is none.</summary>
    public IReadOnlyList<string> DerivativeBy { get; }

    /// <summary>The reading in full, with every operator written.</summary>
    public string ReadAs => _readAs ??= Expression.ToText(TextStyle.Explicit);
}
