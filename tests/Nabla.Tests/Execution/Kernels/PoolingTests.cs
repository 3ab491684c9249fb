using Nabla.Execution.Kernels;

namespace Nabla.Tests.Execution.Kernels;

public unsafe class PoolingTests
{
    static readonly PoolingShape[] s_shapes =
    [
        new(3, 6, 8, 2, 2), new(2, 7, 5, 3, 2) { StrideY = 2, StrideX = 1, PadY = 1, PadX = 1 }, new(1, 1, 1, 1, 1), new(2, 3, 3, 4, 4),
        new(40, 30, 30, 3, 3) { StrideY = 2, StrideX = 2, PadY = 1, PadX = 1 },
    ];

    public static TheoryData<int> Shapes => [.. Enumerable.Range(0, s_shapes.Length)];

    [Theory, MemberData(nameof(Shapes))]
    public void Windows_give_their_greatest_and_their_mean_and_take_the_cotangents_back(int shape)
    {
        var s = s_shapes[shape];
        var x = Numbers.Uniform<double>(s.Planes * s.Height * s.Width, 1);
        var yBar = Numbers.Uniform<double>(s.Planes * s.OutHeight * s.OutWidth, 2);
        double[] max = new double[yBar.Length], mean = new double[yBar.Length], maxBar = new double[x.Length], meanBar = new double[x.Length];
        double[] plainMaxBar = new double[x.Length], plainMeanBar = new double[x.Length];
        var places = new int[yBar.Length];
        fixed (double* px = x, pb = yBar, p = max, m = mean, pBar = maxBar, mBar = meanBar)
        fixed (int* at = places)
        {
            Pooling.Max(s, px, p, at);
            Pooling.Mean(s, px, m);
            Pooling.MaxBackward(s, pb, at, pBar);
            Pooling.MeanBackward(s, pb, mBar);
        }

        for (var n = 0; n < yBar.Length; n++)
        {
            var (plane, i, j) = (n / (s.OutHeight * s.OutWidth), n / s.OutWidth % s.OutHeight, n % s.OutWidth);
            var window = (from a in Enumerable.Range(i * s.StrideY - s.PadY, s.WindowHeight)
                          from b in Enumerable.Range(j * s.StrideX - s.PadX, s.WindowWidth)
                          where a >= 0 && a < s.Height && b >= 0 && b < s.Width
                          select (plane * s.Height + a) * s.Width + b).ToArray();
            Assert.Equal(window.Max(w => x[w]), max[n]);
            Assert.Equal(window.Average(w => x[w]), mean[n], 1e-14);
            plainMaxBar[window.MaxBy(w => x[w])] += yBar[n];
            foreach (var w in window) plainMeanBar[w] += yBar[n] / window.Length;
        }

        for (var i = 0; i < x.Length; i++)
        {
            Assert.Equal(plainMaxBar[i], maxBar[i], 1e-14);
            Assert.Equal(plainMeanBar[i], meanBar[i], 1e-14);
        }
    }

    [Fact]
    public void The_first_of_equals_wins_and_nan_before_all()
    {
        float[] x = [1, 1, 2, float.NaN, 5, 7], y = new float[3];
        var places = new int[3];
        fixed (float* px = x, py = y)
        fixed (int* at = places) Pooling.Max(new(1, 1, 6, 1, 2), px, py, at);
        Assert.Equal([1, float.NaN, 7], y);
        Assert.Equal([0, 3, 5], places);
    }

    [Fact]
    public void Padding_wider_than_half_a_window_is_refused() =>
        Assert.Throws<ArgumentException>(() => Pooling.Mean<float>(new(1, 4, 4, 2, 2) { PadX = 2 }, null, null));
}
