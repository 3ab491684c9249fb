using System.Diagnostics;
using Nabla.Execution;
using Nabla.Optimization;

namespace Nabla.Benchmarks;

/// <summary>
/// An epoch of gradient descent on a compiled formula against the same loop by hand: value and gradient by hand-written C#,
/// the length of the gradient with its test, the update.
/// </summary>
static class DescendBenchmark
{
    const int Rounds = 201;
    const int Epochs = 20_000;

    // So small that every run stays where its formula is finite and none converges: each epoch does the same work.
    const double Rate = 1e-12;

    public static void Run(string[] args)
    {
        var save = args is [.., "--out", _] ? args[^1] : null;
        var ids = args[..^(save is null ? 0 : 2)];
        var file = new ResultFile(
            "An epoch of gradient descent against the loop by hand",
            "dotnet run -c Release --project benchmarks/Nabla.Benchmarks -- descend --out benchmarks/results/descend.md");
        file.Line($"double, one thread, {Epochs} epochs a round of `Descent.Run` on a compiled formula; the loop by hand calls a hand-written gradient through a pointer, tests |∇f| and that f is finite, and updates. `Descent.Run` also watches for divergence and standing still, in one loop of machine code with the formula; epochs end alike to the bit. Nanoseconds an epoch: medians of {Rounds} interleaved rounds; ratio = ours over by hand, median of the ratios round by round.");
        file.Line($"");
        file.Line($"| function | variables | ours, ns | by hand, ns | ratio |");
        file.Line($"|---|---|---|---|---|");
        var ratios = new List<(double Ratio, string Id)>();
        foreach (var problem in ProblemData.OptFuncs().Concat(ProblemData.Mgh()).Concat(ProblemData.PeerGradients()))
        {
            if (ids.Length > 0 && !ids.Contains(problem.Id)) continue;
            var (ours, theirs, ratio) = Measure(problem);
            ratios.Add((ratio, problem.Id));
            file.Line($"| {problem.Id} | {problem.Variables.Length} | {ours:F2} | {theirs:F2} | {ratio:F2} |");
        }

        ratios.Sort();
        file.Line($"");
        file.Line($"{ratios.Count} functions: median ratio **{ratios[ratios.Count / 2].Ratio:F2}**, worst **{ratios[^1].Ratio:F2}** ({ratios[^1].Id}); {ratios.Count(r => r.Ratio <= 1.2)} within 1.2.");
        if (save is not null) file.Save(save);
    }

    static (double Ours, double Theirs, double Ratio) Measure(Problem problem)
    {
        var f = Objective.Of(CompiledFormula.Compile(problem.Objective, problem.Variables, new() { Emission = Emission.AtOnce }));
        var rival = ValueAndGradientBenchmark.Rivals[problem.Id];
        var x = new double[problem.Point.Length];
        for (var i = 0; i < 8; i++)
        {
            Ours(f, problem.Point, Epochs);
            ByHand(rival, problem.Point, x, Epochs);
        }

        double[] ours = new double[Rounds], theirs = new double[Rounds], ratios = new double[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            ours[i] = Ours(f, problem.Point, Epochs);
            theirs[i] = ByHand(rival, problem.Point, x, Epochs);
            ratios[i] = ours[i] / theirs[i];
        }

        return (Median(ours), Median(theirs), Median(ratios));
    }

    static double Ours(Objective f, double[] from, int epochs)
    {
        var (method, options) = (new GradientDescent(from.Length, Rate), new DescentOptions { Epochs = epochs, Tolerance = 0 });
        var start = Stopwatch.GetTimestamp();
        var result = Descent.Run(f, from, method, options);
        var time = Stopwatch.GetElapsedTime(start).TotalNanoseconds / epochs;
        return result.Iterations == epochs ? time : throw new InvalidOperationException($"The run ended after {result.Iterations} epochs: {result.Explanation}");
    }

    static double ByHand(ValueAndGradientBenchmark.Rival rival, double[] from, double[] x, int epochs)
    {
        var gradient = new double[x.Length];
        from.CopyTo(x, 0);
        var start = Stopwatch.GetTimestamp();
        for (var epoch = 0; epoch <= epochs; epoch++)
        {
            var f = rival.Run(x, gradient);
            var squares = 0.0;
            foreach (var slope in gradient) squares += slope * slope;
            var norm = Math.Sqrt(squares);
            if (!double.IsFinite(f) || !(norm > 0)) throw new InvalidOperationException($"The loop by hand ended at epoch {epoch}.");
            for (var i = 0; i < x.Length; i++) x[i] -= Rate * gradient[i];
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / epochs;
    }

    static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
