using Nabla.Randomness;
using Nabla.Rules;

namespace Nabla.Tests.Randomness;

/// <summary>Fixed seeds: each threshold is passed by a right generator with probability 0.999 or more, and these did.</summary>
public class SamplesTests
{
    const int N = 200_000;

    static readonly KeyWords s_key = new(20261125);

    [Fact]
    public void Pieces_drawn_apart_are_the_whole()
    {
        var whole = new uint[2000];
        Samples.Bits(s_key, 0, whole);
        foreach (var (first, length) in ((int, int)[])[(0, 1), (1, 1), (1, 2), (3, 1000), (512, 513), (1999, 1)])
        {
            var part = new uint[length];
            Samples.Bits(s_key, first, part);
            Assert.Equal(whole[first..(first + length)], part);
        }
    }

    [Fact]
    public void Bits_have_fixed_values_for_ever()
    {
        var words = new uint[4];
        Samples.Bits(new(0), 0, words);
        Assert.Equal((0x6b200159u, 0x99ba4efeu), (words[0], words[1]));
        var z = new double[2];
        Samples.Normal(new(0), 0, z);
        Assert.Equal(NormalQuantile.Of(((0x99ba4efe6b200159ul >> 12) + 0.5) * Math.Pow(2, -52)), z[0]);
    }

    [Fact]
    public void Uniform_numbers_fill_the_unit_interval_evenly()
    {
        var (single, twice) = (new float[N], new double[N]);
        Samples.Uniform(s_key, 0, single);
        Samples.Uniform(s_key, 0, twice);
        Assert.All(twice, u => Assert.InRange(u, 0, 1 - Math.Pow(2, -53)));
        Assert.InRange(single.Max(), 0.9999f, 1 - MathF.Pow(2, -24));
        Follows(u => u, single.Select(u => (double)u));
        Follows(u => u, twice);
    }

    [Fact]
    public void Normal_numbers_follow_the_normal_distribution_to_its_fourth_moment()
    {
        var (single, twice) = (new float[N], new double[N]);
        Samples.Normal(s_key, 0, single);
        Samples.Normal(s_key.Child(0), 0, twice);
        foreach (var z in (double[][])[twice, [.. single.Select(z => (double)z)]])
        {
            Follows(Phi, z);
            Assert.InRange(z.Average(), -3.3 / Math.Sqrt(N), 3.3 / Math.Sqrt(N));
            Assert.InRange(z.Average(x => x * x), 1 - 3.3 * Math.Sqrt(2.0 / N), 1 + 3.3 * Math.Sqrt(2.0 / N));
            Assert.InRange(z.Average(x => x * x * x * x), 3 - 3.3 * Math.Sqrt(96.0 / N), 3 + 3.3 * Math.Sqrt(96.0 / N));
        }
    }

    [Fact]
    public void The_normal_quantile_inverts_the_distribution_function()
    {
        for (var e = -52; e <= -1; e++)
        {
            foreach (var m in (double[])[1, 1.1, 1.37, 1.9])
            {
                var p = m * Math.Pow(2, e);
                if (p >= 1) continue;
                var z = NormalQuantile.Of(p);
                // Near z the relative change of Φ is up to z² times that of z: 6e-16 by the quantile (the worst of 4000
                // points against mpmath is 5.5e-16), 3e-16 by the rounding of z/√2 in Φ.
                var rounding = 6e-16 + 9e-16 * z * z;
                Assert.InRange(Phi(z) / p - 1, -rounding, rounding);
                if (p > 1e-3) Assert.Equal(-z, NormalQuantile.Of(1 - p), 12);
            }
        }

        Assert.Equal(0, NormalQuantile.Of(0.5));
    }

    [Fact]
    public void Logarithms_and_exponentials_need_no_library()
    {
        for (var x = 1e-300; x < 1e300; x *= 1.37)
            Assert.InRange(PortableMath.Log(x) - Math.Log(x), -4e-16 * Math.Max(1, Math.Abs(Math.Log(x))), 4e-16 * Math.Max(1, Math.Abs(Math.Log(x))));
        for (var x = 1e-12; x < 0.3; x *= 1.7)
            Assert.InRange(PortableMath.Log(1 + x) / Math.Log(1 + x) - 1, -5e-16, 5e-16);
        for (var x = -700.0; x < 700; x += 0.713)
            Assert.InRange(PortableMath.Exp(x) / Math.Exp(x) - 1, -5e-16, 5e-16);
    }

    [Fact]
    public void Exponential_numbers_follow_their_distribution() =>
        Follows(t => 1 - Math.Exp(-t), Enumerable.Range(0, N).Select(i => Samples.Exponential(s_key, i)));

    [Fact]
    public void Integers_are_equally_probable()
    {
        var dice = new int[N];
        Samples.Integers(s_key, 0, -3, 4, dice);
        Uniform(dice.GroupBy(d => d).ToDictionary(g => (long)g.Key, g => g.Count()), -3, 4);
        var wide = new long[N];
        Samples.Integers(s_key, 0, -3, 4, wide);
        Uniform(wide.GroupBy(d => d).ToDictionary(g => g.Key, g => g.Count()), -3, 4);
    }

