using Nabla.Primitives;
using Nabla.Tensors;

namespace Nabla.Tests.Primitives.Samples;

static class StructureSamples
{
    public static IEnumerable<Sample> All =>
    [
        new("broadcast of 0-d", typeof(Broadcast), x => x[0].BroadcastTo(2, 3), new Input(Shape.Scalar)),
        new("broadcast of size 1", typeof(Broadcast), x => x[0].BroadcastTo(2, 3, 4), new Input([3, 1])),
        new("broadcast to nothing", typeof(Broadcast), x => x[0].BroadcastTo(0, 3), new Input([1, 3])),
        new("reshape", typeof(Reshape), x => x[0].Reshape(3, -1), new Input([2, 6])),
        new("reshape to 0-d", typeof(Reshape), x => x[0].Reshape(), new Input([1, 1])),
        new("reshape of nothing", typeof(Reshape), x => x[0].Reshape(3, 0), new Input([0, 2])),
        new("reshape of a transpose", typeof(Reshape), x => x[0].T.Reshape(6), new Input([2, 3])),
        new("permute", typeof(Permute), x => x[0].Permute(2, 0, 1), new Input([2, 3, 4])),
        new("transpose", typeof(Permute), x => x[0].T, new Input([2, 3])),
        new("move axis", typeof(Permute), x => x[0].MoveAxis(0, -1), new Input([2, 3, 4])),
        new("row", typeof(Slice), x => x[0][1], new Input([3, 2])),
        new("last element", typeof(Slice), x => x[0][-1], new Input([4])),
        new("slice by steps", typeof(Slice), x => new Slice([1, 3], [2, -1], [2, 3]).Apply(x[0]), new Input([5, 4])),
        new("place by steps", typeof(Place), x => new Place([1, 3], [2, -1], [5, 4]).Apply(x[0]), new Input([2, 3])),
        new("place a 0-d", typeof(Place), x => new Place([], [], Shape.Scalar).Apply(x[0]), new Input(Shape.Scalar)),
        new("stack", typeof(Stack), x => Tensor.Stack([x[0], x[1], x[0]]), new([2, 3]), new([2, 3])),
        new("stack of 0-d", typeof(Stack), x => Tensor.Stack([x[0], x[1]]), new(Shape.Scalar), new(Shape.Scalar)),
        new("convert to float32", typeof(ConvertType), x => x[0].To(DType.Float32).To(DType.Float64).To(DType.Float32), new Input([3])),
        new("convert to int32", typeof(ConvertType), x => x[0].To(DType.Int32), new Input([3])),
        new("convert from int64", typeof(ConvertType), x => x[0].To(DType.Float64), new Input([3], -5, 5, DType.Int64)),
        new("stop gradient", typeof(StopGradient), x => Tensor.StopGradient(x[0]), new Input([3])),
    ];
}
