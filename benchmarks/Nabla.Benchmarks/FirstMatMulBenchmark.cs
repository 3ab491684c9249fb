using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;
using Nabla.Execution.Kernels;
using Nabla.Tensors;

namespace Nabla.Benchmarks;

/// <summary>The first product of matrices of a process, from its call to its return, in processes of their own.</summary>
static unsafe class FirstMatMulBenchmark
{
    static readonly (string Name, string Way, int Size)[] s_cases =
    [
        ("kernel, float, 64×64×64", "kernel", 64), ("kernel, float, 256×256×256", "kernel", 256),
        ("`Tensor.MatMul`, float, 64×64×64", "tensor", 64), ("`Tensor.MatMul`, float, 256×256×256", "tensor", 256),
    ];

    public static void Run(string[] args)
    {
        if (args is ["--once", var way, var size])
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', Once(way, int.Parse(size, CultureInfo.InvariantCulture)))}"));
            return;
        }

        const int Runs = 25;
        var file = new ResultFile("The first product of matrices of a process", "dotnet run -c Release --project benchmarks/Nabla.Benchmarks -- first-matmul");
        file.Line($"From the call to its return, medians of {Runs} processes in turn, compiled as a user's program is (in tiers, nothing compiled beforehand). The third call shows what the first one's work is once its code is there.");
        file.Line($"");
        file.Line($"| product | first call | of it compiling | methods compiled | third call |");
        file.Line($"|---|---|---|---|---|");
        var times = s_cases.Select(_ => new List<double[]>()).ToArray();
        for (var run = 0; run < Runs; run++)
        for (var i = 0; i < s_cases.Length; i++) times[i].Add(Child(s_cases[i].Way, s_cases[i].Size));
        for (var i = 0; i < s_cases.Length; i++) file.Line($"| {s_cases[i].Name} | {Median(0, i):F1} ms | {Median(3, i):F1} ms | {Median(4, i)} | {Median(2, i):F2} ms |");
        if (args is ["--out", var path]) file.Save(path);

        double Median(int column, int i) => times[i].Select(t => t[column]).Order().ElementAt(Runs / 2);
    }

    static double[] Child(string way, int size)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(FirstMatMulBenchmark).Assembly.Location, "first-matmul", "--once", way, size.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_TieredCompilation"] = "1", ["DOTNET_TC_QuickJit"] = "1" },
        };
        using var child = Process.Start(start)!;
        var text = child.StandardOutput.ReadToEnd();
        return [.. text.Split(' ').Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
    }

    /// <summary>Milliseconds of three calls; then those that the first one compiled, and how many methods.</summary>
    static double[] Once(string way, int size)
    {
        var product = way == "tensor" ? OfTensors(size) : OfMemory(size);
        var methods = JitInfo.GetCompiledMethodCount(currentThread: true);
        var compiling = JitInfo.GetCompilationTime(currentThread: true);
        var first = Milliseconds(product);
        compiling = JitInfo.GetCompilationTime(currentThread: true) - compiling;
        methods = JitInfo.GetCompiledMethodCount(currentThread: true) - methods;
        return [first, Milliseconds(product), Milliseconds(product), compiling.TotalMilliseconds, methods];
    }

    static Action OfTensors(int size)
    {
        Tensor a = Tensor.Zeros([size, size]), b = Tensor.Zeros([size, size]);
        return () => Tensor.MatMul(a, b);
    }

    static Action OfMemory(int size)
    {
        var memory = (float*)NativeMemory.AllocZeroed((nuint)(3 * size * size), sizeof(float));
        Matrix<float> x = new(memory, size, size), y = new(memory + size * size, size, size), z = new(memory + 2 * size * size, size, size);
        return () => MatMul.Multiply(x, y, z);
    }

    static double Milliseconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
