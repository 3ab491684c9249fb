using Nabla.Randomness;
using Nabla.Tensors;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Randomness;

/// <summary>Classes and orders drawn by a key. Fixed seeds: a right generator passes each threshold with probability 0.999 or more.</summary>
public class CategoricalTests
{
    const double Infinite = double.PositiveInfinity;

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Classes_come_as_often_as_their_probabilities_say(DType dtype)
    {
        const int N = 100_000;
        double[] p = [0.5, 0.25, 0.125, 0.1, 0.025, 0];
        // Any constant may be added to the logits.
        var logits = (Log(From(p)) + 17).To(dtype);
        var drawn = Key.Of(20261126).Categorical(logits, [N]);
        Assert.Equal(new(DType.Int64, [N]), drawn.Type);
        var counts = drawn.ToArray<long>().CountBy(c => c).ToDictionary();
        Assert.False(counts.ContainsKey(5));
        // Pearson's statistic with 4 degrees of freedom: above 18.5 once in a thousand.
        Assert.InRange(p[..5].Select((q, i) => Math.Pow(counts[i] - N * q, 2) / (N * q)).Sum(), 0, 18.5);
    }

    [Fact]
    public void Each_row_of_logits_is_drawn_by_its_own_probabilities_and_independently()
    {
        const int N = 40_000;
        var logits = Log(From(new[,] { { 0.9, 0.1 }, { 0.3, 0.7 } }));
        var drawn = Key.Of(3).Categorical(logits, [N]);
        Assert.Equal(new nint[] { N, 2 }, drawn.Shape.Lengths.ToArray());
        var mean = Mean(drawn.To(DType.Float64), [0]).ToArray<double>();
        Assert.InRange(mean[0], 0.1 - 3.3 * Math.Sqrt(0.09 / N), 0.1 + 3.3 * Math.Sqrt(0.09 / N));
        Assert.InRange(mean[1], 0.7 - 3.3 * Math.Sqrt(0.21 / N), 0.7 + 3.3 * Math.Sqrt(0.21 / N));
        var both = (double)Mean((drawn[.., 0] * drawn[.., 1]).To(DType.Float64));
        Assert.InRange(both, 0.07 - 3.3 * Math.Sqrt(0.07 * 0.93 / N), 0.07 + 3.3 * Math.Sqrt(0.07 * 0.93 / N));
    }

    [Fact]
    public void Gumbel_numbers_follow_their_distribution()
    {
        const int N = 100_000;
        var g = Key.Of(9).Gumbel([N], DType.Float64).ToArray<double>();
        // Kolmogorov's distance, exceeded once in a thousand.
        Array.Sort(g);
        var distance = g.Select((x, i) => Math.Max(Math.Abs(Math.Exp(-Math.Exp(-x)) - (double)i / N), Math.Abs(Math.Exp(-Math.Exp(-x)) - (i + 1.0) / N))).Max();
        Assert.InRange(distance * Math.Sqrt(N), 0, 1.95);
    }

    [Fact]
    public void Eager_traced_and_vectorized_draws_are_the_same()
    {
        var keys = Key.Of(7).Split(4);
        var logits = From([0.1, 0.7, -0.3]);
        var all = Vmap((Key key) => key.Categorical(logits, [5]))(keys);
        var rows = Vmap((Key key) => key.Shuffle(logits))(keys);
        var batch = Vmap((Tensor row) => keys[0].Categorical(row, [5]))(Stack([logits, logits * 3]));
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(keys[i].Categorical(logits, [5]).ToArray<long>(), all[i].ToArray<long>());
            Assert.Equal(keys[i].Categorical(logits, [5]).ToArray<long>(), keys.Categorical(logits, [5])[i].ToArray<long>());
            Assert.Equal(keys[i].Shuffle(logits).ToArray<double>(), rows[i].ToArray<double>());
        }

        Assert.Equal(keys[0].Categorical(logits * 3, [5]).ToArray<long>(), batch[1].ToArray<long>());
        var graph = Trace(words => new Key(words).Categorical(logits, [5]), keys.Words[0]);
        Assert.Equal(keys[2].Categorical(logits, [5]).ToArray<long>(), graph.Run(keys.Words[2])[0].ToArray<long>());
    }

    [Fact]
    public void Draws_have_fixed_values_for_ever()
    {
        var logits = From([0.0, 1, 2, -1]);
        Assert.Equal("2 0 2 3 1 1 2 2 2 1 1 2 2 2 3 2", string.Join(" ", Key.Of(1).Categorical(logits, [16]).ToArray<long>()));
        Assert.Equal("5 2 0 3 4 1 7 6", string.Join(" ", Key.Of(1).Shuffle(Arange(8)).ToArray<int>()));
    }

    [Fact]
    public void All_orders_are_equally_probable_and_whole_parts_move()
    {
        const int N = 24_000;
        var keys = Key.Of(12).Split(N);
        var orders = Vmap((Key key) => key.Shuffle(Arange(4)))(keys).ToArray<int>().Chunk(4).CountBy(o => string.Join("", o)).ToDictionary();
        Assert.Equal(24, orders.Count);
        // Pearson's statistic with 23 degrees of freedom: above 49.7 once in a thousand.
        Assert.InRange(orders.Values.Sum(count => Math.Pow(count - N / 24.0, 2) / (N / 24.0)), 0, 49.7);
        var matrix = Arange(12).Reshape(3, 4);
        var columns = keys[5].Shuffle(matrix, 1).ToArray<int>();
        Assert.Equal([0, 1, 2, 3], columns[..4].Order());
        Assert.Equal([.. columns[..4].Select(c => c + 4), .. columns[..4].Select(c => c + 8)], columns[4..]);
        Assert.Equal(columns, keys[5].Shuffle(matrix, -1).ToArray<int>());
    }

    [Fact]
    public void A_gradient_passes_a_shuffle_back_to_where_its_parts_were()
    {
        var x = From([1.0, 2, 3, 4, 5]);
        var key = Key.Of(8);
        var weights = From([1.0, 10, 100, 1000, 10000]);
        var order = key.Permutation(5).ToArray<int>();
        var gradient = Grad(x => Sum(key.Shuffle(x) * weights))(x).ToArray<double>();
        for (var i = 0; i < 5; i++) Assert.Equal(Math.Pow(10, i), gradient[order[i]]);
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused_in_words()
    {
        Assert.Contains("last axis", Assert.Throws<ShapeException>(() => Key.Of(1).Categorical(2.0)).Message);
        Assert.Contains("no element", Assert.Throws<ShapeException>(() => Key.Of(1).Categorical(Zeros([3, 0]))).Message);
        Assert.Contains("no axis 1", Assert.Throws<ShapeException>(() => Key.Of(1).Shuffle(Ones([3]), 1)).Message);
        Assert.Equal([1L, 1, 1], Key.Of(1).Categorical(From([-Infinite, 0, -Infinite]), [3]).ToArray<long>());
        Assert.Equal(DType.Int64, Key.Of(1).Categorical(From([1, 2, 3])).DType);
    }
}
