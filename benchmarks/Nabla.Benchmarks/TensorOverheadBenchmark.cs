using System.Diagnostics;
using Nabla.Tensors;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Benchmarks;

/// <summary>What a gradient of tensors costs without Compile: per small operation, against its forward pass, and with length.</summary>
static class TensorOverheadBenchmark
{
    static readonly (string Name, Func<Tensor, Tensor> F)[] s_programs =
    [
        ("arithmetic", x => Sum(((x * x + x) * x - x) * x * x + x * x)),
        ("mixed", x => Sum(Tanh(x * x + x) * Exp(-x) + Sigmoid(x) * 2 - x)),
        ("functions", x => Sum(Relu(Sqrt(Exp(Tanh(Sin(Cos(Sigmoid(Softplus(x * x)))))))))),
    ];

    public static void Run(string? path)
    {
        var table = new ResultFile("Gradients of tensor programs, interpreted", "dotnet run -c Release --project benchmarks/Nabla.Benchmarks -- tensor-overhead");
        table.Line($"Ten operations, the sum included; forward and backward together, lower quartile of runs, one thread.");
        table.Line($"");
        table.Line($"| program | elements | type | gradient, µs | per operation, µs | forward, µs | gradient / forward |");
        table.Line($"|---|---:|---|---:|---:|---:|---:|");
        foreach (var (name, f) in s_programs)
            foreach (var dtype in new[] { DType.Float32, DType.Float64 })
                foreach (var count in new[] { 16, 10_000, 100_000 })
                {
                    var x = From([.. Enumerable.Range(0, count).Select(i => 0.1 + 0.8 * i / count)]).To(dtype);
                    var gradient = Grad(f);
                    var (g, v) = (Time(() => gradient(x)), Time(() => f(x)));
                    table.Line($"| {name} | {count} | {dtype.Name} | {g:F2} | {g / 10:F3} | {v:F2} | {g / v:F2} |");
                }

        table.Line($"");
        table.Line($"| operations in a chain on one float64 | gradient, ms | per operation, µs |");
        table.Line($"|---:|---:|---:|");
        foreach (var length in new[] { 1_000, 10_000, 100_000, 1_000_000 })
        {
            var gradient = Grad(x =>
            {
                for (var i = 0; i < length / 2; i++) x = x * 1.000001 + 0.000001;
                return x;
            });
            var time = Time(() => gradient(1.0));
            table.Line($"| {length} | {time / 1000:F2} | {time / length:F3} |");
        }

        if (path is not null) table.Save(path);
    }

    // Microseconds per call: enough calls for a millisecond, the lower quartile of 40 such runs.
    static double Time(Func<Tensor> call)
    {
        var watch = Stopwatch.StartNew();
        var calls = 0;
        while (watch.ElapsedMilliseconds < 300)
        {
            call();
            calls++;
        }

        calls = Math.Max(1, calls / 200);
        var runs = new double[calls > 1 ? 40 : 5];
        for (var run = 0; run < runs.Length; run++)
        {
            watch.Restart();
            for (var i = 0; i < calls; i++) call();
            runs[run] = watch.Elapsed.TotalMicroseconds / calls;
        }

        Array.Sort(runs);
        return runs[runs.Length / 4];
    }
}
