using Nabla.Tensors;
using static Nabla.Tensors.Tensor;

namespace Nabla.Benchmarks;

/// <summary>Operations one by one, on that many float64.</summary>
static class SingleTensorOperations
{
    public static IEnumerable<(string Name, Tensor At, Func<Tensor, Tensor> F)> All(int size)
    {
        var x = From([.. Enumerable.Range(0, size).Select(i => 0.1 + 0.8 * (i * 7919L % size) / size)]);
        var side = (int)Math.Sqrt(size);
        var m = x.Reshape(side, side);
        // Diagonally dominant.
        var solid = m + side * Eye(side, DType.Float64);
        var images = x.Reshape(1, 4, side / 2, -1);
        var kernels = From([.. Enumerable.Range(0, 4 * 4 * 9).Select(i => Math.Sin(i))], [4, 4, 3, 3]);
        var places = From([.. Enumerable.Range(0, side).Select(i => i * 37 % side)]);
        return
        [
            ("add", x, t => t + x), ("subtract", x, t => x - t), ("multiply", x, t => t * x), ("square", x, t => t * t), ("divide", x, t => x / t),
            ("times a number", x, t => t * 3), ("plus a number", x, t => t + 3), ("add a row", m, t => t + m[0]), ("negate", x, t => -t),
            ("exp", x, Exp), ("log", x, Log), ("sqrt", x, Sqrt), ("sin", x, Sin), ("tanh", x, Tanh), ("sigmoid", x, Sigmoid), ("relu", x, Relu),
            ("abs", x, Abs), ("gelu", x, Gelu), ("erf", x, Erf), ("pow of a number", x, t => Pow(t, 1.5)), ("pow", x, t => Pow(t, x)), ("atan2", x, t => Atan2(t, x)),
            ("max", x, t => Max(t, 0.5)), ("where", x, t => Where(t > 0.5, t, x)), ("clamp", x, t => Clamp(t, 0.2, 0.7)),
            ("sum along rows", m, t => Sum(t, [1])), ("sum along columns", m, t => Sum(t, [0])), ("mean", m, t => Mean(t, [1])), ("largest", m, t => Max(t, [1])),
            ("prod", m, t => Prod(t, [1])), ("cumsum", m, t => CumSum(t)), ("cumprod", m, t => CumProd(t)), ("logsumexp", m, t => LogSumExp(t, [1])),
            ("softmax", m, t => Softmax(t)), ("norm", m, t => Norm(t, [1])), ("variance", m, t => Variance(t, [1])),
            ("transpose", m, t => t.T), ("reshape", m, t => t.Reshape(-1)), ("slice", m, t => t[1.., 1..]), ("flip", m, t => Flip(t, 1)),
            ("concatenate", m, t => Concatenate([t, m], 1)), ("pad", m, t => Pad(t, [(1, 1), (1, 1)])), ("take", m, t => Take(t, places)), ("sort", m, t => Sort(t)),
            ("matmul", m, t => MatMul(t, m)), ("matmul with itself", m, t => MatMul(t, t)), ("convolution", images, t => Convolve(t, kernels, padding: 1)),
            ("max pool", images, t => MaxPool(t, 2)), ("mean pool", images, t => MeanPool(t, 2)), ("solve", solid, t => Solve(t, m)), ("inverse", solid, Inverse),
            ("determinant", solid, LogDeterminant), ("cholesky", solid + solid.T, Cholesky),
        ];
    }
}
