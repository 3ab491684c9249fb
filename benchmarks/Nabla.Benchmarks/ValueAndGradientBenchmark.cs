using System.Diagnostics;
using Nabla.Benchmarks.HandWritten;
using Nabla.Execution;

namespace Nabla.Benchmarks;

/// <summary>Compiled value-and-gradient against hand-written C# behind a call that is not inlined, in double on one thread.</summary>
static unsafe class ValueAndGradientBenchmark
{
    const int Rounds = 301;
    const double RoundMicroseconds = 100;

    internal readonly struct Rival(delegate*<ReadOnlySpan<double>, Span<double>, double> function)
    {
        public double Run(ReadOnlySpan<double> x, Span<double> gradient) => function(x, gradient);
    }

    /// <summary>The hand-written gradients by the names of their problems.</summary>
    public static IReadOnlyDictionary<string, Rival> Rivals => s_rivals;

    static readonly Dictionary<string, Rival> s_rivals = new()
    {
        ["of_ackley"] = new(&OptFuncs.Ackley),
        ["of_bohachevsky1"] = new(&OptFuncs.Bohachevsky1),
        ["of_booth"] = new(&OptFuncs.Booth),
        ["of_brent"] = new(&OptFuncs.Brent),
        ["of_camel6"] = new(&OptFuncs.SixHumpCamelBack),
        ["of_cube"] = new(&OptFuncs.Cube),
        ["of_dixonprice"] = new(&OptFuncs.DixonPrice),
        ["of_eggcrate"] = new(&OptFuncs.EggCrate),
        ["of_goldsteinprice"] = new(&OptFuncs.GoldsteinPrice),
        ["of_himmelblau"] = new(&OptFuncs.Himmelblau),
        ["of_levy"] = new(&OptFuncs.Levy),
        ["of_mccormick"] = new(&OptFuncs.McCormick),
        ["of_price4"] = new(&OptFuncs.Price4),
        ["of_rotatedellipse"] = new(&OptFuncs.RotatedEllipse),
        ["of_styblinski_tang"] = new(&OptFuncs.StyblinskiTang),
        ["of_trecanni"] = new(&OptFuncs.Trecanni),
        ["of_ursem1"] = new(&OptFuncs.Ursem1),
        ["of_zakharov"] = new(&OptFuncs.Zakharov),
        ["of_zirilli_aluffipentini"] = new(&OptFuncs.ZirilliAluffiPentini),
        ["mgh01"] = new(&Mgh.Rosenbrock),
        ["mgh02"] = new(&Mgh.FreudensteinRoth),
        ["mgh03"] = new(&Mgh.PowellBadlyScaled),
        ["mgh05"] = new(&Mgh.Beale),
        ["mgh07"] = new(&Mgh.HelicalValley),
        ["mgh08"] = new(&Mgh.Bard),
        ["mgh13"] = new(&Mgh.PowellSingular),
        ["mgh14"] = new(&Mgh.Wood),
        ["mgh15"] = new(&Mgh.KowalikOsborne),
        ["mgh17"] = new(&Mgh.Osborne1),
        ["mgh18"] = new(&Mgh.BiggsExp6),
        ["mgh21"] = new(&Mgh.ExtendedRosenbrock),
        ["mgh23"] = new(&Mgh.PenaltyI),
        ["mgh25"] = new(&Mgh.VariablyDimensioned),
        ["mgh28"] = new(&Mgh.DiscreteBoundaryValue),
        ["mgh30"] = new(&Mgh.BroydenTridiagonal),
        ["mgh32"] = new(&Mgh.LinearFullRank),
        ["mgh35"] = new(&Mgh.Chebyquad),
        ["pg01"] = new(&PeerGradients.Micrograd),
        ["pg02"] = new(&PeerGradients.SanityCheck),
        ["pg03"] = new(&PeerGradients.Tanh),
    };

    public static void Run(string[] args)
    {
        var save = args is [.., "--out", _] ? args[^1] : null;
        var ids = args[..^(save is null ? 0 : 2)];
        var file = new ResultFile(
            "Compiled value and gradient against hand-written C#",
            "dotnet run -c Release --project benchmarks/Nabla.Benchmarks -- value-and-gradient --out benchmarks/results/value-and-gradient.md");
        file.Line($"double, one thread; each side is called through a pointer and not inlined. Nanoseconds a call: medians of {Rounds} interleaved rounds; ratio = ours over hand-written, median of the ratios round by round (below 1: ours is faster). Before timing, values and gradients are compared: `differ` is the largest difference relative to the largest of them.");
        file.Line($"");
        file.Line($"| function | variables | ours, ns | hand-written, ns | ratio | differ |");
        file.Line($"|---|---|---|---|---|---|");
        var ratios = new List<(double Ratio, string Id)>();
        foreach (var problem in ProblemData.OptFuncs().Concat(ProblemData.Mgh()).Concat(ProblemData.PeerGradients()))
        {
            if (ids.Length > 0 && !ids.Contains(problem.Id)) continue;
            var (ours, theirs, ratio, differ) = Measure(problem, s_rivals[problem.Id]);
            ratios.Add((ratio, problem.Id));
            file.Line($"| {problem.Id} | {problem.Variables.Length} | {ours:F2} | {theirs:F2} | {ratio:F2} | {differ:E1} |");
        }

        ratios.Sort();
        file.Line($"");
        file.Line($"{ratios.Count} functions: median ratio **{ratios[ratios.Count / 2].Ratio:F2}**, worst **{ratios[^1].Ratio:F2}** ({ratios[^1].Id}).");
        if (save is not null) file.Save(save);
    }

    static (double Ours, double Theirs, double Ratio, double Differ) Measure(Problem problem, Rival rival)
    {
        var formula = CompiledFormula.Compile(problem.Objective, problem.Variables, new() { Emission = Emission.AtOnce });
        var differ = Differ(formula, rival, problem.Point);
        var x = problem.Point;
        var gradient = new double[x.Length];
        Warm(formula, rival, x, gradient);
        var calls = Math.Max(1, (int)(RoundMicroseconds * 1000 / Time(rival, x, gradient, 1000)));
        double[] ours = new double[Rounds], theirs = new double[Rounds], ratios = new double[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            ours[i] = Time(formula, x, gradient, calls);
            theirs[i] = Time(rival, x, gradient, calls);
            ratios[i] = ours[i] / theirs[i];
        }

        return (Median(ours), Median(theirs), Median(ratios), differ);
    }

    static double Differ(CompiledFormula formula, Rival rival, double[] x)
    {
        double[] a = new double[x.Length], b = new double[x.Length];
        double f = formula.ValueAndGradient(x, a), g = rival.Run(x, b);
        var size = a.Append(f).Max(Math.Abs);
        var differ = Math.Max(Math.Abs(f - g), a.Zip(b, (p, q) => Math.Abs(p - q)).Max()) / size;
        return differ < 1e-9 ? differ : throw new InvalidOperationException($"The gradients differ: {f} {string.Join(' ', a)} and {g} {string.Join(' ', b)}.");
    }

    static void Warm(CompiledFormula formula, Rival rival, double[] x, double[] gradient)
    {
        for (var i = 0; i < 4; i++)
        {
            Time(formula, x, gradient, 2000);
            Time(rival, x, gradient, 2000);
        }
    }

    static double Time(CompiledFormula formula, double[] x, double[] gradient, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++) formula.ValueAndGradient(x, gradient);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    }

    static double Time(Rival rival, double[] x, double[] gradient, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++) rival.Run(x, gradient);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    }

    static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
