using Nabla.Tensors;
using Nabla.Tests.Tracing;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Primitives;

/// <summary>The operations of tests/fixtures/torch.txt, by the names that they have there.</summary>
static class TorchFunctions
{
    /// <summary>
    /// libtorch's trigamma, the derivative of digamma, is wrong by 2.1e-10 at these points by mpmath's; ours has all digits, as
    /// the fixtures of the row polygamma prove.
    /// </summary>
    public const double TrigammaOfLibtorch = 3e-10;

    const string Sums = "it adds in float32, so a sum that is small beside its terms keeps their rounding errors; ours adds in double";
    const string Rounded = "its operations round to float32, here as there, and what they give cancels in the next";

    /// <summary>
    /// Operations with float32 numbers that differ from libtorch's by more than 1e-6 of themselves, and why. libtorch's have
    /// lost digits there: a float32 sum of n terms may be off by n·2⁻²⁴·Σ|terms| (Higham, Accuracy and Stability, §4.2), which
    /// is no fraction of a sum that cancels. So ours are held to libtorch's float64, each to 1e-6 of itself. Where ours have
    /// lost digits too, to that and to what rounding once after every operation can do to this number: <see cref="RoundingNoise"/>.
    /// </summary>
    public static Dictionary<string, (string Why, bool OursToo)> Cancelling { get; } = new()
    {
        ["sigmoid"] = ("its derivative is (1 − y)·y of a rounded y", false),
        ["gelu"] = ("it computes 1 + erf of a rounded erf", false),
        ["matmul"] = (Sums, false),
        ["matmul_broadcast"] = (Sums, false),
        ["matrix_vector"] = (Sums, false),
        ["einsum"] = (Sums, false),
        ["log_determinant"] = ("it eliminates in float32; ours in double", false),
        ["conv1d"] = (Sums, false),
        ["conv1d_strided"] = (Sums, false),
        ["conv1d_groups"] = (Sums, false),
        ["conv2d"] = (Sums, false),
        ["conv2d_strided"] = (Sums, false),
        ["conv2d_dilated"] = (Sums, false),
        ["conv2d_groups"] = (Sums, false),
        ["solve_batched"] = ("it eliminates in float32, and the derivative is a product of the rounded solutions, here as there", true),
        ["standardize"] = (Rounded, true),
        ["attention"] = (Rounded, true),
        ["two_layers"] = (Rounded, true),
    };

