using Nabla.Primitives;
using Nabla.Randomness;
using Nabla.Tensors;

namespace Nabla.Tests.Primitives.Samples;

static class RandomSamples
{
    static readonly Input s_key = new([2], -1e9, 1e9, DType.Int32);

    public static IEnumerable<Sample> All =>
    [
        new("bits", typeof(Draw), x => new Key(x[0]).Bits([3, 5]), s_key),
        new("bits by several keys", typeof(Draw), x => new Key(x[0]).Bits([3]), new Input([4, 2], -1e9, 1e9, DType.Int32)),
        new("split keys", typeof(Draw), x => new Key(x[0]).Split(3).Words, s_key),
        new("uniform", typeof(Draw), x => new Key(x[0]).Uniform([7], -1, 2), s_key),
        new("uniform float64", typeof(Draw), x => new Key(x[0]).Uniform([7], DType.Float64), s_key),
        new("normal of one number", typeof(Draw), x => new Key(x[0]).Normal(Shape.Scalar), s_key),
        new("normal float64", typeof(Draw), x => new Key(x[0]).Normal([2, 3], DType.Float64), s_key),
        new("truncated normal", typeof(Draw), x => new Key(x[0]).TruncatedNormal([5]), s_key),
        new("exponential", typeof(Draw), x => new Key(x[0]).Exponential([5], DType.Float64), s_key),
        new("gumbel", typeof(Draw), x => new Key(x[0]).Gumbel([5]), s_key),
        new("categorical", typeof(Draw), x => new Key(x[0]).Categorical(x[1], [3]), s_key, new Input([2, 4], -1, 1, DType.Float64)),
        new("shuffle", typeof(Draw), x => new Key(x[0]).Shuffle(x[1], 1), s_key, new Input([2, 5])),
        new("gamma", typeof(Draw), x => new Key(x[0]).Gamma(0.7, [5]), s_key),
        new("bernoulli", typeof(Draw), x => new Key(x[0]).Bernoulli(0.3, [9]), s_key),
        new("integers", typeof(Draw), x => new Key(x[0]).Integers([9], -3, 4), s_key),
        new("integers int64", typeof(Draw), x => new Key(x[0]).Integers([9], -3, 1L << 40, DType.Int64), s_key),
        new("permutation", typeof(Draw), x => new Key(x[0]).Permutation(6), s_key),
        new("normal of nothing", typeof(Draw), x => new Key(x[0]).Normal([0, 2]), s_key),
        new("fold in", typeof(FoldIn), x => new Key(x[0]).FoldIn(x[1]).Words, s_key, new Input(Shape.Scalar, -9, 9, DType.Int64)),
        new("fold in by several keys", typeof(FoldIn), x => new Key(x[0]).FoldIn(5).Words, new Input([4, 2], -1e9, 1e9, DType.Int32)),
    ];
}
