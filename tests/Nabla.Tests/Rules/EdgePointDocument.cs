using System.Globalization;
using System.Text;
using Nabla.Execution;
using Nabla.Rules;

namespace Nabla.Tests.Rules;

/// <summary>Writes docs/edge-points.md from what evaluation gives.</summary>
static class EdgePointDocument
{
    static readonly ExecutionOptions s_plain = new() { Emission = Emission.Never };

    public static string Write()
    {
        var text = new StringBuilder();
        text.Append("""
            # Edge points

            What formulas give where a derivative jumps, is infinite or needs a decision. The numbers are computed by the code
            when this file is written (`NABLA_UPDATE=1` with the tests of `EdgePointTests`), and a test holds them to what is
            decided. They are the same interpreted and compiled.

            Numbers come from applying the rules of the table to numbers, not from evaluating the printed derivative: the two
            differ where the printed formula reads 0·∞ or 0/0. In the linear part of a computation (tangents and cotangents
            times derivatives) zero absorbs from both sides: 0·∞ is 0 there. Outside a function's domain the value is NaN, and
            the derivative is whatever the rule's formula gives.


            """);
        foreach (var (title, points) in EdgePoints.Sections)
        {
            text.Append($"## {title}\n\n| formula | at | value | derivative | because |\n| --- | --- | --- | --- | --- |\n");
            foreach (var p in points) text.Append(Row(p));
            text.Append('\n');
        }

        Reductions(text);
        Powers(text);
        Functions(text);
        return text.ToString();
    }

    static string Row(EdgePoint p)
    {
        var (names, x) = EdgePointTests.Read(p.At);
        var gradient = new double[x.Length];
        var value = EdgePointTests.Compile(p.Formula, names, s_plain).ValueAndGradient(x, gradient);
        var slopes = string.Join(", ", gradient.Select(Text));
        return $"| `{p.Formula}` | {p.At.Replace("inf", "∞")} | {Text(value)} | {slopes} | {p.Why} |\n";
    }

    static void Reductions(StringBuilder text)
    {
        text.Append("""
            ## Reductions of tensors

            Of a vector, the same in forward and reverse mode and under `Vmap`. A reduction is one operation, so a tie is shared by
            all that take part in it.

            | reduction | at | value | derivative | because |
            | --- | --- | --- | --- | --- |

            """);
        foreach (var p in ReductionEdgePoints.All)
        {
            var (value, gradient) = Nabla.Differentiate.ValueAndGrad(p.F, Nabla.Tensors.Tensor.From(p.At));
            text.Append($"| `{p.Reduction}` | {string.Join(", ", p.At.Select(Signed))} | {Text((double)value)} | ");
            text.Append($"{string.Join(", ", gradient.ToArray<double>().Select(Text))} | {p.Why} |\n");
        }

        text.Append('\n');
    }

    static void Powers(StringBuilder text)
    {
        text.Append("""
            ## Powers

            aᵇ for bases a (rows) and exponents b (columns): the value, then the derivatives by a and by b. A power 0 is the
            constant 1, so its derivative by a is 0 at every a. A negative base has no derivative by the exponent.


            """);
        var compiled = EdgePointTests.Compile("x^y", ["x", "y"], s_plain);
        text.Append($"| a \\ b | {string.Join(" | ", PowerEdges.Exponents.Select(Text))} |\n");
        text.Append($"| --- |{string.Concat(PowerEdges.Exponents.Select(_ => " --- |"))}\n");
        foreach (var a in PowerEdges.Bases)
        {
            text.Append($"| **{Signed(a)}** |");
            foreach (var b in PowerEdges.Exponents)
            {
                var gradient = new double[2];
                var value = compiled.ValueAndGradient([a, b], gradient);
                text.Append($" {Text(value)}; {Text(gradient[0])}; {Text(gradient[1])} |");
            }

            text.Append('\n');
        }
    }

    static void Functions(StringBuilder text)
    {
        double[] at = [double.NegativeInfinity, -1, -0.0, 0, 1, double.PositiveInfinity];
        text.Append("""

            ## Every function of one argument at its special points

            The value and the derivative. NaN gives NaN everywhere, except that a jump keeps its derivative 0.


            """);
        text.Append($"| f | {string.Join(" | ", at.Select(Signed))} |\n| --- |{string.Concat(at.Select(_ => " --- |"))}\n");
        foreach (var row in Elementwise.All.Where(r => r.Arity == 1 && r.WrittenAs is null))
        {
            var cells = at.Select(x => $"{Text(row.Evaluate(x))}; {Text(RowFormulas.Partials(row, [x])[0])}");
            text.Append($"| `{row.Name}` | {string.Join(" | ", cells)} |\n");
        }
    }

    static string Signed(double x) => x is 0 && double.IsNegative(x) ? "-0" : Text(x);

    static string Text(double x) => x switch
    {
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "-∞",
        double.NaN => "NaN",
        0 => "0",
        _ => x.ToString("G4", CultureInfo.InvariantCulture),
    };
}
