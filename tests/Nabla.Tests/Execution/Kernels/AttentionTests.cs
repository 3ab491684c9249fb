using Nabla.Execution.Kernels;

namespace Nabla.Tests.Execution.Kernels;

/// <summary>Attention against the softmax written out, its gradients against those of the same.</summary>
[Collection(nameof(Alone))]
public unsafe class AttentionTests
{
    public static TheoryData<int, int> Shapes => [.. Enumerable.Range(0, s_shapes.Length).SelectMany(shape => new[] { (shape, 128), (shape, 256), (shape, 512) })];

    static readonly AttentionShape[] s_shapes =
    [
        new(2, 5, 7, 3, 4) { Scale = 0.7 },
        new(3, 64, 64, 16, 16) { Scale = 0.25, Causal = true },
        new(1, 130, 201, 8, 5) { Scale = 2 },
        new(2, 67, 150, 4, 4) { Scale = 0.5, Causal = true },
        new(1, 9, 4, 3, 3) { Causal = true },
        new(1, 300, 270, 24, 40) { Scale = 0.3, Causal = true },
        new(1, 140, 133, 32, 64) { Scale = 0.2 },
        new(2, 3, 4, 0, 2),
        new(1, 1, 1, 1, 1),
        new(0, 3, 3, 2, 2),
        new(1, 3, 0, 2, 2),
        new(1, 0, 3, 2, 2),
    ];

    [Theory, MemberData(nameof(Shapes))]
    public void It_agrees_with_the_softmax_written_out(int shape, int width)
    {
        var s = s_shapes[shape];
        double[] q = Numbers.Uniform<double>(s.Heads * s.Queries * s.Depth, 1), k = Numbers.Uniform<double>(s.Heads * s.Keys * s.Depth, 2);
        double[] v = Numbers.Uniform<double>(s.Heads * s.Keys * s.ValueDepth, 3), bar = Numbers.Uniform<double>(s.Heads * s.Queries * s.ValueDepth, 4);
        var plain = Plain(s, q, k, v, bar);
        Close(plain, Blocked(s, q, k, v, bar, width), 1e-12);
        var single = Blocked(s, ToSingle(q), ToSingle(k), ToSingle(v), ToSingle(bar), width);
        Close(plain, [.. single.Select(a => a.Select(e => (double)e).ToArray())], 2e-4);
    }

    static float[] ToSingle(double[] x) => [.. x.Select(e => (float)e)];

    static void Close(double[][] expected, double[][] actual, double tolerance)
    {
        for (var a = 0; a < expected.Length; a++)
        for (var i = 0; i < expected[a].Length; i++)
        {
            if (expected[a][i] == actual[a][i]) continue;
            var difference = Math.Abs(expected[a][i] - actual[a][i]);
            Assert.True(difference <= tolerance * (1 + Math.Abs(expected[a][i])), $"Array {a}, element {i} is off by {difference}.");
        }
    }

    static T[][] Blocked<T>(AttentionShape s, T[] q, T[] k, T[] v, T[] bar, int width = 0) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        T[] output = new T[bar.Length], logSums = new T[s.Heads * s.Queries];
        T[] qBar = new T[q.Length], kBar = new T[k.Length], vBar = new T[v.Length];
        fixed (T* pq = q, pk = k, pv = v, po = output, pl = logSums, pb = bar, pqb = qBar, pkb = kBar, pvb = vBar)
        {
            Attention.Forward(s, pq, pk, pv, po, pl, width);
            Attention.Backward(s, pq, pk, pv, po, pl, pb, pqb, pkb, pvb, width);
        }

        return [output, logSums, qBar, kBar, vBar];
    }

    static double[][] Plain(AttentionShape s, double[] q, double[] k, double[] v, double[] bar)
    {
        double[] output = new double[bar.Length], logSums = new double[s.Heads * s.Queries];
        double[] qBar = new double[q.Length], kBar = new double[k.Length], vBar = new double[v.Length];
        for (var h = 0; h < s.Heads; h++)
        for (var i = 0; i < s.Queries; i++)
        {
            var seen = s.Causal ? Math.Clamp(i + 1 + s.Keys - s.Queries, 0, s.Keys) : s.Keys;
            int query = (h * s.Queries + i) * s.Depth, row = (h * s.Queries + i) * s.ValueDepth;
            var scores = new double[seen];
            for (var j = 0; j < seen; j++)
            for (var d = 0; d < s.Depth; d++) scores[j] += s.Scale * q[query + d] * k[(h * s.Keys + j) * s.Depth + d];
            var sum = scores.Sum(Math.Exp);
            logSums[h * s.Queries + i] = Math.Log(sum);
            var weights = scores.Select(e => Math.Exp(e) / sum).ToArray();
            var weightBars = new double[seen];
            for (var j = 0; j < seen; j++)
            for (var d = 0; d < s.ValueDepth; d++)
            {
                var value = (h * s.Keys + j) * s.ValueDepth + d;
                output[row + d] += weights[j] * v[value];
                vBar[value] += weights[j] * bar[row + d];
                weightBars[j] += bar[row + d] * v[value];
            }

            var dot = weights.Zip(weightBars, (w, b) => w * b).Sum();
            for (var j = 0; j < seen; j++)
            for (var d = 0; d < s.Depth; d++)
            {
                var scoreBar = weights[j] * (weightBars[j] - dot) * s.Scale;
                qBar[query + d] += scoreBar * k[(h * s.Keys + j) * s.Depth + d];
                kBar[(h * s.Keys + j) * s.Depth + d] += scoreBar * q[query + d];
            }
        }

        return [output, logSums, qBar, kBar, vBar];
    }

    [Fact]
    public void Large_scores_do_not_overflow_and_threads_change_no_bit()
    {
        var s = new AttentionShape(4, 200, 200, 32, 32) { Scale = 400 };
        float[] Make(int seed) => Numbers.Uniform<float>(4 * 200 * 32, seed);
        var (q, k, v, bar) = (Make(1), Make(2), Make(3), Make(4));
        var before = Threads.Count;
        try
        {
            Threads.Count = 1;
            var alone = Blocked(s, q, k, v, bar);
            Assert.All(alone, a => Assert.All(a, e => Assert.True(float.IsFinite(e))));
            Threads.Count = 3;
            Assert.Equal(alone, Blocked(s, q, k, v, bar));
        }
        finally
        {
            Threads.Count = before;
        }
    }
}
