using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Nabla.TorchBenchmarks;

static partial class TorchFixtures
{
    static IEnumerable<Case> Elementwise()
    {
        Case Unary(string name, double low, double high, Func<Tensor, Tensor> f) => new(name, x => f(x[0]), new Input(low, high, 3, 4));
        Case Binary(string name, Func<Tensor, Tensor, Tensor> f, double low = 0.5, double high = 2.5) =>
            new(name, x => f(x[0], x[1]), new Input(low, high, 3, 4), new Input(low, high, 3, 4));
        return
        [
            Unary("exp", -2, 2, exp), Unary("expm1", -2, 2, expm1), Unary("log", 0.5, 4.5, log), Unary("log1p", -0.5, 3.5, log1p),
            Unary("log2", 0.5, 4.5, log2), Unary("log10", 0.5, 4.5, log10), Unary("sqrt", 0.5, 4.5, sqrt), Unary("rsqrt", 0.5, 4.5, rsqrt),
            Unary("square", -2, 2, square), Unary("reciprocal", 0.5, 4.5, reciprocal), Unary("negate", -2, 2, neg), Unary("abs", -2, 2, abs),
            Unary("sin", -2, 2, sin), Unary("cos", -2, 2, cos), Unary("tan", -1, 1, tan), Unary("asin", -0.75, 0.75, asin),
            Unary("acos", -0.75, 0.75, acos), Unary("atan", -2, 2, atan), Unary("sinh", -2, 2, sinh), Unary("cosh", -2, 2, cosh),
            Unary("tanh", -2, 2, tanh), Unary("asinh", -2, 2, asinh), Unary("acosh", 1.5, 3.5, acosh), Unary("atanh", -0.75, 0.75, atanh),
            Unary("sigmoid", -4, 4, torch.sigmoid), Unary("softplus", -4, 4, x => softplus(x)), Unary("relu", -2, 2, x => relu(x)), Unary("silu", -4, 4, x => silu(x)),
            Unary("gelu", -2, 2, x => gelu(x)), Unary("erf", -2, 2, erf), Unary("erfc", -2, 2, erfc), Unary("lgamma", 2.5, 4.5, lgamma),
            Unary("digamma", 2.5, 4.5, digamma), Unary("clamp", -2, 2, x => x.clamp(-0.75, 0.5)), Unary("power_of_three", -2, 2, x => x.pow(3)),
            Binary("add", (a, b) => a + b), Binary("subtract", (a, b) => a - b), Binary("multiply", (a, b) => a * b), Binary("divide", (a, b) => a / b),
            Binary("pow", pow), Binary("hypot", hypot), Binary("atan2", atan2, -2, 2), Binary("logaddexp", logaddexp, -4, 4),
            Binary("maximum", maximum, -2, 2), Binary("minimum", minimum, -2, 2), Binary("where", (a, b) => where(a > b, a * b, a - b), -2, 2),
            new("broadcast_add_multiply", x => (x[0] + x[1]) * x[2], new(-2, 2, 3, 4), new(-2, 2, 4), new(-2, 2, 3, 1)),
        ];
    }

