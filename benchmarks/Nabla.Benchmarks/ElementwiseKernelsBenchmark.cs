using System.Globalization;
using System.Numerics.Tensors;
using Nabla.Execution.Kernels;

namespace Nabla.Benchmarks;

/// <summary>Each vector function of the rule table against TensorPrimitives', in double on one thread.</summary>
static class ElementwiseKernelsBenchmark
{
    delegate void Unary(ReadOnlySpan<double> x, Span<double> y);
    delegate void Binary(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> z);

    sealed record Row(string Name, double Low, double High, Unary? Unary = null, Binary? Binary = null);

    static readonly Row[] s_rows =
    [
        new("exp", -20, 20, TensorPrimitives.Exp),
        new("expm1", -20, 20, TensorPrimitives.ExpM1),
        new("ln", 0, 1000, TensorPrimitives.Log),
        new("log1p", 0, 1000, TensorPrimitives.LogP1),
        new("log2", 0, 1000, TensorPrimitives.Log2),
        new("log10", 0, 1000, TensorPrimitives.Log10),
        new("sin", -20, 20, TensorPrimitives.Sin),
        new("cos", -20, 20, TensorPrimitives.Cos),
        new("tan", -20, 20, TensorPrimitives.Tan),
        new("asin", -1, 1, TensorPrimitives.Asin),
        new("acos", -1, 1, TensorPrimitives.Acos),
        new("atan", -20, 20, TensorPrimitives.Atan),
        new("sinh", -20, 20, TensorPrimitives.Sinh),
        new("cosh", -20, 20, TensorPrimitives.Cosh),
        new("tanh", -20, 20, TensorPrimitives.Tanh),
        new("asinh", -20, 20, TensorPrimitives.Asinh),
        new("acosh", 1, 20, TensorPrimitives.Acosh),
        new("atanh", -1, 1, TensorPrimitives.Atanh),
        new("sigmoid", -20, 20, TensorPrimitives.Sigmoid),
        new("sqrt", 0, 1000, TensorPrimitives.Sqrt),
        new("cbrt", -1000, 1000, TensorPrimitives.Cbrt),
        new("abs", -20, 20, TensorPrimitives.Abs),
        new("floor", -20, 20, TensorPrimitives.Floor),
        new("negate", -20, 20, TensorPrimitives.Negate),
        new("power", 0.1, 20, Binary: TensorPrimitives.Pow),
        new("atan2", -20, 20, Binary: TensorPrimitives.Atan2),
        new("hypot", -20, 20, Binary: TensorPrimitives.Hypot),
        new("add", -20, 20, Binary: TensorPrimitives.Add),
        new("multiply", -20, 20, Binary: TensorPrimitives.Multiply),
        new("divide", 1, 20, Binary: TensorPrimitives.Divide),
        new("max", -20, 20, Binary: TensorPrimitives.Max),
    ];

    const string Command = "dotnet run -c Release --project benchmarks/Nabla.Benchmarks -- kernels"
        + " --out benchmarks/results/elementwise-kernels.md";

    const string Legend = """
        double, one thread, ns per element; ratio = TensorPrimitives' time over ours, above 1 where ours is faster; lower quartiles of 60 interleaved rounds of 1 ms.
        Both results are compared before timing: `differ` is the largest relative difference on the timed inputs.
        """;

    const string Losses = """
        What is lost is lost on functions of one instruction: over 10³ elements to loops that TensorPrimitives unrolls, over 10⁵ (from beyond the second-level cache) probably to its stores past the caches. Formulas run these inside fused loops, where neither counts. TensorPrimitives' log1p is log(1 + x): it has no correct digits for tiny x.
        """;

    public static void Run(string[] args)
    {
        var save = args is [.., "--out", _] ? args[^1] : null;
        var names = args[..^(save is null ? 0 : 2)];
        var file = new ResultFile("Vector functions against System.Numerics.Tensors 11.0.0", Command);
        file.Line($"{Legend}");
        file.Line($"");
        file.Line($"| function | ours, 10³ | theirs | ratio | ours, 10⁵ | theirs | ratio | differ |");
        file.Line($"|---|---|---|---|---|---|---|---|");
        foreach (var row in s_rows.Where(r => names.Length == 0 || names.Contains(r.Name)))
        {
            if (ElementwiseKernels.All.All(k => k.Double.Name != row.Name)) continue;
            var (small, _) = Measure(row, 1_000);
            var (large, differ) = Measure(row, 100_000);
            file.Line($"| {row.Name} | {Columns(small)} | {Columns(large)} | {differ:E1} |");
        }

        file.Line($"");
        file.Line($"{Losses}");
        if (save is not null) file.Save(save);
    }

    static string Columns(Comparison time) => string.Create(
        CultureInfo.InvariantCulture, $"{time.OursNanoseconds:F3} | {time.TheirsNanoseconds:F3} | {Marked(time.Ratio)}");

    static string Marked(double ratio) => ratio < 0.97
        ? FormattableString.Invariant($"**{ratio:F2} loss**")
        : FormattableString.Invariant($"{ratio:F2}");

    static (Comparison PerElement, double Differ) Measure(Row row, int length)
    {
        var kernel = ElementwiseKernels.Find(row.Name);
        var random = new Random(1);
        double[] x = Sample(), y = Sample(), ours = new double[length], theirs = new double[length];
        double[] Sample() => [.. Enumerable.Range(0, length).Select(_ => row.Low + (row.High - row.Low) * random.NextDouble())];

        Action a = row.Unary is null ? () => kernel.Apply(x, y, ours) : () => kernel.Apply(x, ours);
        Action b = row.Unary is { } unary ? () => unary(x, theirs) : () => row.Binary!(x, y, theirs);
        a();
        b();
        var differ = ours.Zip(theirs, (p, q) => p == q ? 0 : Math.Abs(p - q) / Math.Max(Math.Abs(q), 1e-300)).Max();
        if (!(differ < 1e-9)) throw new InvalidOperationException($"{row.Name}: the results differ by {differ}.");
        var time = Comparison.Measure(a, b);
        return (new(time.OursNanoseconds / length, time.TheirsNanoseconds / length), differ);
    }
}
