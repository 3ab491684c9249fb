using System.Diagnostics;
using System.Text.Json;
using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Benchmarks;

/// <summary>Text to text: parse, differentiate, simplify (light), print, against SymPy's sympify → diff → str on the same cases.</summary>
static class PipelineBenchmark
{
    sealed record Case(string Id, string Formula, string Variable, double Seconds);

    const string Tiered = "DOTNET_TieredCompilation";

    public static void Run(string cases, string? output)
    {
        // The other benchmarks switch tiers off so that what is measured is compiled once; here the defaults of a program
        // are the subject, as users of the library and of the tool have them.
        if (Environment.GetEnvironmentVariable(Tiered) is null)
        {
            var again = new ProcessStartInfo(Environment.ProcessPath!) { Environment = { [Tiered] = "1", ["DOTNET_TC_QuickJit"] = "1" } };
            foreach (var argument in Environment.GetCommandLineArgs().Skip(Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? 0 : 1))
                again.ArgumentList.Add(argument);
            using var process = Process.Start(again)!;
            process.WaitForExit();
            return;
        }

        var table = new ResultFile("Text to derivative, against SymPy", $"dotnet run -c Release --project benchmarks/Nabla.Benchmarks -- pipeline {Path.GetFileName(cases)}");
        var theirs = Path.GetTempFileName();
        var sympy = Stopwatch.StartNew();
        using (var python = Process.Start("/usr/bin/python3", ["benchmarks/sympy/derivatives.py", cases, theirs])) python.WaitForExit();
        sympy.Stop();
        Case[] all = [.. File.ReadLines(theirs).Select(Parse)];
        File.Delete(theirs);

        var cold = Stopwatch.StartNew();
        foreach (var c in all) Derive(c);
        cold.Stop();
        var ours = new double[all.Length];
        const int Rounds = 61;
        var times = all.Select(_ => new double[Rounds]).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < all.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                Derive(all[i]);
                times[i][round] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            }
        }

        for (var i = 0; i < all.Length; i++)
        {
            Array.Sort(times[i]);
            ours[i] = times[i][Rounds / 2];
        }

        var ratios = all.Select((c, i) => c.Seconds / ours[i]).Order().ToArray();
        table.Line($"{all.Length} cases, one thread each. SymPy is timed per case inside its process (imports not counted), Nabla per case as the median of {Rounds} rounds, with the compilation settings that a program has by default.");
        table.Line($"");
        table.Line($"| | SymPy | Nabla | ratio |");
        table.Line($"|---|---|---|---|");
        table.Line($"| all cases, total | {all.Sum(c => c.Seconds):F2} s | {ours.Sum() * 1e3:F2} ms | {all.Sum(c => c.Seconds) / ours.Sum():F0}× |");
        table.Line($"| mean case | {all.Average(c => c.Seconds) * 1e3:F2} ms | {ours.Average() * 1e6:F1} µs | |");
        table.Line($"| median of the cases' ratios | | | {ratios[ratios.Length / 2]:F0}× |");
        table.Line($"| worst case's ratio | | | {ratios[0]:F0}× |");
        table.Line($"| first pass, with the JIT compiling | {all.Sum(c => c.Seconds):F2} s | {cold.Elapsed.TotalMilliseconds:F0} ms | {all.Sum(c => c.Seconds) / cold.Elapsed.TotalSeconds:F0}× |");
        if (output is not null) table.Save(output);
    }

    static string Derive(Case c) => Formula.Parse(c.Formula).Expression.Derivative(c.Variable, simplify: SimplifyLevel.Light).ToText(TextStyle.Explicit);

    static Case Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        return new(root.GetProperty("id").GetString()!, root.GetProperty("input").GetString()!, root.GetProperty("var").GetString()!, root.GetProperty("seconds").GetDouble());
    }
}
