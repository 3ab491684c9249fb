using Nabla.Symbolics;

namespace Nabla.Cli.Commands;

sealed class DerivativeCommand() : Verb("derivative", "the derivative of a formula", "d")
{
    public override IReadOnlyList<string> Examples =>
        ["nabla derivative \"(2x+3)^2\"", "nabla derivative \"a sin(b x)\" --var x --order 2", "nabla derivative \"x^2 y\" --var x,y --at x=1,y=2"];

    public override void Run(Request request, Response response, CancellationToken cancellation)
    {
        var parsed = request.Read(response, cancellation: cancellation);
        var by = request.DifferentiateBy(parsed, response);
        var at = DerivativeAtPoint.Of(request, parsed, by);
        var budget = new Budget(cancellation: cancellation);
        var answer = parsed.Expression.Explain(by, request.Level(), null, budget).Result;
        response.Formula(notation => notation.Of(answer));
        response.Result(json =>
        {
            json.WriteString("expression", answer.ToText(TextStyle.Explicit));
            json.WriteString("latex", answer.ToLatex());
        });
        response.EndIfUndefined(request, parsed, budget);
        if (at is { } point) DerivativeAtPoint.Write(point, response, parsed, by, answer, budget);
    }
}
