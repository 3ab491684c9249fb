using System.Globalization;
using Nabla.Tensors;
using Nabla.TorchBenchmarks;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Benchmarks;

/// <summary>What a gradient of tensors costs without Compile: per small operation, against its forward pass, and with length.</summary>
static class TensorOverheadBenchmark
{
    static readonly Dictionary<string, double>[] s_torch = [[], []];
    static Dictionary<string, double> s_once = [];

    /// <summary>
    /// The tables; with --torch the rows of libtorch as shipped and unlocked, from Nabla.TorchBenchmarks/run.sh overhead, with
    /// --once ours of small tensors where each method is compiled once, as an earlier run without tiers wrote them by --small.
    /// </summary>
    public static void Run(string[] arguments)
    {
        string? path = null;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--small")
            {
                File.WriteAllLines(arguments[i + 1], Programs().Select(p => string.Create(CultureInfo.InvariantCulture, $"{Key(p.Item1, 16, p.Item2)}\t\t{1e-6 * Times(p.Item1, 16, p.Item2).Gradient:R}")));
                return;
            }

            if (arguments[i] == "--out") path = arguments[++i];
            else if (arguments[i] == "--once") s_once = Rows(arguments[++i]);
            else if (arguments[i] == "--torch") (s_torch[0], s_torch[1], i) = (Rows(arguments[i + 1]), Rows(arguments[i + 2]), i + 2);
            else throw new ArgumentException($"tensor-overhead has no option {arguments[i]}.");
        }

        var table = new ResultFile("Gradients of tensor programs, interpreted", "benchmarks/Nabla.TorchBenchmarks/run.sh overhead");
        table.Line($"Load average {Load()}. {(Environment.GetEnvironmentVariable("DOTNET_TieredCompilation") == "1" ? "The runtime's default settings, after a warm-up." : "Tiered compilation is off.")} One thread and its processor time; the median of interleaved rounds of 2 ms or one call. Programs of about ten operations (`TensorPrograms.cs`), the sum included; a gradient is forward and backward together. libtorch 2.10 by TorchSharp 0.107.0, as shipped and with MKL's check for Intel's CPUs answered with yes (what it can do), forward and backward; both gradients are compared first. Ratio: unlocked libtorch's time over ours, above 1 where ours is faster.");
        table.Line($"");
        Small(table);
        Large(table);
        SingleOperations(table);
        Length(table);
        HessianCost(table);
        if (path is not null) table.Save(path);
    }

