using System.Text.Json;
using Nabla.Optimization;
using Nabla.Symbolics;

namespace Nabla.Tests.Optimization;

/// <summary>The published test functions from their standard starts, by the default method with default settings.</summary>
public sealed class MinimizeRealDataTests
{
    // Minima beside the global one that the literature accepts from the standard start.
    static readonly Dictionary<string, double[]> s_others = new() { ["mgh02"] = [48.984253679240013], ["mgh18"] = [5.65565e-3] };

    [Fact]
    public void The_problems_of_More_Garbow_and_Hillstrom_reach_their_published_minimum()
    {
        var count = 0;
        foreach (var line in TestData.Lines("mgh", "mgh.jsonl"))
        {
            count++;
            var id = line.GetProperty("id").GetString()!;
            var result = Minimize(line, Sum(line));
            // The published values have about six digits; those polished at 32 digits from them have all.
            var polished = line.TryGetProperty("fmin_polished", out var member) && member.ValueKind == JsonValueKind.Number ? member : line.GetProperty("fmin");
            double[] published = [polished.GetDouble(), .. s_others.GetValueOrDefault(id, [])];
            Assert.True(result.Converged, $"{id}: {result.Explanation}");
            Assert.True(published.Any(f => Math.Abs(result.F - f) <= 1e-9 * Math.Abs(f) + 1e-12), $"{id}: f = {result.F}");
        }

        Assert.Equal(18, count);
    }

    [Fact]
    public void Classic_functions_of_two_variables_end_at_a_minimum()
    {
        var count = 0;
        foreach (var line in TestData.Lines("optfuncs", "optfuncs.jsonl"))
        {
            count++;
            var id = line.GetProperty("id").GetString()!;
            var result = Minimize(line, Formula.Parse(line.GetProperty("objective").GetString()!).Expression);
            var isPublished = Math.Abs(result.F - line.GetProperty("fmin").GetDouble()) <= 1e-8;
            // A multimodal function may end in another minimum, but only ever at a stationary point.
            Assert.True(isPublished || (result.Converged && result.GradientNorm < 1e-6), $"{id}: f = {result.F}, {result.Explanation}");
            if (line.GetProperty("note").GetString() == "") Assert.True(isPublished, $"{id}: f = {result.F}");
        }

        Assert.Equal(19, count);
    }

    static MinimizeResult Minimize(JsonElement line, Expr f)
    {
        string[] names = [.. line.GetProperty("vars").EnumerateArray().Select(v => v.GetString()!)];
        double[] start = [.. line.GetProperty("x0").EnumerateArray().Select(v => v.GetDouble())];
        return Optimize.Minimize(Objective.Of(f, names), start);
    }

    static Expr Sum(JsonElement line) =>
        line.GetProperty("residuals").EnumerateArray().Select(r => Expr.Pow(Formula.Parse(r.GetString()!).Expression, 2)).Aggregate((a, b) => a + b);
}
