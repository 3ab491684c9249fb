using System.Runtime.InteropServices;
using Nabla.Execution.Kernels;
using Nabla.TorchBenchmarks;

namespace Nabla.Benchmarks;

/// <summary>The kernels beside what the machine can do at most; docs/kernel-ceilings.md says what lies between.</summary>
static unsafe class CeilingsBenchmark
{
    const string Command = "dotnet run -c Release --project benchmarks/Nabla.Benchmarks -- ceilings";

    public static void Run(string[] args)
    {
        var threads = Threads.Count;
        Threads.Count = 2;
        var file = new ResultFile("The kernels and what the machine can do", Command);
        file.Line($"The fastest of many rounds of a millisecond or one call, in wall time.");
        file.Line($"");
        var peak = Machine(file);
        Tiles(file, peak);
        Products(file, peak);
        Networks(file, peak);
        Threads.Count = threads;
        if (args is ["--out", var path]) file.Save(path);
    }

    static double Machine(ResultFile file)
    {
        file.Line($"| fused multiply-adds on registers | 1 thread, GFLOP/s | 2 threads |");
        file.Line($"|---|---|---|");
        Row("float, 256 bits", Peak.Single256, Peak.Operations256<float>());
        var peak = Row("float, the widest", Peak.Single, Peak.Operations<float>());
        Row("double, 256 bits", Peak.Double256, Peak.Operations256<double>());
        Row("double, the widest", Peak.Double, Peak.Operations<double>());
        file.Line($"");
        file.Line($"| loads by one thread from a block of | GB/s |");
        file.Line($"|---|---|");
        foreach (var (name, bytes) in new[] { ("16 KB", 16 << 10), ("512 KB", 512 << 10), ("8 MB", 8 << 20), ("256 MB", 256 << 20) })
            file.Line($"| {name} | {MachineCeilings.LoadRate(bytes) / 1e9:F0} |");
        var (asleep, awake) = MachineCeilings.Wake();
        file.Line($"");
        file.Line($"A cache line to the other core and back: {MachineCeilings.RoundTrip() * 1e9:F0} ns. From a call to the first chunk of the other thread: {asleep * 1e6:F0} µs if it sleeps, {awake * 1e6:F1} µs if it is awake (medians).");
        file.Line($"");
        return peak;

        double Row(string name, Action action, double operations)
        {
            var one = operations / MachineCeilings.Fastest(action) / 1e9;
            var two = 2 * operations / MachineCeilings.Fastest(() => MachineCeilings.OnTwo(action)) / 1e9;
            file.Line($"| {name} | {one:F1} | {two:F1} |");
            return one;
        }
    }

    static void Tiles(ResultFile file, double peak)
    {
        var width = Execution.Kernels.Tiles.PreferredWidth;
        if (width == 512) Tiles<Tile512Single>(file, peak);
        else if (width == 256) Tiles<Tile256Single>(file, peak);
        else Tiles<Tile128Single>(file, peak);
    }

    static void Tiles<TTile>(ResultFile file, double peak) where TTile : struct, ITile<float>
    {
        int rows = TTile.Rows, columns = 2 * TTile.Lanes, step = columns * sizeof(float);
        file.Line($"| tile of {rows}×{columns} floats alone, operands packed | panels of B, KB | GFLOP/s | % of peak |");
        file.Line($"|---|---|---|---|");
        foreach (var (steps, panels) in new[] { (64, 1), (256, 1), (256, 8), (384, 8), (384, 64) })
        {
            float* a = New(rows * steps), b = New(panels * steps * columns), c = New(rows * panels * columns);
            var seconds = MachineCeilings.Fastest(() =>
            {
                nint offset = 0;
                for (var p = 0; p < panels; p++)
                    TTile.Run(rows, 2, 1, &offset, steps, (byte*)a, sizeof(float), rows * sizeof(float), (byte*)(b + p * steps * columns), step, (byte*)(c + p * columns), panels * step, 1, 1, false);
            });
            var rate = 2.0 * rows * columns * steps * panels / seconds / 1e9;
            file.Line($"| {steps} steps, {panels} panels | {panels * steps * step / 1024} | {rate:F1} | {100 * rate / peak:F0} |");
            foreach (var p in (nint[])[(nint)a, (nint)b, (nint)c]) NativeMemory.AlignedFree((void*)p);
        }

        file.Line($"");
    }

