namespace Nabla.Symbolics;

/// <summary>A formula that was read, and how.</summary>
public sealed class ParsedFormula
{
    readonly List<(string Name, int Start)> _names;
    string? _readAs;

    internal ParsedFormula(
        Expr expression, List<(string Name, int Start)> names, IReadOnlyList<FormulaNote> notes, IReadOnlyList<string> derivativeBy)
    {
        Expression = expression;
        _names = names;
        Names = names.ConvertAll(n => n.Name);
        Notes = notes;
        DerivativeBy = derivativeBy;
    }

    /// <summary>The formula just as typed: nothing but quotients of two whole numbers is folded.</summary>
    public Expr Expression { get; }

    /// <summary>The variables in the order in which they first occur in the text.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Where the variable first occurs in the text, in UTF-16 units from 0; null where it does not.</summary>
    public int? PlaceOf(string name) => _names.FindIndex(n => n.Name == name) is var i and >= 0 ? _names[i].Start : null;

    /// <summary>Remarks and warnings in the order of the text.</summary>
    public IReadOnlyList<FormulaNote> Notes { get; }

    /// <summary>The variables of a leading d/dx or ∂/∂x, outermost first; empty if there is none.</summary>
    public IReadOnlyList<string> DerivativeBy { get; }

    /// <summary>The reading in full, with every operator written.</summary>
    public string ReadAs => _readAs ??= Expression.ToText(TextStyle.Explicit);
}
