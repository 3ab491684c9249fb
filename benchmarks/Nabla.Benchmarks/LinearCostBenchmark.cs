using System.Diagnostics;
using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Benchmarks;

/// <summary>Compiling a formula with its gradient, and evaluating both, over three orders of magnitude in size.</summary>
static class LinearCostBenchmark
{
    const int Batches = 3;

    static readonly int[] s_sizes = [1_000, 10_000, 100_000, 1_000_000];

    public static void Run(string[] args)
    {
        var save = args is [.., "--out", _] ? args[^1] : null;
        var file = new ResultFile(
            "Cost of compiled gradients by the size of the formula",
            "dotnet run -c Release --project benchmarks/Nabla.Benchmarks -- linear-cost --out benchmarks/results/linear-cost.md");
        file.Line($"Milliseconds: first call (lowering, differentiation by all variables, preparation, one evaluation) and the best of three later ones. Of every size as many first calls one after another as make up the largest size, after a full collection; their mean, and of {Batches} such means the median, so that every size bears the collections that its allocations cause. Streaming is what the memory gives at best: a loop that reads two operands and adds them, over twice as many records of the interpreter's size as the formula has nodes. The exponent is fitted by least squares over all sizes to time ~ sizeᵃ.");
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
        First(make(s_sizes[0]), s_sizes[^1] / s_sizes[0] / 4);
        double[] sizes = [.. s_sizes], firsts = new double[sizes.Length], laters = new double[sizes.Length], streams = new double[sizes.Length];
        for (var k = 0; k < sizes.Length; k++)
        {
            var problem = make(s_sizes[k]);
            firsts[k] = Enumerable.Range(0, Batches).Select(_ => First(problem, s_sizes[^1] / s_sizes[k])).Order().ElementAt(Batches / 2);
            laters[k] = Later(problem);
            streams[k] = Stream(2 * s_sizes[k]);
            file.Line($"| {name} | {sizes[k]} | {firsts[k]:F2} | {laters[k]:F4} | {streams[k]:F4} |");
        }

        file.Line($"| exponent | | {LeastSquares.Exponent(sizes, firsts):F2} | {LeastSquares.Exponent(sizes, laters):F2} | {LeastSquares.Exponent(sizes, streams):F2} |");
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

    static CompiledFormula Compile((Expr Formula, string[] Names) problem) =>
        CompiledFormula.Compile(problem.Formula, problem.Names, new() { Emission = Emission.Never });

    static double[] Point((Expr Formula, string[] Names) problem) =>
        [.. Enumerable.Range(0, problem.Names.Length).Select(i => 1 + 1e-7 * i)];

    static double First((Expr Formula, string[] Names) problem, int calls)
    {
        var x = Point(problem);
        var gradient = new double[x.Length];
        GC.Collect();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < calls; i++) Compile(problem).ValueAndGradient(x, gradient);
        return clock.Elapsed.TotalMilliseconds / calls;
    }

    static double Later((Expr Formula, string[] Names) problem)
    {
        var x = Point(problem);
        var gradient = new double[x.Length];
        var f = Compile(problem);
        f.ValueAndGradient(x, gradient);
        var best = double.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var clock = Stopwatch.StartNew();
            f.ValueAndGradient(x, gradient);
            best = Math.Min(best, clock.Elapsed.TotalMilliseconds);
        }

        return best;
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
