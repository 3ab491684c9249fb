using Nabla.Benchmarks.HandWritten;
using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Benchmarks;

/// <summary>
/// Batch evaluation over a million points: sums and products against hand-written loops of Vector&lt;double&gt;, chains of
/// transcendental functions against TensorPrimitives, in double on one thread.
/// </summary>
static class BatchBenchmark
{
    const int Points = 1_000_000;

    delegate void Rival(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> results);

    sealed record Case(string Formula, Rival Rival, double Low, double High);

    static readonly Case[] s_arithmetic =
    [
        new("3*x^2 + 2*y", VectorLoops.Quadratic, -2, 2),
        new("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", VectorLoops.Himmelblau, -5, 5),
        new("1 + x*(2 + x*(3 + x*(4 + x*(5 + 6*x))))", VectorLoops.Horner, -2, 2),
        new("(x^4 - 16*x^2 + 5*x + y^4 - 16*y^2 + 5*y)*0.5", VectorLoops.StyblinskiTang, -5, 5),
        new("x*y + x + y", VectorLoops.Bilinear, -2, 2),
    ];

    static readonly Case[] s_chains =
    [
        new("tanh(0.5*x + 0.25)*x + exp(-x*x)", TensorChains.TanhExp, -3, 3),
        new("exp(-x^2)*sin(3*y)", TensorChains.GaussianSine, -3, 3),
        new("ln(1 + exp(x))", TensorChains.LogOnePlusExp, -10, 10),
        new("sin(x)^2 + cos(y)^2", TensorChains.SineCosine, -20, 20),
        new("sqrt(x^2 + y^2)*atan(x)", TensorChains.NormAtan, -5, 5),
        new("exp(sin(x))", TensorChains.ExpSine, -5, 5),
    ];

    public static void Run(string[] args)
    {
        var save = args is [.., "--out", _] ? args[^1] : null;
        var file = new ResultFile(
            "Batch evaluation over 10⁶ points",
            "dotnet run -c Release --project benchmarks/Nabla.Benchmarks -- batch --out benchmarks/results/batch.md");
        file.Line($"double, one thread, nanoseconds a point; ratio = ours over theirs, median of 21 interleaved rounds (below 1: ours is faster). Results are compared before timing: `differ` is the largest difference relative to the largest value.");
        Table(file, "Sums and products against a hand-written loop of Vector<double>", s_arithmetic, chunk: Points);
        Table(file, "Chains against TensorPrimitives, whole columns", s_chains, chunk: Points);
        Table(file, "Chains against TensorPrimitives, in chunks of 2048", s_chains, chunk: 2048);
        if (save is not null) file.Save(save);
    }

    static void Table(ResultFile file, string title, Case[] cases, int chunk)
    {
        file.Line($"");
        file.Line($"{title}:");
        file.Line($"");
        file.Line($"| formula | ours | theirs | ratio | differ |");
        file.Line($"|---|---|---|---|---|");
        foreach (var one in cases)
        {
            var formula = CompiledFormula.Compile(Formula.Parse(one.Formula).Expression, ["x", "y"]);
            var random = new Random(1);
            double[] columns = [.. Enumerable.Range(0, 2 * Points).Select(_ => one.Low + (one.High - one.Low) * random.NextDouble())];
            double[] ours = new double[Points], theirs = new double[Points];
            var comparison = Comparison.Measure(() => formula.Batch(columns, ours), () => Chunked(one.Rival, columns, theirs, chunk));
            file.Line($"| `{one.Formula}` | {comparison.OursNanoseconds / Points:F3} | {comparison.TheirsNanoseconds / Points:F3} | {1 / comparison.Ratio:F2} | {Differ(ours, theirs):E1} |");
        }
    }

    static void Chunked(Rival rival, double[] columns, double[] results, int chunk)
    {
        for (var first = 0; first < Points; first += chunk)
        {
            var count = Math.Min(chunk, Points - first);
            rival(columns.AsSpan(first, count), columns.AsSpan(Points + first, count), results.AsSpan(first, count));
        }
    }

    static double Differ(double[] a, double[] b)
    {
        var size = a.Max(Math.Abs);
        var differ = a.Zip(b, (p, q) => Math.Abs(p - q)).Max() / size;
        return differ < 1e-12 ? differ : throw new InvalidOperationException($"The results differ by {differ}.");
    }
}
