using Nabla.Execution;
using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Cli;

/// <summary>The number of a derivative of any order at the point of --at.</summary>
static class DerivativeAtPoint
{
    /// <summary>The point of --at, or null if there is none: what is wrong with it is said before any answer.</summary>
    public static (string[] Variables, double[] X)? Of(Request request, ParsedFormula parsed, string[] by)
    {
        if (!request.Has("at")) return null;
        var point = request.Point("at");
        var variables = parsed.Names.Concat(point.Select(p => p.Key).Intersect(by)).Distinct().ToArray();
        return (variables, parsed.Coordinates(point, variables));
    }

    /// <summary>Writes the number; <paramref name="answer"/> is the printed derivative, which it is compared with.</summary>
    public static void Write((string[] Variables, double[] X) at, Response response, ParsedFormula parsed, string[] by, Expr answer, Budget budget)
    {
        var (variables, x) = at;
        var last = parsed.Expression.Explain([.. by.SkipLast(1)], SimplifyLevel.None, null, budget).Result;
        var value = by.Length == 0 || !variables.Contains(by[^1]) ? CompiledFormula.Compile(answer, variables).Value(x) : Slope(last, variables, by[^1], x);
        response.Formula(notation => notation.Value("", null, value));
        response.Result(json => json.WriteDouble("value", value));
        response.WarnIfDifferent("the derivative", answer, variables, x, value);
        // Where f has no value it has no derivative either, whatever the rules give.
        response.EndIfUndefined(CompiledFormula.Compile(parsed.Expression, variables).Value(x), "the value", variables, x, parsed.Expression);
        response.EndIfUndefined(value, "the derivative", variables, x);
    }

    static double Slope(Expr f, string[] variables, string by, double[] x)
    {
        var gradient = new double[x.Length];
        CompiledFormula.Compile(f, variables).ValueAndGradient(x, gradient);
        return gradient[Array.IndexOf(variables, by)];
    }
}
