using Nabla.Symbolics;

namespace Nabla.Cli.Commands;

sealed class ExplainCommand() : Verb("explain", "how a derivative comes about, step by step", "steps")
{
    public override void Run(Request request, Response response, CancellationToken cancellation)
    {
        var parsed = request.Read(response, cancellation: cancellation);
        var by = request.DifferentiateBy(parsed, response);
        int? depth = request.Text("depth") is "all" ? int.MaxValue : request.Has("depth") ? request.Count("depth", 0) : null;
        var derivation = parsed.Expression.Explain(by, request.Level(), depth, new Budget(cancellation: cancellation));
        response.Line(request.Choice("format", "text", "latex", "mathml", "csharp") switch
        {
            "latex" => derivation.ToLatex(),
            "mathml" => derivation.ToHtml(),
            "csharp" => request.Write(derivation.Result),
            _ => derivation.ToText(request.Style(), request.Flag("hint")).TrimEnd(),
        });
        response.Result(json =>
        {
            json.WriteString("expression", derivation.Result.ToText(TextStyle.Explicit));
            json.WritePropertyName("steps");
            derivation.WriteSteps(json);
        });
        foreach (var condition in derivation.Conditions) response.Hint("valid for " + condition.ToText(request.Style()));
    }
}
