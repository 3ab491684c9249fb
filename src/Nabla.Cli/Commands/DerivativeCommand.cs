using Nabla.Symbolics;

namespace Nabla.Cli.Commands;

sealed class DerivativeCommand() : Verb("derivative", "the derivative of a formula", "d")
{
    public override void Run(Request request, Response response, CancellationToken cancellation)
    {
        var parsed = request.Read(response, cancellation: cancellation);
        var by = request.DifferentiateBy(parsed, response);
        var budget = new Budget(cancellation: cancellation);
        var f = parsed.Expression;
        Expr before = f, derivative = f;
        foreach (var variable in by) (before, derivative) = (derivative, derivative.Derivative(variable, 1, budget));
        var answer = derivative.Simplify(request.Level(), budget);
        response.Line(request.Write(answer));
        response.Result(json =>
        {
            json.WriteString("expression", answer.ToText(TextStyle.Explicit));
            json.WriteString("latex", answer.ToLatex());
        });
        if (!request.Has("at")) return;

        var variables = parsed.Names.Union(by).ToArray();
        var point = request.Point("at");
        var x = Reading.Coordinates(point, variables.Where(v => parsed.Names.Contains(v) || point.Any(p => p.Key == v)).ToArray());
        PointNumbers.Derivative(before, by, answer, [.. variables.Where(v => parsed.Names.Contains(v) || point.Any(p => p.Key == v))], x, response);
    }
}