    [Fact]
    public void Integers_of_the_widest_range_fill_it()
    {
        var x = new long[N];
        Samples.Integers(s_key, 0, long.MinValue, long.MaxValue, x);
        Follows(v => v / Math.Pow(2, 64) + 0.5, x.Select(v => (double)v));
        var y = new int[N];
        Samples.Integers(s_key, 0, int.MinValue, int.MaxValue, y);
        Follows(v => v / Math.Pow(2, 32) + 0.5, y.Select(v => (double)v));
        Assert.Contains("[3, 3)", Assert.Throws<ArgumentException>(() => Samples.Integers(s_key, 0, 3, 3, new int[1])).Message);
    }

    [Fact]
    public void Permutations_are_permutations_and_equally_probable()
    {
        var order = new int[1000];
        Samples.Permutation(s_key, order);
        Assert.Equal(Enumerable.Range(0, 1000), order.Order());
        var counts = new Dictionary<long, int>();
        for (var i = 0; i < 24_000; i++)
        {
            var four = new int[4];
            Samples.Permutation(s_key.Child(i), four);
            long code = four[0] * 1000 + four[1] * 100 + four[2] * 10 + four[3];
            counts[code] = counts.GetValueOrDefault(code) + 1;
        }

        Assert.Equal(24, counts.Count);
        // Chi-square with 23 degrees of freedom: 49.7 has probability 0.001.
        Assert.InRange(counts.Values.Sum(c => (c - 1000.0) * (c - 1000.0) / 1000), 0, 49.7);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1.0)]
    [InlineData(2.5)]
    [InlineData(40)]
    public void Gamma_numbers_have_the_moments_of_their_shape(double alpha)
    {
        var x = Enumerable.Range(0, N).Select(i => Rejection.Gamma(s_key, i, alpha)).ToArray();
        Assert.InRange(x.Average(), alpha - 3.3 * Math.Sqrt(alpha / N), alpha + 3.3 * Math.Sqrt(alpha / N));
        // Var (x − α)² = 2α² + 6α.
        var spread = 3.3 * Math.Sqrt((2 * alpha * alpha + 6 * alpha) / N);
        Assert.InRange(x.Average(v => (v - alpha) * (v - alpha)), alpha - spread, alpha + spread);
        if (alpha == 1) Follows(t => 1 - Math.Exp(-t), x);
    }

    [Theory]
    [InlineData(-2, 2)]
    [InlineData(-0.5, 0.7)]
    [InlineData(1, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, -2)]
    [InlineData(3, 3.1)]
    [InlineData(7, 9)]
    [InlineData(-8, -5)]
    public void Truncated_normal_numbers_follow_their_distribution(double low, double high)
    {
        var x = Enumerable.Range(0, 50_000).Select(i => Rejection.TruncatedNormal(s_key, i, low, high)).ToArray();
        Assert.All(x, z => Assert.InRange(z, low, high));
        // Tails are taken on the side where the distribution function is small and exact.
        var sign = low > 0 ? -1 : 1;
        var (from, to) = sign > 0 ? (Phi(low), Phi(high)) : (Phi(-high), Phi(-low));
        Follows(z => (Phi(z) - from) / (to - from), x.Select(z => sign * z));
    }

    [Fact]
    public void Empty_intervals_and_shapes_without_a_distribution_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Rejection.TruncatedNormal(s_key, 0, 1, -1));
        Assert.Throws<ArgumentException>(() => Rejection.TruncatedNormal(s_key, 0, double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rejection.Gamma(s_key, 0, 0));
        Assert.Equal(2, Rejection.TruncatedNormal(s_key, 0, 2, 2));
    }

    [Fact]
    public void Streams_of_split_keys_are_uncorrelated()
    {
        var (x, y, z) = (new double[N], new double[N], new double[N]);
        Samples.Normal(s_key.Child(0), 0, x);
        Samples.Normal(s_key.Child(1), 0, y);
        Samples.Normal(s_key.FoldIn(0), 0, z);
        Assert.InRange(Math.Abs(Correlation(x, y)), 0, 3.3 / Math.Sqrt(N));
        Assert.InRange(Math.Abs(Correlation(x, z)), 0, 3.3 / Math.Sqrt(N));
        Assert.InRange(Math.Abs(Correlation(x[1..], x[..^1])), 0, 3.3 / Math.Sqrt(N));
    }

    static double Correlation(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum() / x.Length;

    static double Phi(double z) => Scalar.Erfc(-z / Math.Sqrt(2)) / 2;

    /// <summary>Kolmogorov and Smirnov: the largest distance is beyond 1.95/√n with probability 0.001.</summary>
    static void Follows(Func<double, double> distribution, IEnumerable<double> sample)
    {
        var x = sample.Order().ToArray();
        var distance = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var p = distribution(x[i]);
            distance = Math.Max(distance, Math.Max((i + 1.0) / x.Length - p, p - (double)i / x.Length));
        }

        Assert.InRange(distance, 0, 1.95 / Math.Sqrt(x.Length));
    }

    static void Uniform(Dictionary<long, int> counts, long low, long high)
    {
        Assert.Equal(Enumerable.Range((int)low, (int)(high - low)).Select(k => (long)k), counts.Keys.Order());
        var expected = (double)N / (high - low);
        // Chi-square with 6 degrees of freedom: 22.5 has probability 0.001.
        Assert.InRange(counts.Values.Sum(c => (c - expected) * (c - expected) / expected), 0, 22.5);
    }
}
