using System.Diagnostics;
using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Benchmarks;

/// <summary>Compiling a formula with its gradient, and evaluating both, over three orders of magnitude in size.</summary>
static class LinearCostBenchmark
{
    static readonly int[] s_sizes = [1_000, 10_000, 100_000, 1_000_000];

    public static void Run(string[] args)
    {
        var save = args is [.., "--out", _] ? args[^1] : null;
        var file = new ResultFile(
            "Cost of compiled gradients by the size of the formula",
            "dotnet run -c Release --project benchmarks/Nabla.Benchmarks -- linear-cost --out benchmarks/results/linear-cost.md");
        file.Line($"Milliseconds: first call (lowering, differentiation by all variables, preparation, one evaluation) and the best of three later ones. Streaming is what the memory gives at best: a loop that reads two operands and adds them, over twice as many records of the interpreter's size as the formula has nodes. The exponent is fitted over all sizes to time ~ sizeᵃ.");
        file.Line($"");
        file.Line($"| formula | nodes | first value and gradient | later ones | streaming |");
        file.Line($"|---|---|---|---|---|");
        Measure(file, "chain sin(… sin(x) …) + x/10", Chain);
        Measure(file, "sum of squares of as many variables", Sum);
        Measure(file, "product of as many variables", Product);
        if (save is not null) file.Save(save);
    }

    static void Measure(ResultFile file, string name, Func<int, (Expr, string[])> make)
    {
        Time(make(1000));
        var points = new List<(double Size, double First, double Later, double Streaming)>();
        foreach (var size in s_sizes)
        {
            var (formula, names) = make(size);
            var (first, later) = Time((formula, names));
            var streaming = Stream(2 * size);
            points.Add((size, first, later, streaming));
            file.Line($"| {name} | {size} | {first:F1} | {later:F3} | {streaming:F3} |");
        }

        file.Line($"| exponent | | {Exponent(points.Select(p => (p.Size, p.First))):F2} | {Exponent(points.Select(p => (p.Size, p.Later))):F2} | {Exponent(points.Select(p => (p.Size, p.Streaming))):F2} |");
    }

    static double Stream(int count)
    {
        var records = new (int Kind, int A, int B, int C)[count];
        for (var i = 1; i < count; i++) records[i] = (0, i - 1, i > 8 ? i - 8 : 0, 0);
        var results = new double[count];
        var best = double.MaxValue;
        for (var round = 0; round < 4; round++)
        {
            var clock = Stopwatch.StartNew();
            for (var i = 0; i < records.Length; i++) results[i] = results[records[i].A] + results[records[i].B];
            best = Math.Min(best, clock.Elapsed.TotalMilliseconds);
        }

        return best;
    }

    static (double First, double Later) Time((Expr Formula, string[] Names) problem)
    {
        var x = Enumerable.Range(0, problem.Names.Length).Select(i => 1 + 1e-7 * i).ToArray();
        var gradient = new double[x.Length];
        var clock = Stopwatch.StartNew();
        var f = CompiledFormula.Compile(problem.Formula, problem.Names, new() { Emission = Emission.Never });
        f.ValueAndGradient(x, gradient);
        var first = clock.Elapsed.TotalMilliseconds;
        var later = double.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            clock.Restart();
            f.ValueAndGradient(x, gradient);
            later = Math.Min(later, clock.Elapsed.TotalMilliseconds);
        }

        return (first, later);
    }

    // The slope of the least-squares line through the logarithms.
    static double Exponent(IEnumerable<(double Size, double Time)> points)
    {
        var logs = points.Select(p => (X: Math.Log(p.Size), Y: Math.Log(p.Time))).ToArray();
        double x = logs.Average(p => p.X), y = logs.Average(p => p.Y);
        return logs.Sum(p => (p.X - x) * (p.Y - y)) / logs.Sum(p => (p.X - x) * (p.X - x));
    }

    static (Expr, string[]) Chain(int size)
    {
        Expr x = Expr.Symbol("x"), f = x;
        for (var i = 0; i < size / 3; i++) f = Expr.Sin(f) + x / 10;
        return (f, ["x"]);
    }

    static (Expr, string[]) Sum(int size)
    {
        string[] names = [.. Enumerable.Range(0, size / 3).Select(i => $"x{i}")];
        return (names.Select(name => Expr.Pow(Expr.Symbol(name), 2)).Aggregate((a, b) => a + b), names);
    }

    static (Expr, string[]) Product(int size)
    {
        string[] names = [.. Enumerable.Range(0, size / 2).Select(i => $"x{i}")];
        return (names.Select(Expr.Symbol).Aggregate((a, b) => a * b), names);
    }
}
