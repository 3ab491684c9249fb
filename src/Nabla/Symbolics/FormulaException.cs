namespace Nabla.Symbolics;

/// <summary>A formula that could not be read: what is wrong, where, and what to do.</summary>
public sealed class FormulaException(string code, string message, int start, int length, string? suggestion = null)
    : FormatException(message)
{
    /// <summary>A fixed word for programs, as in unknown_function.</summary>
    public string Code { get; } = code;

    /// <summary>The place of the fault in the text, in UTF-16 units from 0.</summary>
    public int Start { get; } = start;

    /// <summary>The length of the fault in UTF-16 units; 0 where something is missing.</summary>
    public int Length { get; } = length;

    /// <summary>What was probably meant, or null.</summary>
    public string? Suggestion { get; } = suggestion;
}
