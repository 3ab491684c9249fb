using Nabla.Execution.Kernels;
using static TorchSharp.torch;

namespace Nabla.TorchBenchmarks;

/// <summary>Products of matrices against libtorch, in GFLOP/s and as a part of the peak measured in the same moment.</summary>
static unsafe class MatMulBenchmark
{
    /// <summary>M, N, K and which operand lies transposed.</summary>
    readonly record struct Case(int M, int N, int K, string Kind = "NN");

    static readonly Case[] s_cases =
    [
        new(64, 64, 64), new(128, 128, 128), new(256, 256, 256), new(512, 512, 512), new(1024, 1024, 1024),
        new(64, 256, 784), new(784, 256, 64, "TN"), new(64, 784, 256, "NT"),
        new(64, 10, 256), new(256, 10, 64, "TN"), new(64, 256, 10, "NT"),
        new(128, 512, 784), new(784, 512, 128, "TN"), new(128, 784, 512, "NT"),
        new(256, 256, 256, "TN"), new(256, 256, 256, "NT"), new(1024, 1024, 1024, "TN"), new(1024, 1024, 1024, "NT"),
    ];

    public static void Run(Rows rows, int rounds, string[] only)
    {
        foreach (var item in s_cases)
        {
            var name = $"{item.M}×{item.N}×{item.K} {item.Kind}";
            if (only.Length > 0 && !only.Any(name.Contains)) continue;
            Measure<float>(item, $"float {name}", rows, rounds, ScalarType.Float32, Peak.Single);
            Measure<double>(item, $"double {name}", rows, rounds, ScalarType.Float64, Peak.Double);
        }
    }

    static void Measure<T>(Case item, string name, Rows rows, int rounds, ScalarType type, Action peak)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var (m, n, k, kind) = item;
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        var a = kind[0] == 'N' ? rand([m, k], type) : rand([k, m], type).t();
        var b = kind[1] == 'N' ? rand([k, n], type) : rand([n, k], type).t();
        var c = zeros([m, n], type);
        Matrix<T> x = Of<T>(a), y = Of<T>(b), z = Of<T>(c);
        void Ours() => MatMul.Multiply(x, y, z);
        void Theirs()
        {
            using var result = matmul(a, b);
        }

        Ours();
        using (var expected = matmul(a, b))
        {
            var differ = (expected - c).abs().max().to(ScalarType.Float64).item<double>();
            if (!(differ < (type == ScalarType.Float32 ? 1e-3 : 1e-10))) throw new InvalidOperationException($"{name}: the results differ by {differ}.");
        }

        var times = Interleaved.Measure([Ours, Theirs, peak], rounds, Threads.Count > 1);
        var operations = 2.0 * m * n * k;
        var ofPeak = operations / times[0] / (Peak.Operations<T>() / times[2] * Threads.Count);
        rows.Add(name, times[0], times[1], ofPeak, operations / times[0] / 1e9);
    }

    /// <summary>The memory of a tensor, which must stay alive.</summary>
    public static Matrix<T> Of<T>(Tensor x) where T : unmanaged
    {
        // The bytes of a transposed view begin where those of its contiguous base do.
        var contiguous = x.is_contiguous();
        fixed (byte* data = (contiguous ? x : x.t()).bytes) return new((T*)data, (nint)x.shape[0], (nint)x.shape[1], (nint)x.stride(0), (nint)x.stride(1));
    }
}
