using System.Diagnostics;
using System.Text.Json;
using Nabla.Optimization;
using Nabla.Symbolics;

namespace Nabla.Benchmarks;

/// <summary>The published test functions by the default method beside SciPy's BFGS, L-BFGS-B, trust-exact and least_squares.</summary>
static class MinimizeBenchmark
{
    static readonly string[] s_rivals = ["BFGS", "L-BFGS-B", "trust-exact", "least_squares"];

    sealed record Case(string Id, string[] Names, Expr F, Expr[]? Residuals, double[] Start, double Published);

    public static void Run(string[] args)
    {
        var save = args is [.., "--out", _] ? args[^1] : null;
        var python = args is ["--python", var named, ..] ? named : "python3";
        var file = new ResultFile(
            "Minimisation: iterations and evaluations on published functions",
            "dotnet run -c Release --project benchmarks/Nabla.Benchmarks -- minimize --python /usr/bin/python3 --out benchmarks/results/minimize.md");
        file.Line($"Standard starts, default settings everywhere. Ours is the default method (Newton in a trust region, exact Hessian). SciPy gets our derivatives as Python expressions (`benchmarks/scipy/minimize.py`); its defaults stop earlier than ours. Each entry: f − published minimum, iterations / evaluations of f; `miss` marks a value more than 1e-6 (relative, or absolute below 1) above the published one: another minimum, or no convergence. ms: ours with a compiled formula, lower quartile; SciPy's in one run.");
        file.Line($"");
        file.Line($"| problem | n | published f | ours | ours ms | BFGS | L-BFGS-B | trust-exact | least_squares | trust-exact ms |");
        file.Line($"|---|---|---|---|---|---|---|---|---|---|");
        Case[] cases = [.. ProblemData.Lines("mgh/mgh.jsonl").Concat(ProblemData.Lines("optfuncs/optfuncs.jsonl")).Select(Read)];
        var misses = new int[1 + s_rivals.Length];
        foreach (var (problem, rival) in cases.Zip(PythonRival.Run(python, "benchmarks/scipy/minimize.py", cases.Select(Line))))
        {
            Row(file, problem, rival, misses);
        }

        file.Line($"");
        file.Line($"Misses of {cases.Length}: ours {misses[0]}, BFGS {misses[1]}, L-BFGS-B {misses[2]}, trust-exact {misses[3]}; least_squares {misses[4]} of {cases.Count(c => c.Residuals is not null)}.");
        if (save is not null) file.Save(save);
    }

    static void Row(ResultFile file, Case problem, JsonElement rival, int[] misses)
    {
        var f = Objective.Of(problem.F, problem.Names);
        MinimizeResult result = null!;
        for (var warm = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(warm).TotalSeconds < 0.3;) Optimize.Minimize(f, problem.Start);
        var times = new double[21];
        for (var run = 0; run < times.Length; run++)
        {
            var begin = Stopwatch.GetTimestamp();
            result = Optimize.Minimize(f, problem.Start);
            times[run] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }

        Array.Sort(times);
        var ours = Entry(problem, result.F, result.Iterations, result.Evaluations.Values, ref misses[0]);
        var theirs = new string[s_rivals.Length];
        for (var k = 0; k < s_rivals.Length; k++)
        {
            if (!rival.TryGetProperty(s_rivals[k], out var entry))
            {
                theirs[k] = "";
                continue;
            }

            theirs[k] = Entry(problem, PythonRival.Number(entry[0]), entry[1].GetInt64(), entry[2].GetInt64(), ref misses[k + 1]);
        }

        file.Line($"| {problem.Id} | {problem.Names.Length} | {problem.Published:G7} | {ours} | {times[5]:G3} | {string.Join(" | ", theirs)} | {rival.GetProperty("trust-exact")[3].GetDouble():G3} |");
    }

    static string Entry(Case problem, double f, long iterations, long evaluations, ref int misses)
    {
        var above = f - problem.Published;
        var isMiss = !(above <= 1e-6 * Math.Max(1, Math.Abs(problem.Published)));
        if (isMiss) misses++;
        return FormattableString.Invariant($"{above:0.0e0}, {iterations}/{evaluations}{(isMiss ? " miss" : "")}");
    }

    static Case Read(JsonElement line)
    {
        string[] names = [.. line.GetProperty("vars").EnumerateArray().Select(v => v.GetString()!)];
        Expr Parse(string text) => Formula.Parse(text, new ParseOptions { Names = names }).Expression;
        Expr[]? residuals = line.TryGetProperty("residuals", out var list) ? [.. list.EnumerateArray().Select(r => Parse(r.GetString()!))] : null;
        var f = residuals?.Select(r => Expr.Pow(r, 2)).Aggregate((a, b) => a + b) ?? Parse(line.GetProperty("objective").GetString()!);
        var published = line.TryGetProperty("fmin_polished", out var polished) && polished.ValueKind == JsonValueKind.Number ? polished : line.GetProperty("fmin");
        return new(line.GetProperty("id").GetString()!, names, f, residuals, [.. line.GetProperty("x0").EnumerateArray().Select(x => x.GetDouble())], published.GetDouble());
    }

    static string Line(Case problem)
    {
        var n = problem.Names.Length;
        var hessian = problem.F.Hessian(problem.Names);
        var entries = new List<Expr>();
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) entries.Add(hessian[i, j]);
        return JsonSerializer.Serialize(new
        {
            id = problem.Id,
            vars = problem.Names,
            f = PythonRival.Text(problem.F),
            g = PythonRival.Tuple(problem.F.Gradient(problem.Names)),
            h = PythonRival.Tuple(entries),
            m = problem.Residuals?.Length ?? 0,
            r = problem.Residuals is { } r ? PythonRival.Tuple(r) : null,
            j = problem.Residuals is { } rows ? PythonRival.Tuple(rows.SelectMany(row => row.Gradient(problem.Names))) : null,
            x0 = problem.Start,
        });
    }
}