    static void Small(ResultFile table)
    {
        table.Line($"## On 16 numbers");
        table.Line($"The aim: at most 1 µs per operation, forward and backward together. *Compiled once*: with tiered compilation off, so without what the runtime learns of a program while it runs.");
        table.Line($"");
        table.Line($"| program | type | gradient, µs | **per operation, µs** | compiled once | forward, µs | bytes | libtorch per operation, µs: shipped | unlocked | ratio |");
        table.Line($"|---|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var (program, dtype) in Programs())
        {
            var (g, v, bytes) = Times(program, 16, dtype);
            var key = Key(program, 16, dtype);
            var once = s_once.TryGetValue(key, out var time) ? Limited(time / program.Operations, 1) : "";
            table.Line($"| {program.Name} | {dtype.Name} | {g:F2} | {Limited(g / program.Operations, 1)} | {once} | {v:F2} | {bytes} | {Torch(0, key, program.Operations)} | {Torch(1, key, program.Operations)} | {Ratio(key, g)} |");
        }

        table.Line($"");
    }

    static void Large(ResultFile table)
    {
        table.Line($"## On many numbers");
        table.Line($"The aim: a gradient at most 4 times its forward pass. Values of functions are the plain ones, one call of the C library or of `Rules/` an element; vector functions come with Compile, and until then libtorch is ahead there.");
        table.Line($"");
        table.Line($"| program | elements | type | gradient, µs | forward, µs | **gradient / forward** | libtorch's gradient, µs: shipped | unlocked | ratio |");
        table.Line($"|---|---:|---|---:|---:|---:|---:|---:|---:|");
        foreach (var (program, dtype) in Programs())
            foreach (var size in program.Sizes.Skip(1))
            {
                var (g, v, _) = Times(program, size, dtype);
                var key = Key(program, size, dtype);
                table.Line($"| {program.Name} | {size} | {dtype.Name} | {g:F0} | {v:F0} | {Limited(g / v, 4)} | {Torch(0, key, 1)} | {Torch(1, key, 1)} | {Ratio(key, g)} |");
            }

        table.Line($"");
    }

    static void SingleOperations(ResultFile table)
    {
        const int Size = 10_000;
        table.Line($"## Single operations on {Size} numbers, float64");
        table.Line($"The gradient of the sum of one operation, against that sum.");
        table.Line($"");
        table.Line($"| operation | gradient, µs | forward, µs | **gradient / forward** |");
        table.Line($"|---|---:|---:|---:|");
        foreach (var (name, at, f) in SingleTensorOperations.All(Size))
        {
            var gradient = Grad(x => Sum(f(x)));
            var (g, v) = Times(() => gradient(at), () => Sum(f(at)));
            table.Line($"| {name} | {g:F1} | {v:F1} | {Limited(g / v, 4)} |");
        }

        table.Line($"");
    }

    static void Length(ResultFile table)
    {
        int[] lengths = [1_000, 10_000, 100_000, 1_000_000];
        table.Line($"## With the length of the program");
        table.Line($"Nanoseconds per operation of a gradient; the exponent is fitted over all lengths to time ~ lengthᵃ. Derivatives of sines and of products keep a tensor per operation for the backward pass, and the collector follows them.");
        table.Line($"");
        table.Line($"| chain | {string.Join(" | ", lengths)} | **exponent** |");
        table.Line($"|---|{string.Concat(Enumerable.Repeat("---:|", lengths.Length))}---:|");
        foreach (var (name, at, step, operations) in new (string, Tensor, Func<Tensor, Tensor>, int)[]
        {
            ("a number, × and +", 1.0, x => x * 1.000001 + 0.000001, 2),
            ("16 numbers, × and +", Ones([16], DType.Float64), x => x * 1.000001 + 0.000001, 2),
            ("a number, sines", 1.0, Sin, 1),
            ("a number, x·x − x", 0.5, x => x * x - x, 2),
        })
        {
            var times = Array.ConvertAll(lengths, length => LengthTime(at, step, length / operations, length > 100_000 ? 5 : 20));
            var exponent = Slope(Array.ConvertAll(lengths, n => Math.Log(n)), Array.ConvertAll(times, Math.Log));
            table.Line($"| {name} | {string.Join(" | ", times.Zip(lengths, (t, n) => (1e9 * t / n).ToString("F0", CultureInfo.InvariantCulture)))} | {Limited(exponent, 1.1)} |");
        }

        table.Line($"");
    }

    static double LengthTime(Tensor at, Func<Tensor, Tensor> step, int steps, int rounds)
    {
        var gradient = Grad(x =>
        {
            for (var i = 0; i < steps; i++) x = step(x);
            return Sum(x);
        });
        return Interleaved.Measure([() => gradient(at)], rounds, threaded: false)[0];
    }

    static double Slope(double[] x, double[] y)
    {
        var (mean, height) = (x.Average(), y.Average());
        return x.Zip(y, (a, b) => (a - mean) * (b - height)).Sum() / x.Sum(a => (a - mean) * (a - mean));
    }

    static void HessianCost(ResultFile table)
    {
        table.Line($"## Hessians");
        table.Line($"The aim: the Hessian of a function of 100 variables at most 2.5 × 100 gradients.");
        table.Line($"");
        table.Line($"| function of 100 float64 | Hessian, µs | gradient, µs | **Hessian / 100 gradients** |");
        table.Line($"|---|---:|---:|---:|");
        var x = From([.. Enumerable.Range(0, 100).Select(i => 0.5 + 0.01 * i)]);
        foreach (var (name, f) in new (string, Func<Tensor, Tensor>)[]
        {
            ("Rosenbrock's chain", x => Sum(100 * Pow(x[1..] - x[..^1] * x[..^1], 2) + Pow(1 - x[..^1], 2))),
            ("sum of functions", x => Sum(Exp(-x * x) * Sin(x) + Tanh(x))),
            ("logarithm of a sum", x => LogSumExp(x * x - x)),
            ("logarithm of the sum alone", x => LogSumExp(x)),
            ("softmax", x => Sum(Pow(Softmax(x), 2))),
            ("two layers", x => Sum(Tanh(MatMul(x.Reshape(10, 10), Tanh(x.Reshape(10, 10)))))),
            ("pairs of distances", x => Sum(Exp(-Pow(x.Reshape(100, 1) - x, 2)))),
            ("norms", x => Sum(Norm(x.Reshape(20, 5) + 1, [1])) + Max(x)),
            ("convolution", x => Sum(Tanh(Convolve(x.Reshape(1, 1, 100), x[..5].Reshape(1, 1, 5))))),
            ("determinant", x => LogDeterminant(x.Reshape(10, 10) + 10 * Eye(10, DType.Float64))),
        })
        {
            var (h, g) = Times(() => Hessian(f)(x), () => Grad(f)(x));
            table.Line($"| {name} | {h:F0} | {g:F2} | {Limited(h / (100 * g), 2.5)} |");
        }
    }

    static IEnumerable<(TensorPrograms, DType)> Programs() =>
        from program in TensorPrograms.All from dtype in new[] { DType.Float32, DType.Float64 } select (program, dtype);

    static (double Gradient, double Forward, long Bytes) Times(TensorPrograms program, int size, DType dtype)
    {
        var (x, gradient) = (program.At(size, dtype), Grad(program.F));
        var (g, v) = Times(() => gradient(x), () => program.F(x), size > 16 ? 20 : 40);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) gradient(x);
        return (g, v, (GC.GetAllocatedBytesForCurrentThread() - before) / 10);
    }

