using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Cli.Commands;

sealed class EvaluateCommand() : Verb("evaluate", "the value of a formula at a point", "eval")
{
    public override void Run(Request request, Response response, CancellationToken cancellation)
    {
        var parsed = request.Read(response, cancellation: cancellation);
        var x = Reading.Coordinates(request.Point("at"), parsed.Names);
        var value = CompiledFormula.Compile(parsed.Expression, parsed.Names).Value(x);
        response.Line(NumberText.Of(value));
        response.Result(json => json.WriteDouble("value", value));
        response.EndIfUndefined(value, "the value", parsed.Names, x);
    }
}
