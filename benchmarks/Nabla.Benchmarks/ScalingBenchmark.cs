using System.Diagnostics;
using System.Text;
using Nabla.Execution;
using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Benchmarks;

/// <summary>Time and memory against the length of the formula, for shapes that break tree-walking systems; the fitted exponents.</summary>
static class ScalingBenchmark
{
    sealed record Shape(string Name, Func<int, string> Text, int[] Sizes, bool AllVariables);

    static readonly Shape[] s_shapes =
    [
        new("deep chain sin(sin(…x))", n => string.Concat(Enumerable.Repeat("sin(", n)) + "x" + new string(')', n), [1_000, 10_000, 100_000, 1_000_000], false),
        new("nested sums (((x+1)+2)…)", n => new string('(', n) + "x" + string.Concat(Enumerable.Range(1, n).Select(i => $"+{i})")), [1_000, 10_000, 100_000, 1_000_000], false),
        new("wide sum of x^k", n => string.Join(" + ", Enumerable.Range(1, n).Select(i => $"{i}*x^{i % 50 + 2}*y")), [1_000, 10_000, 100_000], false),
        new("product of factors (x+k)", n => string.Join("*", Enumerable.Range(1, n).Select(i => $"(x+{i})")), [1_000, 3_000, 10_000], false),
        new("sum in as many variables", n => string.Join(" + ", Enumerable.Range(1, n).Select(i => $"x{i}^2")), [1_000, 10_000, 100_000], true),
        new("product in as many variables", n => string.Join("*", Enumerable.Range(1, n).Select(i => $"x{i}")), [1_000, 3_000, 10_000], true),
    ];

    public static void Run(string? output)
    {
        var table = new ResultFile("Cost against the length of the input", "dotnet run -c Release --project benchmarks/Nabla.Benchmarks -- scaling");
        table.Line($"Milliseconds (medians of 3) and allocated megabytes; the exponent is the slope of log time over log input from the second size to the last.");
        table.Line($"");
        table.Line($"| shape | nodes | parse | differentiate | simplify light | print | value and gradient | allocated MB |");
        table.Line($"|---|---|---|---|---|---|---|---|");
        var slopes = new List<string>();
        foreach (var shape in s_shapes)
        {
            var rows = new List<double[]>();
            foreach (var size in shape.Sizes)
            {
                var text = shape.Text(size);
                Measure(shape, text);
                var runs = Enumerable.Range(0, 3).Select(_ => Measure(shape, text)).ToArray();
                var row = Enumerable.Range(0, runs[0].Length).Select(k => runs.Select(r => r[k]).Order().ElementAt(1)).ToArray();
                rows.Add([text.Length, .. row]);
                table.Line($"| {shape.Name} | {size} | {row[0]:F2} | {row[1]:F2} | {row[2]:F2} | {row[3]:F2} | {row[4]:F2} | {row[5]:F1} |");
            }

            var (a, b) = (rows[1], rows[^1]);
            double Slope(int k) => Math.Log(b[k] / a[k]) / Math.Log(b[0] / a[0]);
            double total(double[] r) => r[1] + r[2] + r[3] + r[4] + r[5];
            slopes.Add($"| {shape.Name} | {Slope(1):F2} | {Slope(2):F2} | {Slope(3):F2} | {Slope(4):F2} | {Slope(5):F2} | {Math.Log(total(b) / total(a)) / Math.Log(b[0] / a[0]):F2} | {Slope(6):F2} |".ToString());
        }

        table.Line($"");
        table.Line($"| fitted exponent | parse | differentiate | simplify | print | value and gradient | all | memory |");
        table.Line($"|---|---|---|---|---|---|---|---|");
        foreach (var line in slopes) table.Line($"{line}");
        Orders(table);
        Flat(table);
        if (output is not null) table.Save(output);
    }

    static double[] Measure(Shape shape, string text)
    {
        GC.Collect();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        double Lap()
        {
            var time = clock.Elapsed.TotalMilliseconds;
            clock.Restart();
            return time;
        }

        var f = Formula.Parse(text).Expression;
        var parse = Lap();
        Expr[] d = shape.AllVariables ? f.Gradient() : [f.Derivative("x", simplify: SimplifyLevel.None)];
        var differentiate = Lap();
        var simplified = shape.AllVariables ? d : [d[0].Simplify(SimplifyLevel.Light)];
        var simplify = Lap();
        var length = shape.AllVariables ? simplified[0].ToText().Length : simplified.Sum(e => e.ToText(TextStyle.Explicit).Length);
        var print = Lap();
        var variables = f.Variables;
        var x = Enumerable.Range(0, variables.Count).Select(i => 1 + 1e-6 * i).ToArray();
        var gradient = new double[x.Length];
        CompiledFormula.Compile(f, variables).ValueAndGradient(x, gradient);
        var evaluate = Lap();
        if (length == 0) throw new InvalidOperationException("Nothing was printed.");
        return [parse, differentiate, simplify, print, evaluate, (GC.GetAllocatedBytesForCurrentThread() - allocated) / 1e6];
    }

    static void Orders(ResultFile table)
    {
        table.Line($"");
        table.Line($"| second and third derivatives | n | order 2 ms | order 3 ms |");
        table.Line($"|---|---|---|---|");
        foreach (var shape in s_shapes.Where(s => !s.AllVariables))
        {
            foreach (var size in shape.Sizes.Where(n => n <= 100_000))
            {
                var f = Formula.Parse(shape.Text(size)).Expression;
                var clock = Stopwatch.StartNew();
                _ = f.Derivative("x", 2, SimplifyLevel.None);
                var second = clock.Elapsed.TotalMilliseconds;
                clock.Restart();
                _ = f.Derivative("x", 3, SimplifyLevel.None);
                table.Line($"| {shape.Name} | {size} | {second:F1} | {clock.Elapsed.TotalMilliseconds:F1} |");
            }
        }
    }

    static void Flat(ResultFile table)
    {
        const int Formulas = 1_000_000;
        long Live()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return GC.GetTotalMemory(true);
        }

        var text = new StringBuilder();
        long early = 0;
        for (var i = 0; i < Formulas; i++)
        {
            text.Clear().Append("sin(").Append(i).Append("*x)^2 + ").Append(i).Append("*x");
            _ = Formula.Parse(text.ToString()).Expression.Derivative("x").ToText().Length;
            if (i == Formulas / 10) early = Live();
        }

        table.Line($"");
        table.Line($"Memory over 10⁶ different formulas in one process: live after 10⁵: {early / 1e6:F1} MB, after 10⁶: {Live() / 1e6:F1} MB; peak working set {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB.");
    }
}
