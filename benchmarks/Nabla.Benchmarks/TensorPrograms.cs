using Nabla.Tensors;
using static Nabla.Tensors.Tensor;

namespace Nabla.Benchmarks;

/// <summary>Programs of about ten operations with one number as their result, of a vector or a square matrix.</summary>
/// <param name="Name">The name in tables, and of libtorch's program.</param>
/// <param name="Operations">The number of operations as they are written, the sum included.</param>
/// <param name="IsMatrix">Whether the argument is a square matrix.</param>
/// <param name="F">The program.</param>
sealed record TensorPrograms(string Name, int Operations, bool IsMatrix, Func<Tensor, Tensor> F)
{
    /// <summary>Numbers of elements, all of them squares; of products of matrices no more than a second's work.</summary>
    public IReadOnlyList<int> Sizes => Name == "matrices" ? [16, 10_000, 102_400] : [16, 10_000, 102_400, 1_000_000];

    public static IReadOnlyList<TensorPrograms> All { get; } =
    [
        new("arithmetic", 9, false, x => Sum(((x * x + x) * x - x) * x * x + x * x)),
        new("mixed", 10, false, x => Sum(Tanh(x * x + x) * Exp(-x) + Sigmoid(x) * 2 - x)),
        new("functions", 10, false, x => Sum(Relu(Sqrt(Exp(Tanh(Sin(Cos(Sigmoid(Softplus(x * x)))))))))),
        new("numbers", 9, false, x => Sum((x * 2 + 1) * 3 - 4 + (x / 2 - 1) * 0.5)),
        new("matrices", 10, true, x => Sum(MatMul(MatMul(MatMul(x, x), x) + x, MatMul(x, MatMul(x, x)) * MatMul(x, x)))),
        new("rows", 8, true, x => Sum(Softmax(x - Mean(x, [1], keepAxes: true)) * LogSumExp(x, [0]) + Max(x, [0]))),
        new("structure", 9, true, x => Sum(Concatenate([x[.., 2..], x[.., ..2]], 1) * x.T.Reshape(x.Shape.Lengths) + Flip(x, 1))),
    ];

    /// <summary>An argument with that many elements.</summary>
    public Tensor At(int size, DType dtype)
    {
        // Sums of products of matrices stay of the size of their elements.
        var scale = IsMatrix ? 4 / Math.Sqrt(size) : 1;
        var x = From([.. Enumerable.Range(0, size).Select(i => scale * (0.1 + 0.8 * (i * 7919L % size) / size))]).To(dtype);
        var side = (int)Math.Sqrt(size);
        return IsMatrix ? x.Reshape(side, side) : x;
    }
}
