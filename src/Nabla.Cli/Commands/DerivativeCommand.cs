using Nabla.Execution;
using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Cli.Commands;

sealed class DerivativeCommand() : Verb("derivative", "the derivative of a formula", "d")
{
    public override void Run(Request request, Response response, CancellationToken cancellation)
    {
        var parsed = request.Read(response, cancellation: cancellation);
        var by = request.DifferentiateBy(parsed, response);
        var budget = new Budget(cancellation: cancellation);
        var answer = parsed.Expression.Explain(by, request.Level(), null, budget).Result;
        response.Line(request.Write(answer));
        response.Result(json =>
        {
            json.WriteString("expression", answer.ToText(TextStyle.Explicit));
            json.WriteString("latex", answer.ToLatex());
        });
        if (parsed.Names.Count == 0) response.EndIfUndefined(CompiledFormula.Compile(parsed.Expression, []).Value([]), "the formula", [], []);
        if (!request.Has("at")) return;
        var last = parsed.Expression.Explain([.. by.SkipLast(1)], SimplifyLevel.None, null, budget).Result;
        AtPoint(request, response, parsed.Names, by, last, answer);
    }

    static void AtPoint(Request request, Response response, IReadOnlyList<string> names, string[] by, Expr last, Expr answer)
    {
        var point = request.Point("at");
        var variables = names.Concat(point.Select(p => p.Key).Intersect(by)).Distinct().ToArray();
        var x = Reading.Coordinates(point, variables);
        var value = by.Length == 0 || !variables.Contains(by[^1]) ? CompiledFormula.Compile(answer, variables).Value(x) : Slope(last, variables, by[^1], x);
        response.Line(NumberText.Of(value));
        response.Result(json => json.WriteDouble("value", value));
        response.WarnIfDifferent("the derivative", answer, variables, x, value);
        response.EndIfUndefined(value, "the derivative", variables, x);
    }

    static double Slope(Expr f, string[] variables, string by, double[] x)
    {
        var gradient = new double[x.Length];
        CompiledFormula.Compile(f, variables).ValueAndGradient(x, gradient);
        return gradient[Array.IndexOf(variables, by)];
    }
}
