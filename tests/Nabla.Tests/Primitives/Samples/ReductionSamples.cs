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
    ];
}
