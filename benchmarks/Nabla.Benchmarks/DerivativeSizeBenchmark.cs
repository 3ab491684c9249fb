using System.Diagnostics;
using System.Text.Json;
using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Benchmarks;

/// <summary>
/// The nodes of our derivatives against those of other systems, both counted as the tree of the printed text read by one
/// parser; and what the light level costs.
/// </summary>
static class DerivativeSizeBenchmark
{
    const int Repetitions = 15;

    readonly record struct Comparison(string Id, double Ratio, string Ours, string Theirs);

    /// <summary>The file is what benchmarks/sympy/derivatives.py writes.</summary>
    public static void Run(string[] args)
    {
        var result = new ResultFile("Nodes of derivatives", "dotnet run -c Release --project benchmarks/Nabla.Benchmarks derivative-size SYMPY.jsonl");
        var sympy = File.ReadLines(args[0]).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Table(result, "light against SymPy's diff, rubi-derivatives", [.. sympy.Select(AgainstSymPy)], mark: 1.5);
        Table(result, "full against the other system's own answer, cas-derivatives", [.. ProblemData.Lines("cas-derivatives/cases.jsonl").Select(AgainstAnswer)], mark: double.PositiveInfinity);
        Time(result, [.. sympy.Select(Derivative)]);
        if (args is [_, "--out", var path]) result.Save(path);
    }

    static Expr Derivative(JsonElement item) =>
        Read(item.GetProperty("input").GetString()!).Derivative(item.GetProperty("var").GetString()!, 1, SimplifyLevel.None);

    static Comparison AgainstSymPy(JsonElement item) =>
        Compare(item, Derivative(item).Simplify(SimplifyLevel.Light), item.GetProperty("derivative").GetString()!);

    static Comparison AgainstAnswer(JsonElement item)
    {
        var f = Read(item.GetProperty("f").GetString()!);
        foreach (var variable in item.GetProperty("wrt").EnumerateArray()) f = f.Derivative(variable.GetString()!, 1, SimplifyLevel.None);
        return Compare(item, f.Simplify(SimplifyLevel.Full), item.GetProperty("expected").GetString()!);
    }

    static Comparison Compare(JsonElement item, Expr ours, string theirs) => new(
        item.GetProperty("id").GetString()!, (double)Read(ours.ToText()).TreeSize / Read(theirs).TreeSize, ours.ToText(TextStyle.Ascii), theirs);

    static Expr Read(string text) => Formula.Parse(text).Expression;

    static void Table(ResultFile result, string title, Comparison[] all, double mark)
    {
        Array.Sort(all, (a, b) => b.Ratio.CompareTo(a.Ratio));
        result.Line($"## {title}");
        result.Line($"");
        result.Line($"{all.Length} cases; no more nodes in {100.0 * all.Count(c => c.Ratio <= 1) / all.Length:F1} %; over {mark} times in {all.Count(c => c.Ratio > mark)}; mean ratio {all.Average(c => c.Ratio):F3}");
        result.Line($"");
        result.Line($"| case | ratio | ours | theirs |");
        result.Line($"|---|---|---|---|");
        foreach (var (id, ratio, ours, theirs) in all.Take(8)) result.Line($"| {id} | {ratio:F3} | `{Short(ours)}` | `{Short(theirs)}` |");
        result.Line($"");
    }

    static string Short(string text) => text.Length <= 90 ? text : text[..87] + "...";

    // Each case at its best of several runs, because other work on the machine only ever adds.
    static void Time(ResultFile result, Expr[] derivatives)
    {
        var best = new double[derivatives.Length];
        Array.Fill(best, double.PositiveInfinity);
        for (var run = 0; run < Repetitions; run++)
        {
            for (var i = 0; i < derivatives.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                derivatives[i].Simplify(SimplifyLevel.Light);
                best[i] = Math.Min(best[i], Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }

        var nodes = derivatives.Sum(d => (double)d.TreeSize);
        Array.Sort(best);
        result.Line($"## Time of the light level");
        result.Line($"");
        result.Line($"{best.Average():F1} µs a case, median {best[best.Length / 2]:F1} µs, {100 * best.Sum() / nodes:F1} µs for 100 nodes");
    }
}
