using System.Globalization;
using System.Text;
using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Tests.Rules;

/// <summary>Writes docs/rules.md from the rule table.</summary>
static class RulesDocument
{
    static readonly string[] s_letters = ["a", "b", "c"];

    public static string Write()
    {
        var text = new StringBuilder();
        text.Append("""
            # The rule table

            Every scalar function, as `src/Nabla/Rules/Elementwise.cs` has it (this file is written from there by
            `RulesDocumentTests` with `NABLA_UPDATE=1`). A derivative is a formula in the arguments and the function itself.
            Accuracies hold over every finite argument at which the value is finite, and are tested against true values of a
            multiprecision library: in units in the last place of the true result, or an absolute bound where that is larger.
            An ulp is the distance to the next double: 2^-1074 where the true result is below 2^-1022. A compiled formula keeps
            them for a row of variables and numbers; inside a longer formula a quotient takes both derivatives from one reciprocal
            of the divisor, whose overflow where the divisor is below 2^-1024 shows as an infinite derivative. A power of the
            constant e is computed as exp.

            | function | derivative | rule | also | value | derivative |
            | --- | --- | --- | --- | --- | --- |

            """);
        foreach (var row in Elementwise.All.Where(row => row.WrittenAs is null))
        {
            var x = Arguments(row);
            var y = Expr.Apply(row, x);
            text.Append($"| {Code(y)} | {string.Join("<br>", row.WrittenPartials(x, y).Select(Code))} | {row.RuleName} ");
            text.Append($"| {string.Join(", ", row.Aliases)} ");
            text.Append($"| {Text(row.ValueAccuracy)} | {Text(row.DerivativeAccuracy)} |\n");
        }

        text.Append("""

            ## Inner rows

            Rows that the derivatives above are computed with, because the formula that people write (on the right) loses digits
            or is undefined at an edge in double precision. Printed derivatives show that formula.

            | inner row | stands for |
            | --- | --- |

            """);
        foreach (var row in Elementwise.All)
        {
            if (row.WrittenAs is not { } write) continue;
            Expr[] x = row == Elementwise.SphericalBessel ? [1, Expr.Symbol("x")] : Arguments(row);
            text.Append($"| `{row.Name}` | {Code(write(x))} |\n");
        }

        return text.ToString();
    }

    static Expr[] Arguments(ScalarRule row) => RowFormulas.Arity(row) is 1
        ? [Expr.Symbol("x")]
        : [.. s_letters.Take(RowFormulas.Arity(row)).Select(Expr.Symbol)];

    static string Code(Expr formula) => $"`{formula.ToText(TextStyle.Ascii).Replace("|", "\\|")}`";

    static string Text(Accuracy accuracy)
    {
        var ulps = string.Create(CultureInfo.InvariantCulture, $"{accuracy.Ulps} ulp");
        var bound = string.Create(CultureInfo.InvariantCulture, $"2^{Math.Log2(accuracy.Absolute):0}");
        return accuracy switch
        {
            { Absolute: 0 } => ulps,
            { Ulps: 0 } => bound,
            _ => $"{ulps}, {bound}",
        };
    }
}
