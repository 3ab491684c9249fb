using Nabla.Symbolics;

namespace Nabla.Cli;

/// <summary>Where a search begins: every variable of the formula with its value in --from, in the order given.</summary>
static class StartPoint
{
    public static (string[] Variables, double[] Start) Start(this Request request, ParsedFormula parsed)
    {
        if (!request.Has("from")) throw new UsageException($"'{request.Verb}' needs a start", $"nabla {request.Verb} \"x^2\" --from 10");
        if (request.Text("from")!.Contains('='))
        {
            var point = request.Point("from");
            string[] variables = [.. point.Select(p => p.Key)];
            var unknown = variables.Except(parsed.Names).ToArray();
            if (unknown.Length > 0 && parsed.Names.Count > 0)
                throw new UsageException($"{unknown[0]} does not occur in the formula", Spelling.Nearest(unknown[0], parsed.Names));
            return (variables, parsed.Coordinates(point, [.. variables.Union(parsed.Names)], "from"));
        }

        if (parsed.Names.Count > 1)
            throw new UsageException($"--from needs a value for each of {Few.Of(parsed.Names)}", $"nabla {request.Verb} … --from {Few.Of([.. parsed.Names.Select(n => n + "=1")], ",")}");
        return ([parsed.Names.Count == 1 ? parsed.Names[0] : "x"], [request.Number("from", 0)]);
    }
}