    static IEnumerable<Case> Structure() =>
    [
        new("reshape_permute", x => x[0].reshape(2, 3, 4).permute(2, 0, 1), new Input(-2, 2, 6, 4)),
        new("broadcast_to", x => x[0].expand(3, 2, 4), new Input(-2, 2, 2, 1)),
        new("slice", x => x[0][TensorIndex.Slice(1, 5, 2), TensorIndex.Slice(null, -1)], new Input(-2, 2, 5, 4)),
        new("pad", x => pad(x[0], [1, 2, 0, 1]), new Input(-2, 2, 3, 4)),
        new("concatenate", x => cat([x[0], x[1], x[0]], 1), new(-2, 2, 3, 2), new(-2, 2, 3, 3)),
        new("stack", x => stack([x[0], x[1]], 0), new(-2, 2, 3, 2), new(-2, 2, 3, 2)),
        new("flip", x => x[0].flip(1), new Input(-2, 2, 3, 4)),
        new("tile", x => x[0].tile([2, 3]), new Input(-2, 2, 2, 2)),
        new("take", x => x[0].index_select(0, tensor([2L, 0L, 2L, 1L])), new Input(-2, 2, 3, 4)),
        new("take_along_axis", x => x[0].gather(1, tensor([3L, 0L, 3L, 1L, 1L, 2L], [3, 2])), new Input(-2, 2, 3, 4)),
        new("scatter_add", x => x[0].index_add(0, tensor([2L, 0L, 2L, 1L]), x[1], 1), new(-2, 2, 3, 2), new(-2, 2, 4, 2)),
        new("sort", x => x[0].sort(1).Values, new Input(-2, 2, 3, 5)),
        new("sort_descending", x => x[0].sort(0, descending: true).Values, new Input(-2, 2, 4, 3)),
        new("topk", x => x[0].topk(3, 1).values, new Input(-2, 2, 3, 6)),
    ];

    static IEnumerable<Case> Reductions()
    {
        Case Of(string name, Func<Tensor, Tensor> f, double low = -2, double high = 2) => new(name, x => f(x[0]), new Input(low, high, 3, 5));
        return
        [
            Of("sum", x => x.sum(1)), Of("sum_all", x => x.sum()), Of("mean", x => x.mean([0L])), Of("variance", x => x.var(1, unbiased: true)),
            Of("prod", x => x.prod(1)), Of("max", x => x.max(1).values), Of("min", x => x.min(0).values), Of("logsumexp", x => x.logsumexp(1)),
            Of("softmax", x => softmax(x, 1)), Of("log_softmax", x => log_softmax(x, 1)), Of("norm", x => linalg.vector_norm(x, 2, [1L], false)),
            Of("cumsum", x => x.cumsum(1)), Of("cumprod", x => x.cumprod(1)), Of("standardize", x => (x - x.mean([1L], true)) / x.var(1, unbiased: false, keepdim: true).sqrt()),
        ];
    }

    static IEnumerable<Case> Matrices()
    {
        // Well-conditioned matrices: a random one plus a multiple of the unit matrix.
        static Tensor Solid(Tensor a, double plus = 3) => a + plus * eye(a.shape[^1], dtype: a.dtype);
        static Tensor Definite(Tensor a) => matmul(a, a.transpose(-1, -2)) + 2 * eye(a.shape[^1], dtype: a.dtype);
        return
        [
            new("matmul", x => matmul(x[0], x[1]), new(-1, 1, 3, 4), new(-1, 1, 4, 5)),
            new("matmul_batched", x => matmul(x[0], x[1]), new(-1, 1, 2, 3, 4), new(-1, 1, 2, 4, 2)),
            new("matmul_broadcast", x => matmul(x[0], x[1]), new(-1, 1, 2, 1, 3, 4), new(-1, 1, 3, 4, 2)),
            new("matrix_vector", x => matmul(x[0], x[1]), new(-1, 1, 3, 4), new(-1, 1, 4)),
            new("dot", x => matmul(x[0], x[1]), new(-1, 1, 6), new(-1, 1, 6)),
            new("einsum", x => einsum("bij,kj->ibk", x[0], x[1]), new(-1, 1, 2, 3, 4), new(-1, 1, 5, 4)),
            new("cholesky", x => linalg.cholesky(Definite(x[0])), new Input(-1, 1, 4, 4)),
            new("solve", x => linalg.solve(Solid(x[0]), x[1]), new(-1, 1, 4, 4), new(-1, 1, 4, 2)),
            new("solve_batched", x => linalg.solve(Solid(x[0]), x[1]), new(-1, 1, 2, 3, 3), new(-1, 1, 2, 3, 2)),
            new("inverse", x => linalg.inv(Solid(x[0])), new Input(-1, 1, 4, 4)),
            new("determinant", x => linalg.det(Solid(x[0])), new Input(-1, 1, 4, 4)),
            new("log_determinant", x => linalg.slogdet(Solid(x[0])).Item2, new Input(-1, 1, 2, 4, 4)),
            new("solve_lower", x => linalg.solve(Solid(x[0]).tril(), x[1]), new(-1, 1, 4, 4), new(-1, 1, 4, 2)),
            new("solve_upper", x => linalg.solve(Solid(x[0]).triu(), x[1]), new(-1, 1, 4, 4), new(-1, 1, 4, 2)),
        ];
    }