    public static Dictionary<string, Func<Tensor[], Tensor>> All { get; } = new()
    {
        ["exp"] = x => Exp(x[0]),
        ["expm1"] = x => Expm1(x[0]),
        ["log"] = x => Log(x[0]),
        ["log1p"] = x => Log1p(x[0]),
        ["log2"] = x => Log2(x[0]),
        ["log10"] = x => Log10(x[0]),
        ["sqrt"] = x => Sqrt(x[0]),
        ["rsqrt"] = x => 1 / Sqrt(x[0]),
        ["square"] = x => x[0] * x[0],
        ["reciprocal"] = x => 1 / x[0],
        ["negate"] = x => -x[0],
        ["abs"] = x => Abs(x[0]),
        ["sin"] = x => Sin(x[0]),
        ["cos"] = x => Cos(x[0]),
        ["tan"] = x => Tan(x[0]),
        ["asin"] = x => Asin(x[0]),
        ["acos"] = x => Acos(x[0]),
        ["atan"] = x => Atan(x[0]),
        ["sinh"] = x => Sinh(x[0]),
        ["cosh"] = x => Cosh(x[0]),
        ["tanh"] = x => Tanh(x[0]),
        ["asinh"] = x => Asinh(x[0]),
        ["acosh"] = x => Acosh(x[0]),
        ["atanh"] = x => Atanh(x[0]),
        ["sigmoid"] = x => Sigmoid(x[0]),
        ["softplus"] = x => Softplus(x[0]),
        ["relu"] = x => Relu(x[0]),
        ["silu"] = x => Silu(x[0]),
        ["gelu"] = x => Gelu(x[0]),
        ["erf"] = x => Erf(x[0]),
        ["erfc"] = x => Erfc(x[0]),
        ["lgamma"] = x => LogGamma(x[0]),
        ["digamma"] = x => Digamma(x[0]),
        ["clamp"] = x => Clamp(x[0], -0.75, 0.5),
        ["power_of_three"] = x => Pow(x[0], 3),
        ["add"] = x => x[0] + x[1],
        ["subtract"] = x => x[0] - x[1],
        ["multiply"] = x => x[0] * x[1],
        ["divide"] = x => x[0] / x[1],
        ["pow"] = x => Pow(x[0], x[1]),
        ["hypot"] = x => Hypot(x[0], x[1]),
        ["atan2"] = x => Atan2(x[0], x[1]),
        ["logaddexp"] = x => LogAddExp(x[0], x[1]),
        ["maximum"] = x => Max(x[0], x[1]),
        ["minimum"] = x => Min(x[0], x[1]),
        ["where"] = x => Where(x[0] > x[1], x[0] * x[1], x[0] - x[1]),
        ["broadcast_add_multiply"] = x => (x[0] + x[1]) * x[2],

        ["reshape_permute"] = x => x[0].Reshape(2, 3, 4).Permute(2, 0, 1),
        ["broadcast_to"] = x => x[0].BroadcastTo(3, 2, 4),
        ["slice"] = x => x[0][TensorIndex.Every(1..5, 2), ..^1],
        ["pad"] = x => Pad(x[0], [(0, 1), (1, 2)]),
        ["concatenate"] = x => Concatenate([x[0], x[1], x[0]], 1),
        ["stack"] = x => Stack([x[0], x[1]]),
        ["flip"] = x => Flip(x[0], 1),
        ["tile"] = x => Tile(x[0], 2, 3),
        ["take"] = x => Take(x[0], From([2, 0, 2, 1])),
        ["take_along_axis"] = x => TakeAlongAxis(x[0], From(new[,] { { 3, 0 }, { 3, 1 }, { 1, 2 } })),
        ["scatter_add"] = x => ScatterAdd(x[0], From([2, 0, 2, 1]), x[1]),
        ["sort"] = x => Sort(x[0]),
        ["sort_descending"] = x => Sort(x[0], 0, descending: true),
        ["topk"] = x => TopK(x[0], 3).Values,

        ["sum"] = x => Sum(x[0], [1]),
        ["sum_all"] = x => Sum(x[0]),
        ["mean"] = x => Mean(x[0], [0]),
        ["variance"] = x => Variance(x[0], [1], correction: 1),
        ["prod"] = x => Prod(x[0], [1]),
        ["max"] = x => Max(x[0], [1]),
        ["min"] = x => Min(x[0], [0]),
        ["logsumexp"] = x => LogSumExp(x[0], [1]),
        ["softmax"] = x => Softmax(x[0]),
        ["log_softmax"] = x => LogSoftmax(x[0]),
        ["norm"] = x => Norm(x[0], [1]),
        ["cumsum"] = x => CumSum(x[0]),
        ["cumprod"] = x => CumProd(x[0]),
        ["standardize"] = x => (x[0] - Mean(x[0], [1], keepAxes: true)) / Sqrt(Variance(x[0], [1], keepAxes: true)),

        ["matmul"] = x => MatMul(x[0], x[1]),
        ["matmul_batched"] = x => MatMul(x[0], x[1]),
        ["matmul_broadcast"] = x => MatMul(x[0], x[1]),
        ["matrix_vector"] = x => MatMul(x[0], x[1]),
        ["dot"] = x => MatMul(x[0], x[1]),
        ["einsum"] = x => Einsum("bij,kj->ibk", x[0], x[1]),
        ["cholesky"] = x => Cholesky(MatMul(x[0], x[0].T) + 2 * Unit(x[0])),
        ["solve"] = x => Solve(Solid(x[0]), x[1]),
        ["solve_batched"] = x => Solve(Solid(x[0]), x[1]),
        ["inverse"] = x => Inverse(Solid(x[0])),
        ["determinant"] = x => Determinant(Solid(x[0])),
        ["log_determinant"] = x => LogDeterminant(Solid(x[0])),
        ["solve_lower"] = x => SolveLower(Solid(x[0]), x[1]),
        ["solve_upper"] = x => SolveUpper(Solid(x[0]), x[1]),

        ["conv1d"] = x => Convolve(x[0], x[1]),
        ["conv1d_strided"] = x => Convolve(x[0], x[1], stride: 2, padding: 2, dilation: 2),
        ["conv1d_groups"] = x => Convolve(x[0], x[1], padding: 1, groups: 2),
        ["conv2d"] = x => Convolve(x[0], x[1]),
        ["conv2d_strided"] = x => Convolve(x[0], x[1], stride: (2, 1), padding: (1, 2)),
        ["conv2d_dilated"] = x => Convolve(x[0], x[1], padding: (1, 1), dilation: (2, 1)),
        ["conv2d_groups"] = x => Convolve(x[0], x[1], padding: 1, groups: 2),
        ["max_pool1d"] = x => MaxPool(x[0], 3, 2),
        ["max_pool2d"] = x => MaxPool(x[0], (2, 3), (2, 1), (1, 1)),
        ["mean_pool1d"] = x => MeanPool(x[0], 3, 2),
        ["mean_pool2d"] = x => MeanPool(x[0], 2, 2, 1),
        ["layer_norm"] = x => (x[0] - Mean(x[0], [1], keepAxes: true)) / Sqrt(Variance(x[0], [1], keepAxes: true) + 1e-5) * x[1] + x[2],
        ["cross_entropy"] = x => -Mean(TakeAlongAxis(LogSoftmax(x[0]), From(new[,] { { 2 }, { 0 }, { 4 } }))),
        ["mean_squared_error"] = x => Mean((x[0] - x[1]) * (x[0] - x[1])),
        ["attention"] = x => MatMul(Softmax(MatMul(x[0], x[1].T) / 2), x[2]),
        ["two_layers"] = x => MatMul(Tanh(MatMul(x[0], x[1]) + x[2]), x[3]),
        ["cosine_similarity"] = x => Sum(x[0] * x[1], [1]) / (Norm(x[0], [1]) * Norm(x[1], [1])),
    };

    // Well-conditioned matrices, as the fixtures have them.
    static Tensor Solid(Tensor a) => a + 3 * Unit(a);

    static Tensor Unit(Tensor a) => Eye(a.Shape[-1], a.DType);
}