    static string Key(TensorPrograms program, int size, DType dtype) => $"{program.Name}|{size}|{dtype.Name}";

    static Dictionary<string, double> Rows(string path) => File.ReadLines(path).Select(line => line.Split('\t'))
        .ToDictionary(parts => parts[0], parts => 1e6 * double.Parse(parts[2], CultureInfo.InvariantCulture));

    static string Torch(int which, string key, int operations) =>
        s_torch[which].TryGetValue(key, out var time) ? (time / operations).ToString("G4", CultureInfo.InvariantCulture) : "";

    static string Ratio(string key, double ours) => !s_torch[1].TryGetValue(key, out var time) ? ""
        : (time < 0.97 * ours ? (FormattableString)$"**{time / ours:F2} loss**" : $"{time / ours:F2}").ToString(CultureInfo.InvariantCulture);

    static string Limited(double value, double limit) =>
        (value > limit ? (FormattableString)$"**{value:F2} missed**" : $"{value:F2}").ToString(CultureInfo.InvariantCulture);

    static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";

    // Each tier of compilation is made in the background, a tenth of a second after the last new method has run.
    static void Warm(params Func<Tensor>[] functions)
    {
        const int Tiers = 5;
        for (var tier = 0; tier < Tiers; tier++)
        {
            foreach (var f in functions)
                for (var start = Environment.TickCount64; Environment.TickCount64 < start + 30;) f();
            Thread.Sleep(150);
        }
    }

    // Microseconds per call of each, timed in turns.
    static (double Gradient, double Forward) Times(Func<Tensor> gradient, Func<Tensor> forward, int rounds = 40)
    {
        if (rounds > 20) Warm(gradient, forward);
        var times = Interleaved.Measure([() => gradient(), () => forward()], rounds, threaded: false);
        return (1e6 * times[0], 1e6 * times[1]);
    }
}
