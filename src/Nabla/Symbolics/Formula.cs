namespace Nabla.Symbolics;

/// <summary>Reads formulas as people write them: 2x, sin 2x, x², (x+1)(x-1), \frac{a}{b}.</summary>
public static class Formula
{
    /// <summary>
    /// Reads a formula in time linear in its length, at any depth of nesting.
    /// Throws <see cref="FormulaException"/> where the text is no formula and <see cref="LimitException"/> where the
    /// budget ends.
    /// </summary>
    public static ParsedFormula Parse(string text, ParseOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= s_defaults;
        if (text.Length > options.MaximumLength)
        {
            var message = $"The formula has {text.Length} characters; {options.MaximumLength} are read at most.";
            throw new FormulaException("too_long", message, options.MaximumLength, 0);
        }

        using var operation = ExprInterner.BeginAnew();
        return Parser.Parse(text, options);
    }

    static readonly ParseOptions s_defaults = new();
}
