using Nabla.Randomness;
using Nabla.Tensors;
using static Nabla.Differentiate;

namespace Nabla.Tests.Randomness;

public class KeyTests
{
    [Fact]
    public void A_key_draws_the_bits_of_its_words()
    {
        var words = new uint[6];
        Samples.Bits(new(0x123456789abcdef0), 0, words);
        Assert.Equal(words.Select(w => (int)w), Key.Of(0x123456789abcdef0).Bits([2, 3]).ToArray<int>());
    }

    [Fact]
    public void The_shape_changes_no_number_and_a_longer_draw_begins_with_a_shorter_one()
    {
        var key = Key.Of(5);
        Assert.Equal(key.Normal([6]).ToArray<float>(), key.Normal([2, 3]).ToArray<float>());
        Assert.Equal(key.Uniform([6]).ToArray<float>(), key.Uniform([100]).ToArray<float>()[..6]);
    }

    [Fact]
    public void Eager_traced_and_vectorized_draws_have_the_same_bits()
    {
        var keys = Key.Of(7).Split(4);
        var all = Vmap((Key key) => key.Normal([3]))(keys);
        var graph = Trace(words => new Key(words).Normal([3]), keys.Words[0]);
        Assert.Contains("draw", graph.ToString());
        Assert.Equal(keys.Normal([3]).ToArray<float>(), all.ToArray<float>());
        for (var i = 0; i < 4; i++) Assert.Equal(keys[i].Normal([3]).ToArray<float>(), all[i].ToArray<float>());
    }

    [Fact]
    public void A_gradient_passes_by_what_is_drawn()
    {
        var key = Key.Of(3);
        var noise = key.Normal([4], DType.Float64);
        var gradient = Grad(s => Tensor.Sum(s * key.Normal([4], DType.Float64)), Tensor.From([2.0]).Reshape());
        Assert.Equal((double)Tensor.Sum(noise), (double)gradient, 1e-15);
    }

    [Fact]
    public void Folding_in_depends_on_the_number_and_is_no_split()
    {
        var key = Key.Of(11);
        var seen = new HashSet<(int, int)>();
        for (var i = 0; i < 100; i++)
        {
            var words = key.FoldIn(i).Words.ToArray<int>();
            Assert.True(seen.Add((words[0], words[1])));
            Assert.Equal(words, key.FoldIn((Tensor)(long)i).Words.ToArray<int>());
        }

        foreach (var row in key.Split(100).Words) Assert.True(seen.Add((row.ToArray<int>()[0], row.ToArray<int>()[1])));
        var (a, b) = key.Split();
        Assert.Equal(key.Split(2)[1].Words.ToArray<int>(), b.Words.ToArray<int>());
        Assert.NotEqual(a.Words.ToArray<int>(), b.Words.ToArray<int>());
    }

    [Fact]
    public void Several_keys_split_and_fold_each_as_alone()
    {
        var keys = Key.Of(1).Split(3);
        var (first, second) = keys.Split();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(keys[i].Split().Item1.Words.ToArray<int>(), first[i].Words.ToArray<int>());
            Assert.Equal(keys[i].Split().Item2.Words.ToArray<int>(), second[i].Words.ToArray<int>());
            Assert.Equal(keys[i].FoldIn(9).Words.ToArray<int>(), keys.FoldIn(9)[i].Words.ToArray<int>());
        }
    }

    [Fact]
    public void Bernoulli_is_true_as_often_as_its_probability_says()
    {
        const int N = 100_000;
        var p = Tensor.From([0.1f, 0.5f, 0.9f]);
        var mean = Tensor.Sum(Key.Of(2).Bernoulli(p, [N, 3]).To(DType.Float64), [0]).ToArray<double>();
        foreach (var (count, expected) in mean.Zip([0.1, 0.5, 0.9]))
            Assert.InRange(count / N, expected - 3.3 * Math.Sqrt(0.25 / N), expected + 3.3 * Math.Sqrt(0.25 / N));
        Assert.Equal(0, (int)Tensor.Sum(Key.Of(2).Bernoulli(0.0, [1000]).To(DType.Int32)));
        Assert.Equal(1000, (int)Tensor.Sum(Key.Of(2).Bernoulli(1.0, [1000]).To(DType.Int32)));
    }

    [Fact]
    public void A_probability_that_is_none_is_refused_where_it_is_known()
    {
        foreach (var p in (Tensor[])[2, -0.1, double.NaN, 1.0000001, Tensor.From([0.5, 1.5])])
            Assert.Contains("between 0 and 1", Assert.Throws<ArgumentOutOfRangeException>(() => Key.Of(1).Bernoulli(p, [2])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Nabla.Differentiate.Jvp(p => Key.Of(1).Bernoulli(p, [2]).To(DType.Float32), (Tensor)1.5f, (Tensor)1f));
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused_in_words()
    {
        var key = Key.Of(1);
        Assert.Contains("float32 or float64, not int32", Assert.Throws<ArgumentException>(() => key.Normal([2], DType.Int32)).Message);
        Assert.Contains("[3, 3)", Assert.Throws<ArgumentException>(() => key.Integers([2], 3, 3)).Message);
        Assert.Contains("int64", Assert.Throws<ArgumentException>(() => key.Integers([2], 0, 1L << 40)).Message);
        Assert.Contains("not float32", Assert.Throws<ArgumentException>(() => key.Integers([2], 0, 4, DType.Float32)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => key.Gamma(-1, [2]));
        Assert.Throws<ArgumentException>(() => key.TruncatedNormal([2], 2, 1));
        Assert.Contains("Key.Of(seed)", Assert.Throws<ShapeException>(() => new Key(Tensor.From([1.0, 2.0])).Bits([2])).Message);
        Assert.Throws<ShapeException>(() => key.FoldIn(Tensor.From([1L, 2L])));
        Func<object>[] calls = [() => default(Key).Normal([2]), () => default(Key).FoldIn(1), () => default(Key).Split(), () => default(Key)[0]];
        Assert.All(calls, call => Assert.Contains("Key.Of(seed)", Assert.Throws<InvalidOperationException>(call).Message));
    }

    [Fact]
    public void The_widest_int32_range_is_drawn_to_its_end()
    {
        var x = Key.Of(4).Integers([100_000], int.MinValue, 1L << 31).ToArray<int>();
        Assert.InRange(x.Max(), int.MaxValue - 300_000, int.MaxValue);
        Assert.InRange(x.Min(), int.MinValue, int.MinValue + 300_000);
    }
}
