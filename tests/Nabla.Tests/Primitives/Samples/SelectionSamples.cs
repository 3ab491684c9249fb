using Nabla.Primitives;
using Nabla.Tensors;

namespace Nabla.Tests.Primitives.Samples;

static class SelectionSamples
{
    static Input Places(Shape shape, int length) => new(shape, 0, length, DType.Int32);

    public static IEnumerable<Sample> All =>
    [
        new("gather", typeof(Gather), x => Tensor.Take(x[0], x[1]), new([4, 2]), Places([3], 4)),
        new("gather with one index", typeof(Gather), x => Tensor.Take(x[0], x[1], 1), new([2, 3]), Places(Shape.Scalar, 3)),
        new("gather with a matrix in the middle", typeof(Gather), x => Tensor.Take(x[0], x[1], 1), new([2, 3, 2]), Places([2, 4], 3)),
        new("gather one element many times", typeof(Gather), x => Tensor.Take(x[0], x[1]) * x[0], new([1]), Places([5], 1)),
        new("gather nothing", typeof(Gather), x => Tensor.Take(x[0], x[1]), new([3, 2]), Places([0], 3)),
        new("gather from the end", typeof(Gather), x => Tensor.Take(x[0], -1 - x[1], -1), new([2, 3]), Places([2], 3)),
        new("gather of int64", typeof(Gather), x => Tensor.Take(x[0], x[1]), new([4], -9, 9, DType.Int64), Places([3], 4)),
        new("take along the last axis", typeof(Gather), x => Tensor.TakeAlongAxis(x[0], x[1]), new([2, 3]), Places([2, 4], 3)),
        new("take along the first axis, by size 1", typeof(Gather), x => Tensor.TakeAlongAxis(x[0], x[1], 0), new([3, 2]), Places([2, 1], 3)),
        new("gather by neighbouring tensors", typeof(Gather), x => x[0][Tensor.Ellipsis, x[1], x[2]],
            new([2, 3, 4]), Places([5], 3), Places([2, 1], 4)),
        new("gather by tensors apart", typeof(Gather), x => x[0][x[1], 1.., x[2]], new([2, 3, 4]), Places([5], 2), Places([5], 4)),
        new("scatter-add", typeof(ScatterAdd), x => Tensor.ScatterAdd(x[0], x[1], x[2]), new([3, 2]), Places([4], 3), new([4, 2])),
        new("scatter-add to one place", typeof(ScatterAdd), x => Tensor.ScatterAdd(x[0], x[1], x[2] * x[0], -1),
            new([2, 1]), Places([5], 1), new([2, 5])),
        new("scatter-add of a number", typeof(ScatterAdd), x => Tensor.ScatterAdd(x[0], x[1], x[2], 1), new([2, 3]), Places([4], 3), new(Shape.Scalar)),
        new("scatter-add nothing", typeof(ScatterAdd), x => Tensor.ScatterAdd(x[0], x[1], x[2]), new([3]), Places([0], 3), new([0])),
        new("scatter-add of int64", typeof(ScatterAdd), x => Tensor.ScatterAdd(x[0], x[1], x[2]),
            new([3], -9, 9, DType.Int64), Places([4], 3), new([4], -9, 9, DType.Int64)),
        new("concatenate", typeof(Concatenate), x => Tensor.Concatenate([x[0], x[1], x[0]]), new([2, 3]), new([1, 3])),
        new("concatenate along the last axis", typeof(Concatenate), x => Tensor.Concatenate([x[0], x[1]], -1), new([2, 3]), new([2, 0])),
        new("pad with a number", typeof(Concatenate), x => Tensor.Pad(x[0], [(1, 0), (0, 2)], 0.5), new Input([2, 3])),
        new("pad", typeof(Place), x => Tensor.Pad(x[0], [(1, 0), (0, 2)]), new Input([2, 3])),
        new("flip", typeof(Slice), x => Tensor.Flip(x[0], 0), new Input([3, 2])),
        new("flip nothing", typeof(Slice), x => Tensor.Flip(x[0]), new Input([0, 2])),
        new("split", typeof(Slice), x => Tensor.Split(x[0], 2, 1)[1], new Input([2, 4])),
        new("ranges, a new axis and an ellipsis", typeof(Slice), x => x[0][1..3, Tensor.NewAxis, Tensor.Ellipsis, Tensor.Every(.., -2), ^1], new Input([4, 2, 3, 2])),
        new("tile", typeof(Broadcast), x => Tensor.Tile(x[0], 2, 1, 3), new Input([2, 3])),
        new("diagonal", typeof(Slice), x => Tensor.Einsum("bii->ib", x[0]), new Input([2, 3, 3])),
        new("einsum", typeof(MatMul), x => Tensor.Einsum("...ij,kj,j->k...", x[0], x[1], x[2]), new([2, 3, 4]), new([2, 4]), new([4])),
        new("argsort", typeof(ArgSort), x => Tensor.ArgSort(x[0]), new Input([2, 5])),
        new("argsort of ties", typeof(ArgSort), x => Tensor.ArgSort(x[0], descending: true), new Input([7], 0, 3, DType.Int32)),
        new("sort", typeof(ArgSort), x => Tensor.Sort(x[0] * x[0], 0), new Input([5, 2])),
        new("sort of size 1", typeof(ArgSort), x => Tensor.Sort(x[0]), new Input([1])),
        new("sort nothing", typeof(ArgSort), x => Tensor.Sort(x[0], 0, descending: true), new Input([0, 2])),
        new("top-k", typeof(ArgSort), x => Tensor.TopK(x[0], 2, 0).Values, new Input([4, 3])),
    ];
}
