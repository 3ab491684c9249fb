using System.Runtime.Intrinsics;
using Nabla.Benchmarks.HandWritten;
using Nabla.Execution.Kernels;

namespace Nabla.Benchmarks;

/// <summary>The vector functions of float against loops written by hand, on one thread.</summary>
static class HandLoopsBenchmark
{
    delegate void Loop(ReadOnlySpan<float> x, Span<float> y, int unrolled);

    sealed record Row(string Name, float Low, float High, Loop Of512, Loop Of256)
    {
        public Loop ByHand => Vector512.IsHardwareAccelerated ? Of512 : Of256;
    }

    static readonly Row[] s_rows =
    [
        new("tanh", -5, 5, FloatLoops.Run<FloatLoops.Tanh>, FloatLoops256.Run<FloatLoops256.Tanh>),
        new("exp", -10, 10, FloatLoops.Run<FloatLoops.Exp>, FloatLoops256.Run<FloatLoops256.Exp>),
        new("ln", 0.001f, 1000, FloatLoops.Run<FloatLoops.Log>, FloatLoops256.Run<FloatLoops256.Log>),
        new("sin", -20, 20, FloatLoops.Run<FloatLoops.Sin>, FloatLoops256.Run<FloatLoops256.Sin>),
        new("erf", -4, 4, FloatLoops.Run<FloatLoops.Erf>, FloatLoops256.Run<FloatLoops256.Erf>),
        new("gelu", -5, 5, FloatLoops.Run<FloatLoops.Gelu>, FloatLoops256.Run<FloatLoops256.Gelu>),
    ];

    const string Legend = """
        float, one thread, ns per element; ratio = ours over the loop by hand, above 1 where ours is slower; lower quartiles of 60 interleaved rounds of 1 ms. The loop by hand (`HandWritten/FloatLoops.cs`, on vectors of 256 bits `FloatLoops256.cs`) is the fastest of three, with one, two and four vectors in a step. It is for finite arguments of usual size: no NaN, infinity, subnormal number or argument that wants a longer reduction is looked at, as ours does. Errors are the largest on the timed arguments against the double-precision row, in units in the last place of float.
        """;

    public static void Run(string[] args)
    {
        if (!Vector256.IsHardwareAccelerated) throw new PlatformNotSupportedException("The loops by hand are for vectors of 256 or 512 bits, which this processor has not.");
        var file = new ResultFile("Vector functions against loops by hand", "dotnet run -c Release --project benchmarks/Nabla.Benchmarks -- hand-loops --out benchmarks/results/hand-loops.md");
        file.Line($"{Legend}");
        file.Line($"");
        file.Line($"| function | elements | ours | by hand | ratio | error of ours, ulp | by hand, ulp |");
        file.Line($"|---|---|---|---|---|---|---|");
        var threads = Threads.Count;
        Threads.Count = 1;
        double[] ratios = [.. s_rows.SelectMany(row => new[] { 1_000, 100_000, 10_000_000 }.Select(length => Measure(file, row, length)))];
        Threads.Count = threads;
        file.Line($"");
        file.Line($"Median ratio {ratios.Order().ElementAt(ratios.Length / 2):F2}, worst {ratios.Max():F2}; {ratios.Count(r => r <= 1.1)} of {ratios.Length} within 1.1.");
        if (args is ["--out", var path]) file.Save(path);
    }

    static double Measure(ResultFile file, Row row, int length)
    {
        var kernel = ElementwiseKernels.FindSingle(row.Name);
        var random = new Random(1);
        float[] x = [.. Enumerable.Range(0, length).Select(_ => row.Low + (row.High - row.Low) * random.NextSingle())];
        float[] ours = new float[length], byHand = new float[length];
        kernel.Apply(x, ours);
        row.ByHand(x, byHand, 4);
        var (errorOfOurs, errorByHand) = (Error(row, x, ours), Error(row, x, byHand));
        if (!(errorOfOurs < 1e4)) throw new InvalidOperationException($"{row.Name}: ours is {errorOfOurs} ulp away.");
        // Into the same memory: where an output lies relative to the input is luck, and costs up to a factor of two.
        var best = new[] { 1, 2, 4 }.Select(u => Comparison.Measure(() => kernel.Apply(x, ours), () => row.ByHand(x, ours, u))).MinBy(c => c.TheirsNanoseconds);
        var ratio = 1 / best.Ratio;
        file.Line($"| {row.Name} | {length} | {best.OursNanoseconds / length:F3} | {best.TheirsNanoseconds / length:F3} | {ratio:F2} | {errorOfOurs:F1} | {errorByHand:F1} |");
        return ratio;
    }

    static double Error(Row row, float[] x, float[] y)
    {
        var rule = Nabla.Rules.Elementwise.Find(row.Name)!;
        var worst = 0.0;
        for (var i = 0; i < Math.Min(x.Length, 20_000); i++)
        {
            var expected = rule.Evaluate(x[i]);
            var size = Math.Abs((float)expected);
            worst = Math.Max(worst, Math.Abs(y[i] - expected) / (MathF.BitIncrement(size) - size));
        }

        return worst;
    }
}
