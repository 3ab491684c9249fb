using Nabla.Primitives;
using Nabla.Tensors;

namespace Nabla.Tests.Primitives.Samples;

static class ReductionSamples
{
    public static IEnumerable<Sample> All =>
    [
        new("sum of all", typeof(ReduceSum), x => Tensor.Sum(x[0]), new Input([2, 3])),
        new("sum along the first axis", typeof(ReduceSum), x => Tensor.Sum(x[0], [0]), new Input([2, 3])),
        new("sum along two axes, kept", typeof(ReduceSum), x => Tensor.Sum(x[0], [0, -1], keepAxes: true), new Input([2, 3, 4])),
        new("sum of nothing", typeof(ReduceSum), x => Tensor.Sum(x[0], [1]), new Input([2, 0])),
        new("sum of int32", typeof(ReduceSum), x => Tensor.Sum(x[0], [1]), new Input([2, 3], -9, 9, DType.Int32)),
        new("sum of bool", typeof(ReduceSum), x => Tensor.Sum(x[0]), new Input([7], 0, 2, DType.Bool)),
        new("mean", typeof(ReduceSum), x => Tensor.Mean(x[0], [0]), new Input([3, 2])),
        new("variance", typeof(ReduceSum), x => Tensor.Variance(x[0], [1], correction: 1), new Input([2, 4])),
        new("reduce max", typeof(ReduceExtremum), x => Tensor.Max(x[0], [1]), new Input([2, 4])),
        new("reduce max of 0-d", typeof(ReduceExtremum), x => Tensor.Max(x[0]), new Input(Shape.Scalar)),
        new("reduce max of no rows", typeof(ReduceExtremum), x => Tensor.Max(x[0], [1]), new Input([0, 2])),
        new("reduce min of all, kept", typeof(ReduceExtremum), x => Tensor.Min(x[0] * x[0], keepAxes: true), new Input([2, 3])),
        new("reduce max of ties", typeof(ReduceExtremum), x => Tensor.Max(Tensor.Stack([x[0] * x[0], x[0] * x[0], -x[0] * x[0]]), [0]), new Input([3], 1, 2)),
        new("reduce min of int64", typeof(ReduceExtremum), x => Tensor.Min(x[0]), new Input([5], -9, 9, DType.Int64)),
        new("reduce max of bool", typeof(ReduceExtremum), x => Tensor.Max(x[0], [0]), new Input([5, 2], 0, 2, DType.Bool)),
        new("max shares", typeof(Shares), x => new Shares([1]).Apply(x[0], Tensor.Max(x[0], [1])), new Input([2, 4])),
        new("min shares times numbers", typeof(Shares), x => new Shares([0]).Apply(x[0], Tensor.Min(x[0], [0])) * x[0], new Input([3, 2])),
        new("argmax", typeof(ReduceExtremum), x => Tensor.ArgMax(x[0], 0), new Input([4, 3])),
        new("logsumexp", typeof(LogSumExp), x => Tensor.LogSumExp(x[0], [-1]), new Input([2, 4])),
        new("logsumexp of all, kept", typeof(LogSumExp), x => Tensor.LogSumExp(x[0], keepAxes: true), new Input([2, 3], -50, 50)),
        new("logsumexp of 0-d", typeof(LogSumExp), x => Tensor.LogSumExp(x[0]), new Input(Shape.Scalar)),
        new("logsumexp of nothing", typeof(LogSumExp), x => Tensor.Exp(Tensor.LogSumExp(x[0], [1])), new Input([2, 0])),
        new("logsumexp with −∞", typeof(LogSumExp), x => Tensor.LogSumExp(Tensor.Concatenate([x[0], double.NegativeInfinity * Tensor.Ones([2])])), new Input([3])),
        new("softmax", typeof(Softmax), x => Tensor.Softmax(x[0], 0), new Input([3, 2])),
        new("softmax of size 1", typeof(Softmax), x => Tensor.Softmax(x[0]), new Input([2, 1])),
        new("softmax of nothing", typeof(Softmax), x => Tensor.Softmax(x[0]), new Input([2, 0])),
        new("log-softmax", typeof(LogSumExp), x => Tensor.LogSoftmax(x[0]), new Input([2, 4])),
        new("norm", typeof(Norm), x => Tensor.Norm(x[0], [0]), new Input([3, 2], 1, 2)),
        new("norm of 0-d", typeof(Norm), x => Tensor.Norm(x[0]), new Input(Shape.Scalar, -2, -1)),
        new("norm of nothing", typeof(Norm), x => Tensor.Norm(x[0], [1]), new Input([2, 0])),
        new("running sums", typeof(Recurrence), x => Tensor.CumSum(x[0], 0), new Input([3, 2])),
        new("running sums from the end", typeof(Recurrence), x => Tensor.CumSum(x[0], backwards: true), new Input([2, 3])),
        new("running sums of int32", typeof(Recurrence), x => Tensor.CumSum(x[0]), new Input([4], -9, 9, DType.Int32)),
        new("running products", typeof(Recurrence), x => Tensor.CumProd(x[0], 1), new Input([2, 4])),
        new("running products from the end, with a zero", typeof(Recurrence), x => Tensor.CumProd(Tensor.Concatenate([x[0], x[1], x[2]]), backwards: true),
            new([2]), new([1], 0, 0), new([2])),
        new("running products with two zeros", typeof(Recurrence), x => Tensor.CumProd(Tensor.Concatenate([x[0], x[1], x[2]])),
            new([1]), new([2], 0, 0), new([2])),
        new("recurrence", typeof(Recurrence), x => new Recurrence(0, false).Apply(x[0], x[1]), new([4, 2]), new([4, 2])),
        new("recurrence of size 1", typeof(Recurrence), x => new Recurrence(0, true).Apply(x[0], x[1]), new([1]), new([1])),
        new("product", typeof(Recurrence), x => Tensor.Prod(x[0]), new Input([2, 3])),
        new("product with a zero", typeof(Recurrence), x => Tensor.Prod(Tensor.Concatenate([x[0], x[1]])), new([1], 0, 0), new([3])),
        new("product with two zeros", typeof(Recurrence), x => Tensor.Prod(Tensor.Concatenate([x[0], x[1], x[0]])), new([1], 0, 0), new([2])),
        new("product of zeros", typeof(Recurrence), x => Tensor.Prod(x[0], [1], keepAxes: true), new Input([2, 3], 0, 0)),
        new("product of nothing", typeof(Recurrence), x => Tensor.Prod(x[0], [1]), new Input([2, 0])),
        new("product of 0-d", typeof(Recurrence), x => Tensor.Prod(x[0]), new Input(Shape.Scalar)),
    ];
}
