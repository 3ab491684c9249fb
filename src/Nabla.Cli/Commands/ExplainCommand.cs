using System.Text.RegularExpressions;
using Nabla.Symbolics;

namespace Nabla.Cli.Commands;

sealed partial class ExplainCommand() : Verb("explain", "how a derivative comes about, step by step", "steps")
{
    public override IReadOnlyList<string> Examples => ["nabla explain \"(2x+3)^2\"", "nabla explain \"x^x\" --depth all", "nabla explain \"sin(x)/x\" --out steps.html"];

    public override void Run(Request request, Response response, CancellationToken cancellation)
    {
        var parsed = request.Read(response, cancellation: cancellation);
        var by = request.DifferentiateBy(parsed, response);
        var at = DerivativeAtPoint.Of(request, parsed, by);
        int? depth = request.Text("depth") is "all" ? int.MaxValue : request.Has("depth") ? request.Count("depth", 1, least: 1) : null;
        var budget = new Budget(cancellation: cancellation);
        var derivation = parsed.Expression.Explain(by, request.Level(), depth, budget);
        response.Formula(notation => Write(derivation, notation, request.Flag("hint")), text => Painted(text, response.Ink));
        response.Result(json =>
        {
            json.WriteString("expression", derivation.Result.ToText(TextStyle.Explicit));
            json.WritePropertyName("steps");
            derivation.WriteSteps(json);
        });
        foreach (var caveat in derivation.Caveats) response.Remark("caveat", caveat.ToString());
        response.EndIfUndefined(request, parsed, budget);
        if (at is { } point) DerivativeAtPoint.Write(point, response, parsed, by, derivation.Result, budget);
        foreach (var condition in derivation.Conditions)
        {
            response.Remark("condition", "valid for " + condition.ToText());
            response.Hint("valid for " + condition.ToText(request.Style()));
        }
    }

    static string Write(Derivation derivation, Notation notation, bool hints) => notation.Format switch
    {
        "latex" => derivation.ToLatex(),
        "mathml" => derivation.ToHtml(),
        "csharp" => notation.Of(derivation.Result),
        _ => derivation.ToText(notation.Style, hints).TrimEnd(),
    };

    static string Painted(string text, Ink ink) => !ink.IsOn ? text : string.Join('\n', text.Split('\n').Select(line =>
        line.StartsWith("= ", StringComparison.Ordinal) ? ink.Strong(line)
            : Head().Match(line) is { Success: true } head
                ? head.Groups[1].Value + ink.Faint(head.Groups[2].Value) + " " + ink.Name(head.Groups[3].Value) + line[head.Length..]
                : line));

    // The number of a step and the name of its rule, which two blanks end.
    [GeneratedRegex(@"^( *)(\d+(?:\.\d+)*) (.+?)(?=  |:|$)")]
    private static partial Regex Head();
}
