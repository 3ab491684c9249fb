using Nabla.Primitives;
using Nabla.Tensors;

namespace Nabla.Tests.Primitives.Samples;

static class MatMulSamples
{
    public static IEnumerable<Sample> All =>
    [
        new("matrix times matrix", typeof(MatMul), x => Tensor.MatMul(x[0], x[1]), new([2, 3]), new([3, 4])),
        new("matrix times vector", typeof(MatMul), x => Tensor.MatMul(x[0], x[1]), new([2, 3]), new([3])),
        new("vector times matrix", typeof(MatMul), x => Tensor.MatMul(x[0], x[1]), new([3]), new([3, 4])),
        new("vector times vector", typeof(MatMul), x => Tensor.MatMul(x[0], x[1]), new([3]), new([3])),
        new("matrices times a matrix", typeof(MatMul), x => Tensor.MatMul(x[0], x[1]), new([2, 2, 3]), new([3, 4])),
        new("matrices by size 1", typeof(MatMul), x => Tensor.MatMul(x[0], x[1]), new([2, 1, 2, 3]), new([3, 3, 2])),
        new("a matrix times its transpose", typeof(MatMul), x => Tensor.MatMul(x[0], x[0].T), new Input([2, 3])),
        new("matrix product over nothing", typeof(MatMul), x => Tensor.MatMul(x[0], x[1]), new([2, 0]), new([0, 3])),
        new("matrix product of no rows", typeof(MatMul), x => Tensor.MatMul(x[0], x[1]), new([0, 2]), new([2, 3])),
    ];
}