    static void Products(ResultFile file, double peak)
    {
        file.Line($"| product, float | MFLOP | least KB moved | FLOP a byte | 1 thread, GFLOP/s | % of peak | 2 threads | % of peak |");
        file.Line($"|---|---|---|---|---|---|---|---|");
        foreach (var (m, n, k, kind) in new[]
        {
            (128, 128, 128, "NN"), (256, 256, 256, "NN"), (512, 512, 512, "NN"), (1024, 1024, 1024, "NN"), (64, 256, 784, "NN"),
            (784, 256, 64, "TN"), (64, 784, 256, "NT"), (128, 512, 784, "NN"), (784, 512, 128, "TN"), (128, 784, 512, "NT"),
        })
        {
            Matrix<float> a = new(New(m * k), m, k), b = new(New(k * n), k, n), c = new(New(m * n), m, n);
            if (kind[0] == 'T') a = new Matrix<float>(a.Data, k, m).Transposed;
            if (kind[1] == 'T') b = new Matrix<float>(b.Data, n, k).Transposed;
            var (operations, bytes) = (2.0 * m * n * k, 4.0 * (m * k + k * n + m * n));
            var (one, two) = Rates(operations, () => MatMul.Multiply(a, b, c));
            file.Line($"| {m}×{n}×{k} {kind} | {operations / 1e6:F1} | {bytes / 1024:F0} | {operations / bytes:F0} | {one:F1} | {100 * one / peak:F0} | {two:F1} | {50 * two / peak:F0} |");
            foreach (var x in (Matrix<float>[])[a, b, c]) NativeMemory.AlignedFree(x.Data);
        }

        file.Line($"");
    }

    static (double One, double Two) Rates(double operations, Action action)
    {
        Threads.Count = 1;
        var one = operations / MachineCeilings.Fastest(action) / 1e9;
        Threads.Count = 2;
        return (one, operations / MachineCeilings.Fastest(action) / 1e9);
    }

    static void Networks(ResultFile file, double peak)
    {
        file.Line($"| kernel, float | MFLOP of its products | 1 thread, GFLOP/s | % of peak | 2 threads | % of peak |");
        file.Line($"|---|---|---|---|---|---|");
        var s = new ConvolutionShape(32, 32, 28, 28, 64, 3, 3) { PadY = 1, PadX = 1 };
        float* x = New(32 * 32 * 784), w = New(64 * 288), y = New(32 * 64 * 784);
        var each = 2.0 * 32 * 64 * 784 * 288;
        Row("conv2d 32×32×28×28, 3×3 to 64, forward", each, () => Convolution.Forward(s, x, w, y));
        Row("the same, cotangent of the input", each, () => Convolution.BackwardInput(s, y, w, x));
        Row("the same, cotangent of the weights", each, () => Convolution.BackwardWeights(s, y, x, w));
        foreach (var (heads, length, depth) in new[] { (12, 64, 64), (4, 256, 32), (8, 1024, 64) })
        {
            var shape = new AttentionShape(heads, length, length, depth, depth) { Scale = 1 / Math.Sqrt(depth) };
            float*[] p = new float*[9];
            for (var i = 0; i < p.Length; i++) p[i] = New(heads * length * depth);
            var product = 2.0 * heads * length * length * depth;
            Row($"attention {heads}×{length}×{depth}, forward", 2 * product, () => Attention.Forward(shape, p[0], p[1], p[2], p[3], p[4]));
            Row("the same, backward", 5 * product, () => Attention.Backward(shape, p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8]));
        }

        void Row(string name, double operations, Action action)
        {
            var (one, two) = Rates(operations, action);
            file.Line($"| {name} | {operations / 1e6:F0} | {one:F1} | {100 * one / peak:F0} | {two:F1} | {50 * two / peak:F0} |");
        }
    }

    static float* New(int length)
    {
        var data = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), 64);
        var random = new Random(1);
        for (var i = 0; i < length; i++) data[i] = random.NextSingle() - 0.5f;
        return data;
    }
}
