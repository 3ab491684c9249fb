using System.Diagnostics;
using System.Globalization;
using System.Text;
using Nabla.Execution;
using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Benchmarks;

/// <summary>Time and memory against the length of the formula, for shapes that break tree-walking systems; the fitted exponents.</summary>
static class ScalingBenchmark
{
    const int Batches = 3;

    sealed record Shape(string Name, Func<int, string> Text, int[] Sizes, bool AllVariables);

    static readonly string[] s_columns = ["parse", "differentiate", "simplify light", "print", "value and gradient"];

    static readonly Shape[] s_shapes =
    [
        new("deep chain sin(sin(…x))", n => string.Concat(Enumerable.Repeat("sin(", n)) + "x" + new string(')', n), [1_000, 10_000, 100_000, 1_000_000], false),
        new("nested sums (((x+1)+2)…)", n => new string('(', n) + "x" + string.Concat(Enumerable.Range(1, n).Select(i => $"+{i})")), [1_000, 10_000, 100_000, 1_000_000], false),
        new("wide sum of x^k", n => string.Join(" + ", Enumerable.Range(1, n).Select(i => $"{i}*x^{i % 50 + 2}*y")), [200, 2_000, 20_000, 200_000], false),
        new("product of factors (x+k)", n => string.Join("*", Enumerable.Range(1, n).Select(i => $"(x+{i})")), [1_000, 3_000, 10_000], false),
        new("sum in as many variables", n => string.Join(" + ", Enumerable.Range(1, n).Select(i => $"x{i}^2")), [1_000, 10_000, 100_000, 1_000_000], true),
        new("product in as many variables", n => string.Join("*", Enumerable.Range(1, n).Select(i => $"x{i}")), [1_000, 3_000, 10_000, 100_000], true),
    ];

    // One formula: what each phase took, and what it allocated.
    readonly record struct Cost(double[] Phases, double Megabytes);

    // The cost of one formula of that many characters, and how much of its time was the garbage collector's.
    sealed record Row(int Characters, double[] Phases, double Collecting, double Megabytes)
    {
        public double Total => Phases.Sum();
    }

    public static void Run(string[] args)
    {
        var output = args is [.., "--out", var file] ? file : null;
        var only = args is [var shapes, ..] && shapes != "--out" ? shapes : null;
        // First, because the peak is the process's: the large formulas would be in it.
        var flat = only is null ? Flat() : null;
        var table = new ResultFile("Cost against the length of the input", "dotnet run -c Release --project benchmarks/Nabla.Benchmarks -- scaling");
        table.Line($"Milliseconds for one formula. Of every size as many formulas one after another as make up the largest size of the shape, after a full collection; their mean, and of {Batches} such means the median. So every size bears the collections that its allocations cause, small ones too. 'of it GC' is the part of the time in which the garbage collector held the program.");
        table.Line($"");
        table.Line($"| shape | n | {string.Join(" | ", s_columns)} | all | of it GC | allocated MB |");
        table.Line($"|---|---|---|---|---|---|---|---|---|---|");
        var exponents = new List<string>();
        foreach (var shape in s_shapes.Where(s => only is null || s.Name.Contains(only, StringComparison.Ordinal)))
        {
            var rows = new List<Row>();
            Mean(shape, shape.Text(shape.Sizes[0]), shape.Sizes[^1] / shape.Sizes[0] / 4);
            foreach (var size in shape.Sizes)
            {
                var row = Median(shape, shape.Text(size), shape.Sizes[^1] / size);
                rows.Add(row);
                table.Line($"| {shape.Name} | {size} | {Cells(row.Phases)} | {row.Total:F2} | {row.Collecting:P0} | {row.Megabytes:F1} |");
            }

            double[] x = [.. rows.Select(r => (double)r.Characters)];
            var phases = Enumerable.Range(0, s_columns.Length).Select(k => Exponent(x, rows.Select(r => r.Phases[k])));
            exponents.Add($"| {shape.Name} | {string.Join(" | ", phases)} | {Exponent(x, rows.Select(r => r.Total))} | {Exponent(x, rows.Select(r => r.Megabytes))} |");
        }

        table.Line($"");
        table.Line($"Fitted exponents: the slope of the least-squares line through log time over log characters of all sizes; none where the largest size takes less than 0.1 ms.");
        table.Line($"");
        table.Line($"| exponent | {string.Join(" | ", s_columns)} | all | memory |");
        table.Line($"|---|---|---|---|---|---|---|---|");
        foreach (var line in exponents) table.Line($"{line}");
        if (flat is not null)
        {
            Orders(table);
            table.Line($"");
            table.Line($"{flat}");
        }

        if (output is not null) table.Save(output);
    }

    static string Cells(double[] values) => string.Join(" | ", values.Select(v => v.ToString("F3", CultureInfo.InvariantCulture)));

    static string Exponent(double[] sizes, IEnumerable<double> times)
    {
        double[] y = [.. times];
        return y[^1] < 0.1 ? "–" : LeastSquares.Exponent(sizes, y).ToString("F2", CultureInfo.InvariantCulture);
    }

    static Row Median(Shape shape, string text, int formulas)
    {
        var batches = Enumerable.Range(0, Batches).Select(_ => Mean(shape, text, formulas)).ToArray();
        double middle(Func<Row, double> of) => batches.Select(of).Order().ElementAt(Batches / 2);
        return new(
            text.Length, [.. Enumerable.Range(0, s_columns.Length).Select(k => middle(b => b.Phases[k]))],
            middle(b => b.Collecting), middle(b => b.Megabytes));
    }

    static Row Mean(Shape shape, string text, int formulas)
    {
        GC.Collect();
        var pauses = GC.GetTotalPauseDuration();
        var sums = new double[s_columns.Length];
        var megabytes = 0.0;
        for (var i = 0; i < formulas; i++)
        {
            var cost = Measure(shape, text);
            for (var k = 0; k < sums.Length; k++) sums[k] += cost.Phases[k] / formulas;
            megabytes += cost.Megabytes / formulas;
        }

        return new(text.Length, sums, (GC.GetTotalPauseDuration() - pauses).TotalMilliseconds / formulas / sums.Sum(), megabytes);
    }

    static Cost Measure(Shape shape, string text)
    {
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
        return new([parse, differentiate, simplify, print, evaluate], (GC.GetAllocatedBytesForCurrentThread() - allocated) / 1e6);
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

    static string Flat()
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

        return string.Create(
            CultureInfo.InvariantCulture,
            $"Memory over 10⁶ different formulas in one process: live after 10⁵: {early / 1e6:F1} MB, after 10⁶: {Live() / 1e6:F1} MB; peak working set {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB.");
    }
}