    static IEnumerable<Case> Networks() =>
    [
        new("conv1d", x => conv1d(x[0], x[1]), new(-1, 1, 2, 3, 8), new(-1, 1, 4, 3, 3)),
        new("conv1d_strided", x => conv1d(x[0], x[1], stride: 2, padding: 2, dilation: 2), new(-1, 1, 2, 2, 9), new(-1, 1, 3, 2, 3)),
        new("conv1d_groups", x => conv1d(x[0], x[1], padding: 1, groups: 2), new(-1, 1, 1, 4, 6), new(-1, 1, 6, 2, 3)),
        new("conv2d", x => conv2d(x[0], x[1]), new(-1, 1, 1, 2, 5, 6), new(-1, 1, 3, 2, 3, 2)),
        new("conv2d_strided", x => conv2d(x[0], x[1], strides: [2, 1], padding: [1, 2]), new(-1, 1, 1, 2, 5, 6), new(-1, 1, 2, 2, 3, 3)),
        new("conv2d_dilated", x => conv2d(x[0], x[1], padding: [1, 1], dilation: [2, 1]), new(-1, 1, 1, 2, 6, 5), new(-1, 1, 2, 2, 3, 3)),
        new("conv2d_groups", x => conv2d(x[0], x[1], padding: [1, 1], groups: 2), new(-1, 1, 1, 4, 4, 4), new(-1, 1, 4, 2, 3, 3)),
        new("max_pool1d", x => max_pool1d(x[0], 3, 2), new Input(-2, 2, 2, 2, 9)),
        new("max_pool2d", x => max_pool2d(x[0], [2, 3], [2, 1], [1, 1]), new Input(-2, 2, 1, 2, 6, 5)),
        new("mean_pool1d", x => avg_pool1d(x[0], 3, 2), new Input(-2, 2, 2, 2, 9)),
        new("mean_pool2d", x => avg_pool2d(x[0], [2, 2], [2, 2], [1, 1], count_include_pad: false), new Input(-2, 2, 1, 2, 5, 6)),
        new("layer_norm", x => layer_norm(x[0], [5], x[1], x[2], 1e-5), new(-2, 2, 3, 5), new(-2, 2, 5), new(-2, 2, 5)),
        new("cross_entropy", x => -log_softmax(x[0], 1).gather(1, tensor([2L, 0L, 4L], [3, 1])).mean(), new Input(-2, 2, 3, 5)),
        new("mean_squared_error", x => (x[0] - x[1]).square().mean(), new(-2, 2, 3, 4), new(-2, 2, 3, 4)),
        new("attention", x => matmul(softmax(matmul(x[0], x[1].transpose(-1, -2)) / 2, -1), x[2]), new(-1, 1, 2, 3, 4), new(-1, 1, 2, 5, 4), new(-1, 1, 2, 5, 3)),
        new("two_layers", x => matmul(tanh(matmul(x[0], x[1]) + x[2]), x[3]), new(-1, 1, 4, 3), new(-1, 1, 3, 5), new(-1, 1, 5), new(-1, 1, 5, 2)),
        new("cosine_similarity", x => (x[0] * x[1]).sum(1) / (linalg.vector_norm(x[0], 2, [1L], false) * linalg.vector_norm(x[1], 2, [1L], false)), new(0.5, 2.5, 3, 4), new(0.5, 2.5, 3, 4)),
    ];
}
