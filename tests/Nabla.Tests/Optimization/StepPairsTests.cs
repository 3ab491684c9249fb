using Nabla.Optimization.Dense;

namespace Nabla.Tests.Optimization;

/// <summary>L-BFGS's metric from inner products against the two-loop recursion on vectors (Nocedal and Wright 2006, algorithm 7.4).</summary>
public sealed class StepPairsTests
{
    // More steps than the memory holds, lengths that are no multiple of a vector's, and one beyond a block.
    [Theory]
    [InlineData(1, 1, 3), InlineData(3, 2, 5), InlineData(17, 5, 9), InlineData(64, 7, 20), InlineData(101, 10, 13), InlineData(8203, 12, 14)]
    public void Directions_are_those_of_the_two_loops(int n, int memory, int steps)
    {
        var random = new Random(n);
        double[] Vector() => [.. Enumerable.Range(0, n).Select(_ => random.NextDouble() - 0.5)];
        var bends = Enumerable.Range(0, n).Select(_ => 1 + 9 * random.NextDouble()).ToArray();
        var pairs = new StepPairs(n, memory);
        var kept = new List<(double[] S, double[] Y)>();
        double[] g = Vector(), d = new double[n];
        for (var k = 0; k < steps; k++)
        {
            AssertDirection(kept, g, pairs.Direction(g, d), d);
            var step = 0.25 + random.NextDouble();
            var s = Vector();
            s.CopyTo(pairs.Next);
            // The gradient of a quadratic function, Σ bendᵢ·xᵢ²/2.
            double[] after = [.. g.Select((gi, i) => gi + step * bends[i] * s[i])];
            pairs.Add(step, g, after);
            kept.Add(([.. s.Select(si => step * si)], [.. after.Zip(g, (a, b) => a - b)]));
            if (kept.Count > memory) kept.RemoveAt(0);
            g = after;
            var other = Vector();
            AssertDirection(kept, other, pairs.DirectionOf(other, d), d);
        }

        Assert.Equal(Math.Min(memory, steps), pairs.Count);
    }

    [Fact]
    public void A_pair_without_curvature_is_not_kept_and_those_before_stay()
    {
        var pairs = new StepPairs(2, 3);
        double[] g = [1, 2], d = new double[2];
        pairs.Direction(g, d);
        Add(pairs, [1, 0], g, [3, 2.5]);
        Add(pairs, [0, 1], [3, 2.5], [3, 2]);
        Assert.Equal(1, pairs.Count);
        AssertDirection([([1, 0], [2, 0.5])], [3, 2], pairs.Direction([3, 2], d), d);
    }

    static void Add(StepPairs pairs, double[] step, double[] before, double[] after)
    {
        step.CopyTo(pairs.Next);
        pairs.Add(1, before, after);
    }

    static void AssertDirection(List<(double[] S, double[] Y)> pairs, double[] g, double slope, double[] d)
    {
        var expected = TwoLoops(pairs, g);
        var length = Math.Sqrt(Dot(expected, expected));
        Assert.InRange(expected.Zip(d, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-12 * length);
        Assert.Equal(Dot(expected, g), slope, 1e-11 * length * Math.Sqrt(Dot(g, g)));
    }

    static double[] TwoLoops(List<(double[] S, double[] Y)> pairs, double[] g)
    {
        double[] q = [.. g.Select(gi => -gi)], alpha = new double[pairs.Count];
        for (var k = pairs.Count - 1; k >= 0; k--)
        {
            alpha[k] = Dot(pairs[k].S, q) / Dot(pairs[k].S, pairs[k].Y);
            q = [.. q.Zip(pairs[k].Y, (qi, yi) => qi - alpha[k] * yi)];
        }

        var gamma = pairs.Count == 0 ? 1 : Dot(pairs[^1].S, pairs[^1].Y) / Dot(pairs[^1].Y, pairs[^1].Y);
        q = [.. q.Select(qi => gamma * qi)];
        for (var k = 0; k < pairs.Count; k++)
        {
            var beta = Dot(pairs[k].Y, q) / Dot(pairs[k].S, pairs[k].Y);
            q = [.. q.Zip(pairs[k].S, (qi, si) => qi + si * (alpha[k] - beta))];
        }

        return q;
    }

    static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();
}
