using System.Text.Json;
using System.Text.RegularExpressions;
using Nabla.Symbolics;

namespace Nabla.Benchmarks;

/// <summary>One function of the shared data: its formula, its variables and a point.</summary>
sealed record Problem(string Id, Expr Objective, string[] Variables, double[] Point);

/// <summary>Reads the shared data, from NABLA_DATA or from shared/data beside the checkout.</summary>
static class ProblemData
{
    public static IEnumerable<Problem> OptFuncs() => Lines("optfuncs/optfuncs.jsonl").Select(line =>
        Problem(line, Parse(line.GetProperty("objective").GetString()!, Names(line))));

    public static IEnumerable<Problem> Mgh() => Lines("mgh/mgh.jsonl").Select(line =>
    {
        var residuals = line.GetProperty("residuals").EnumerateArray().Select(r => Expr.Pow(Parse(r.GetString()!, Names(line)), 2));
        return Problem(line, residuals.Aggregate((a, b) => a + b));
    });

    public static IEnumerable<Problem> PeerGradients() => Lines("peer-gradients/cases.jsonl").Select(line =>
    {
        var inputs = line.GetProperty("inputs").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble());
        // Each name stands for its last value, so that the program becomes one formula of its inputs.
        var values = inputs.Keys.ToDictionary(name => name);
        foreach (var statement in line.GetProperty("program").EnumerateArray())
        {
            var parts = statement.GetString()!.Split('=', 2, StringSplitOptions.TrimEntries);
            values[parts[0]] = "(" + Regex.Replace(parts[1], @"\b[a-z]\b", name => values[name.Value]) + ")";
        }

        string[] names = [.. inputs.Keys];
        var output = values[line.GetProperty("output").GetString()!];
        return new Problem(line.GetProperty("id").GetString()!, Parse(output, names), names, [.. inputs.Values]);
    });

    static Problem Problem(JsonElement line, Expr objective) => new(
        line.GetProperty("id").GetString()!, objective, Names(line),
        [.. line.GetProperty("x0").EnumerateArray().Select(x => x.GetDouble())]);

    static string[] Names(JsonElement line) => [.. line.GetProperty("vars").EnumerateArray().Select(v => v.GetString()!)];

    static Expr Parse(string text, string[] names) => Formula.Parse(text, new ParseOptions { Names = names }).Expression;

    public static IEnumerable<JsonElement> Lines(string path) =>
        File.ReadLines(Path.Combine(Folder(), path)).Select(line => JsonDocument.Parse(line).RootElement);

    static string Folder()
    {
        if (Environment.GetEnvironmentVariable("NABLA_DATA") is { Length: > 0 } given) return given;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "data") is var data && Directory.Exists(data)) return data;
        throw new DirectoryNotFoundException("No shared/data above the program; name the folder in NABLA_DATA.");
    }
}
