using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Nabla.TorchBenchmarks;

/// <summary>The programs of <see cref="Nabla.Benchmarks.TensorPrograms"/>, by name, in libtorch.</summary>
static class TorchPrograms
{
    static readonly Dictionary<string, Func<Tensor, Tensor>> s_all = new()
    {
        ["arithmetic"] = x => (((x * x + x) * x - x) * x * x + x * x).sum(),
        ["mixed"] = x => (tanh(x * x + x) * exp(-x) + torch.sigmoid(x) * 2 - x).sum(),
        ["functions"] = x => relu(sqrt(exp(tanh(sin(cos(torch.sigmoid(softplus(x * x)))))))).sum(),
        ["numbers"] = x => ((x * 2 + 1) * 3 - 4 + (x / 2 - 1) * 0.5).sum(),
        ["matrices"] = x => matmul(matmul(matmul(x, x), x) + x, matmul(x, matmul(x, x)) * matmul(x, x)).sum(),
        ["rows"] = x => (softmax(x - x.mean([1L], true), 1) * logsumexp(x, 0) + x.max(0).values).sum(),
        ["structure"] = x => (cat([x[TensorIndex.Ellipsis, TensorIndex.Slice(2)], x[TensorIndex.Ellipsis, TensorIndex.Slice(null, 2)]], 1) * x.t().reshape(x.shape) + x.flip(1)).sum(),
    };

    public static void Run(Rows rows, int rounds)
    {
        using var scope = NewDisposeScope();
        foreach (var program in Nabla.Benchmarks.TensorPrograms.All)
            foreach (var dtype in new[] { Nabla.Tensors.DType.Float32, Nabla.Tensors.DType.Float64 })
                foreach (var size in program.Sizes)
                {
                    var at = program.At(size, dtype);
                    var gradient = Differentiate.Grad(program.F);
                    var f = s_all[program.Name];
                    var type = dtype == Nabla.Tensors.DType.Float32 ? ScalarType.Float32 : ScalarType.Float64;
                    var x = tensor(at.To(Nabla.Tensors.DType.Float64).ToArray<double>(), [.. at.Shape.Lengths.ToArray().Select(l => (long)l)]).to(type).requires_grad_();
                    void Theirs()
                    {
                        using var inner = NewDisposeScope();
                        x.grad = null;
                        f(x).backward();
                    }

                    Theirs();
                    Compare(program.Name, gradient(at), x.grad!, dtype == Nabla.Tensors.DType.Float32 ? 1e-3 : 1e-9);
                    var times = Interleaved.Measure([() => gradient(at), Theirs], rounds, threaded: false);
                    rows.Add($"{program.Name}|{size}|{dtype.ToString().ToLowerInvariant()}", times[0], times[1]);
                }
    }

    static void Compare(string name, Nabla.Tensors.Tensor ours, Tensor theirs, double tolerance)
    {
        var (a, b) = (ours.To(Nabla.Tensors.DType.Float64).ToArray<double>(), theirs.to(ScalarType.Float64).contiguous().data<double>().ToArray());
        var scale = b.Max(Math.Abs);
        for (var i = 0; i < a.Length; i++)
            if (!(Math.Abs(a[i] - b[i]) <= tolerance * scale)) throw new InvalidOperationException($"{name}: gradients differ at {i}: {a[i]} and {b[i]}.");
    }
}
