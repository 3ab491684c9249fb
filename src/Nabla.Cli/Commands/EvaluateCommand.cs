using Nabla.Execution;

namespace Nabla.Cli.Commands;

sealed class EvaluateCommand() : Verb("evaluate", "the value of a formula at a point", "eval")
{
    public override IReadOnlyList<string> Examples => ["nabla evaluate \"sin(pi/6)\"", "nabla evaluate \"x^2 + y\" --at x=3,y=1e-3"];

    public override void Run(Request request, Response response, CancellationToken cancellation)
    {
        var parsed = request.Read(response, cancellation: cancellation);
        var x = parsed.Coordinates(request.Point("at"), parsed.Names);
        var value = CompiledFormula.Compile(parsed.Expression, parsed.Names).Value(x);
        response.Formula(notation => notation.Value("", null, value));
        response.Result(json => json.WriteDouble("value", value));
        response.EndIfUndefined(value, "the value", parsed.Names, x, parsed.Expression);
    }
}
