using Nabla.Checking;
using Nabla.Symbolics;

namespace Nabla.Cli.Commands;

sealed class CheckCommand() : Verb("check", "whether two formulas agree, and a point where they do not")
{
    public override int Formulas => 2;

    public override IReadOnlyList<string> Files => ["txt", "json"];

    public override IReadOnlyList<string> Examples => ["nabla check \"sin(2x)\" \"2 sin(x) cos(x)\"", "nabla check \"ln(x^2)\" \"2 ln(x)\" --range x=1..5"];

    public override string FormulaHelp => "the two formulas, as in \"sin(2x)\" \"2 sin(x) cos(x)\", or - for lines with \"formula\" and \"other\"";

    public override void Run(Request request, Response response, CancellationToken cancellation)
    {
        if (request.Formulas.Count < 2) throw new UsageException("'check' needs two formulas", "nabla check \"(x+1)^2\" \"x^2 + 2x + 1\"");
        var first = request.Read(response, 0, cancellation: cancellation);
        // The names of the first are known in the second: theta there is θ here.
        var second = request.Read(response, 1, known: first.Names, cancellation: cancellation);
        var agreement = Agreement.Of(first.Expression, second.Expression, Ranges(request), new Budget(cancellation: cancellation));
        var held = request.Point("at");
        var verdict = agreement switch
        {
            { Equal: true, IsProven: true, Conditions.Count: > 0 } => $"equal where {string.Join(" and ", agreement.Conditions.Select(c => c.ToText(request.Style())))}",
            { Equal: true, IsProven: true } => "equal",
            { Equal: true } when first.Names.Count + second.Names.Count == 0 => "equal as far as doubles can tell",
            { Equal: true, PointsCompared: 1 } => $"equal at {PointNumbers.Text([.. held.Select(p => p.Key)], [.. held.Select(p => p.Value)])}, the only point compared",
            { Equal: true } => $"equal at all {agreement.PointsCompared} points compared",
            { Equal: false, Counterexample: { Variables: [] } at } => $"different: the first is {Value(at.First)}, the second {Value(at.Second)}{Hidden(at)}",
            { Equal: false, Counterexample: { } at } => $"different: at {PointNumbers.Text(at.Variables, [.. at.Point])} the first is {Value(at.First)}, the second {Value(at.Second)}{Hidden(at)}",
            { Equal: false } => "different",
            { HasNoValue: true } => "not decided: neither formula has a value" + (first.Names.Count + second.Names.Count == 0 ? "" : " at any of the points"),
            _ => "not decided: too few points have a value to compare",
        };
        response.Formula(_ => verdict, text => agreement.Equal switch
        {
            true => response.Ink.Good(text),
            false => response.Ink.Bad(text),
            null => response.Ink.Doubtful(text),
        });
        response.Result(json =>
        {
            if (agreement.Equal is { } equal) json.WriteBoolean("equal", equal);
            else json.WriteNull("equal");
            json.WriteBoolean("proven", agreement.IsProven);
            json.WriteNumber("pointsCompared", agreement.PointsCompared);
            WriteCounterexample(json, agreement.Counterexample);
        });
        if (agreement.Equal is false) response.End(ExitCode.Different);
        foreach (var condition in agreement.Conditions) response.Remark("condition", "valid for " + condition.ToText());
        if (agreement.Equal is null)
        {
            var name = first.Names.Concat(second.Names).Except(held.Select(p => p.Key)).FirstOrDefault();
            response.Warn("undecided", name is null
                ? "the formulas were compared by their values as doubles, of which there are none to compare"
                : $"give --range {name}=1..2 where both formulas have values");
        }
    }

    static string Value(double x) => double.IsNaN(x) ? "not defined" : NumberText.Of(x);

    // What rounding hides of the two values.
    static string Hidden(Disagreement at) =>
        at.First == at.Second ? $"; their difference, which these roundings hide, is {NumberText.Of(at.Difference)}" : "";

    static void WriteCounterexample(System.Text.Json.Utf8JsonWriter json, Disagreement? at)
    {
        if (at is null)
        {
            json.WriteNull("counterexample");
            return;
        }

        json.WriteStartObject("counterexample");
        json.WriteStartObject("at");
        for (var i = 0; i < at.Point.Count; i++) json.WriteDouble(at.Variables[i], at.Point[i]);
        json.WriteEndObject();
        json.WriteDouble("first", at.First);
        json.WriteDouble("second", at.Second);
        json.WriteEndObject();
    }

    // A variable that is held has a range of one value.
    static Dictionary<string, (double, double)>? Ranges(Request request)
    {
        if (!request.Has("range") && !request.Has("at")) return null;
        var ranges = request.Ranges("range").ToDictionary(r => r.Name, r => (r.Low, r.High));
        foreach (var (name, value) in request.Point("at"))
            if (!ranges.TryAdd(name, (value, value))) throw new UsageException($"--at holds {name} fixed, so it can't have a --range too");
        return ranges;
    }
}
