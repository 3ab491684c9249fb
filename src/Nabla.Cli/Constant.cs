using System.Globalization;
using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Cli;

/// <summary>Numbers as options give them: plain ones, and formulas without variables such as pi/2.</summary>
static class Constant
{
    public static bool TryRead(string text, out double value)
    {
        text = text.Trim();
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return true;
        if (text is "inf" or "-inf" or "nan")
        {
            value = text switch { "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, _ => double.NaN };
            return true;
        }

        try
        {
            value = CompiledFormula.Compile(Formula.Parse(text).Expression, []).Value([]);
            return true;
        }
        catch (Exception e) when (e is FormulaException or UnboundVariableException or LimitException)
        {
            return false;
        }
    }
}
