using System.Numerics;
using Nabla.Execution.Kernels;
using static TorchSharp.torch;

namespace Nabla.TorchBenchmarks;

/// <summary>Functions of the rule table over long and short tensors against libtorch.</summary>
static unsafe class ElementwiseBenchmark
{
    sealed record Case(string Row, double Low, double High, Func<Tensor, Tensor> Theirs);

    static readonly Case[] s_cases =
    [
        new("tanh", -5, 5, x => x.tanh()),
        new("exp", -10, 10, x => x.exp()),
        new("ln", 0.001, 1000, x => x.log()),
        new("sin", -20, 20, x => x.sin()),
        new("erf", -4, 4, x => x.erf()),
        new("gelu", -5, 5, x => nn.functional.gelu(x)),
    ];

    static readonly int[] s_lengths = [1_000, 100_000, 10_000_000];

    public static void Run(Rows rows, int rounds, string[] only)
    {
        foreach (var item in s_cases)
        {
            if (only.Length > 0 && !only.Contains(item.Row)) continue;
            foreach (var length in s_lengths) Measure(item, ElementwiseKernels.FindSingle(item.Row), length, rows, rounds, ScalarType.Float32, 3e-6);
            Measure(item, ElementwiseKernels.Find(item.Row), 100_000, rows, rounds, ScalarType.Float64, 1e-13);
        }
    }

    static void Measure<T>(Case item, ElementwiseKernel<T> kernel, int length, Rows rows, int rounds, ScalarType type, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        var x = rand([length], type) * (item.High - item.Low) + item.Low;
        var y = zeros([length], type);
        T* from = TensorMemory.Data<T>(x), to = TensorMemory.Data<T>(y);
        void Ours() => kernel.Apply(new ReadOnlySpan<T>(from, length), new Span<T>(to, length));
        void Theirs()
        {
            using var result = item.Theirs(x);
        }

        var name = $"{item.Row} of {(type == ScalarType.Float32 ? "float" : "double")}, 10{(length == 1_000 ? "³" : length == 100_000 ? "⁵" : "⁷")}";
        Ours();
        using (var expected = item.Theirs(x)) TensorMemory.Compare(name, expected, y, tolerance);
        var times = Interleaved.Measure([Ours, Theirs], rounds, Threads.Count > 1);
        rows.Add(name, times[0], times[1]);
    }
}
