using System.Numerics;
using Nabla.Execution.Kernels;
using Nabla.Tensors;
using static Nabla.Differentiate;

namespace Nabla.Tests.Execution.Kernels;

public unsafe class SingleRowTests : RowTests<float>
{
    private protected override void SoftmaxForward(float* x, nint rows, nint columns, float* y, Width width) =>
        Softmax.Forward<float, SingleMath>(x, rows, columns, y, width);

    private protected override void LossForward(
        float* x, int* labels, nint rows, nint columns, float* losses, float* greatest, float* sums, Width width) =>
        CrossEntropy.Forward<float, SingleMath>(x, labels, rows, columns, losses, greatest, sums, width);

    private protected override void LossBackward(
        float* x, int* labels, nint rows, nint columns, float* bars, float* greatest, float* sums, float* xBar, Width width) =>
        CrossEntropy.Backward<float, SingleMath>(x, labels, rows, columns, bars, greatest, sums, xBar, width);
}

public unsafe class DoubleRowTests : RowTests<double>
{
    private protected override void SoftmaxForward(double* x, nint rows, nint columns, double* y, Width width) =>
        Softmax.Forward<double, DoubleMath>(x, rows, columns, y, width);

    private protected override void LossForward(
        double* x, int* labels, nint rows, nint columns, double* losses, double* greatest, double* sums, Width width) =>
        CrossEntropy.Forward<double, DoubleMath>(x, labels, rows, columns, losses, greatest, sums, width);

    private protected override void LossBackward(
        double* x, int* labels, nint rows, nint columns, double* bars, double* greatest, double* sums, double* xBar, Width width) =>
        CrossEntropy.Backward<double, DoubleMath>(x, labels, rows, columns, bars, greatest, sums, xBar, width);
}

/// <summary>Softmax, cross-entropy, normalisations, running sums and orders against the tensor interpreter.</summary>
[Collection(nameof(Alone))]
public abstract unsafe class RowTests<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private protected abstract void SoftmaxForward(T* x, nint rows, nint columns, T* y, Width width);

    private protected abstract void LossForward(
        T* x, int* labels, nint rows, nint columns, T* losses, T* greatest, T* sums, Width width);

    private protected abstract void LossBackward(
        T* x, int* labels, nint rows, nint columns, T* bars, T* greatest, T* sums, T* xBar, Width width);

    public static TheoryData<int, int> Shapes =>
        new() { { 0, 3 }, { 1, 1 }, { 1, 2 }, { 3, 7 }, { 2, 16 }, { 5, 17 }, { 2, 63 }, { 3, 64 }, { 64, 10 }, { 130, 67 }, { 2, 4097 }, { 3, 10007 }, { 400, 257 } };

    static Tensor Matrix(T[] x, int rows, int columns) => Tensor.From(Everywhere.Doubles(x), [rows, columns]);

    static T[] Times(T[] x, double factor) => [.. x.Select(e => e * T.CreateTruncating(factor))];

    [Theory, MemberData(nameof(Shapes))]
    public void Softmax_and_its_cotangent(int rows, int columns)
    {
        var x = Times(Numbers.Uniform<T>(rows * columns, 1), 20);
        var bar = Numbers.Uniform<T>(rows * columns, 2);
        var y = Everywhere.Run([x, bar], [x.Length, x.Length, x.Length], (from, to, width) =>
        {
            SoftmaxForward(from[0], rows, columns, to[0], width);
            Softmax.Backward(to[0], from[1], rows, columns, to[1], width);
            new ReadOnlySpan<T>(from[0], x.Length).CopyTo(new(to[2], x.Length));
            SoftmaxForward(to[2], rows, columns, to[2], width);
        });
        Assert.Equal(y[0], y[2]);
        if (rows == 0) return;
        Tensor tensor = Matrix(x, rows, columns), yBar = Matrix(bar, rows, columns);
        // Half an ε of a difference of up to 40 is 20 of its exponential.
        Everywhere.Close(Tensor.Softmax(tensor).ToArray<double>(), y[0], 26 + Everywhere.OfPlainSum<T>(columns), 0, "softmax");
        Everywhere.Close(Grad(t => Tensor.Sum(Tensor.Softmax(t) * yBar))(tensor).ToArray<double>(), y[1], 12, 1, "cotangent");
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Cross_entropy_and_its_cotangent(int rows, int columns)
    {
        var x = Times(Numbers.Uniform<T>(rows * columns, 3), 20);
        var bar = Numbers.Uniform<T>(rows, 4);
        var random = new Random(5);
        int[] labels = [.. Enumerable.Range(0, rows).Select(_ => random.Next(columns))];
        var y = Everywhere.Run([x, bar], [rows, x.Length, x.Length, rows, rows], (from, to, width) =>
        {
            fixed (int* places = labels)
            {
                LossForward(from[0], places, rows, columns, to[0], to[3], to[4], width);
                LossBackward(from[0], places, rows, columns, from[1], to[3], to[4], to[1], width);
                new ReadOnlySpan<T>(from[0], x.Length).CopyTo(new(to[2], x.Length));
                LossBackward(to[2], places, rows, columns, from[1], to[3], to[4], to[2], width);
            }
        });
        Assert.Equal(y[1], y[2]);
        if (rows == 0) return;
        Tensor tensor = Matrix(x, rows, columns), one = Tensor.OneHot(Tensor.From(labels), columns, DType.Float64);
        Tensor Losses(Tensor t) => -Tensor.Sum(Tensor.LogSoftmax(t) * one, [1]);
        Everywhere.Close(Losses(tensor).ToArray<double>(), y[0], 8, 8, "loss");
        var lossBar = Tensor.From(Everywhere.Doubles(bar));
        Everywhere.Close(Grad(t => Tensor.Sum(Losses(t) * lossBar))(tensor).ToArray<double>(), y[1], 16, 1, "cotangent");
    }

    [Fact]
    public void A_label_that_is_no_column_is_named()
    {
        T[] x = new T[6], losses = new T[6];
        int[] labels = [0, 3];
        var error = Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            fixed (T* p = x, l = losses)
            fixed (int* places = labels) LossForward(p, places, 2, 3, l, l + 2, l + 4, Width.Widest);
        });
        Assert.Contains("row 1", error.Message);
    }

    [Fact]
    public void Rows_of_infinities_and_nan()
    {
        var (inf, nan) = (T.PositiveInfinity, T.NaN);
        T[] x = [-inf, -inf, -inf, T.Zero, -inf, T.One, T.One, nan, T.Zero, inf, T.Zero, T.One];
        var y = Everywhere.Run([x], [12], (from, to, width) => SoftmaxForward(from[0], 4, 3, to[0], width))[0];
        Assert.All(y[..3], e => Assert.True(T.IsNaN(e)));
        Assert.Equal(T.Zero, y[4]);
        Everywhere.Close([1 / (1 + Math.E), 0, Math.E / (1 + Math.E)], y[3..6], 4, 0, "softmax");
        Assert.All(y[6..], e => Assert.True(T.IsNaN(e) || e == T.Zero));
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Layer_and_root_mean_square_norm(int rows, int columns)
    {
        var x = Times(Numbers.Uniform<T>(rows * columns, 6), 3);
        T[] bar = Numbers.Uniform<T>(rows * columns, 7), scale = Numbers.Uniform<T>(columns, 8), shift = Numbers.Uniform<T>(columns, 9);
        const double Epsilon = 0.01;
        foreach (var centered in new[] { true, false })
        {
            var y = Everywhere.Run([x, bar, scale, shift], [x.Length, rows, rows, x.Length, columns, columns], (from, to, width) =>
            {
                var means = centered ? to[1] : null;
                if (!centered) new Span<T>(to[1], rows).Clear();
                LayerNorm.Forward(from[0], rows, columns, from[2], centered ? from[3] : null, Epsilon, to[0], means, to[2], width);
                LayerNorm.Backward(from[0], from[1], rows, columns, from[2], means, to[2], to[3], to[4], to[5], width);
            });
            if (rows == 0)
            {
                Assert.All(y[4].Concat(y[5]), e => Assert.Equal(T.Zero, e));
                continue;
            }

            Tensor tensor = Matrix(x, rows, columns), yBar = Matrix(bar, rows, columns);
            Tensor a = Tensor.From(Everywhere.Doubles(scale)), b = Tensor.From(Everywhere.Doubles(shift));
            Tensor Plain(Tensor t, Tensor factor, Tensor offset)
            {
                var d = centered ? t - Tensor.Mean(t, [1], keepAxes: true) : t;
                var z = d / Tensor.Sqrt(Tensor.Mean(d * d, [1], keepAxes: true) + Epsilon) * factor;
                return centered ? z + offset : z;
            }

            // A row of one element has no deviation: its cotangent is a difference of equals.
            Everywhere.Close(Plain(tensor, a, b).ToArray<double>(), y[0], 40, 1, "norm");
            Everywhere.Close(Grad(t => Tensor.Sum(Plain(t, a, b) * yBar))(tensor).ToArray<double>(), y[3], 100, columns == 1 ? 1e3 : 1, "cotangent of x");
            Everywhere.Close(Grad(t => Tensor.Sum(Plain(tensor, t, b) * yBar))(a).ToArray<double>(), y[4], 100, Math.Sqrt(rows), "cotangent of scale");
            Everywhere.Close(Tensor.Sum(yBar, [0]).ToArray<double>(), y[5], 8, Math.Sqrt(rows), "cotangent of shift");
        }
    }

    [Theory, InlineData(1, 1, 5), InlineData(4, 3, 1), InlineData(3, 5, 49), InlineData(33, 7, 1), InlineData(8, 16, 784), InlineData(2, 3, 5000)]
    public void Batch_norm(int examples, int channels, int places)
    {
        var x = Times(Numbers.Uniform<T>(examples * channels * places, 10), 3);
        T[] bar = Numbers.Uniform<T>(x.Length, 11), scale = Numbers.Uniform<T>(channels, 12), shift = Numbers.Uniform<T>(channels, 13);
        const double Epsilon = 0.01;
        var y = Everywhere.Run([x, bar, scale, shift], [x.Length, channels, channels, x.Length, channels, channels, x.Length], (from, to, width) =>
        {
            BatchNorm.Forward(from[0], examples, channels, places, from[2], from[3], Epsilon, to[0], to[1], to[2], width);
            BatchNorm.Backward(from[0], from[1], examples, channels, places, from[2], Epsilon, to[1], to[2], to[3], to[4], to[5], width);
            BatchNorm.Apply(from[0], examples, channels, places, from[2], from[3], Epsilon, to[6], to[1], to[2], width);
        });
        Assert.Equal(y[0], y[6]);
        Tensor tensor = Tensor.From(Everywhere.Doubles(x), [examples, channels, places]), yBar = Tensor.From(Everywhere.Doubles(bar), [examples, channels, places]);
        Tensor a = Tensor.From(Everywhere.Doubles(scale), [1, channels, 1]), b = Tensor.From(Everywhere.Doubles(shift), [1, channels, 1]);
        Tensor Plain(Tensor t, Tensor factor)
        {
            var d = t - Tensor.Mean(t, [0, 2], keepAxes: true);
            return d / Tensor.Sqrt(Tensor.Mean(d * d, [0, 2], keepAxes: true) + Epsilon) * factor + b;
        }

        var count = Math.Sqrt(examples * places);
        Everywhere.Close(Plain(tensor, a).ToArray<double>(), y[0], 40, 1, "norm");
        Everywhere.Close(Tensor.Mean(tensor, [0, 2]).ToArray<double>(), y[1], 8, 1, "mean");
        Everywhere.Close(Grad(t => Tensor.Sum(Plain(t, a) * yBar))(tensor).ToArray<double>(), y[3], 100, 1, "cotangent of x");
        Everywhere.Close(Grad(t => Tensor.Sum(Plain(tensor, t) * yBar))(a).ToArray<double>(), y[4], 100, count, "cotangent of scale");
        Everywhere.Close(Tensor.Sum(yBar, [0, 2]).ToArray<double>(), y[5], 8 + Everywhere.OfPlainSum<T>(examples * places), count, "cotangent of shift");
    }

    [Theory, InlineData(1, 0, 3), InlineData(3, 1, 1), InlineData(3, 100, 1), InlineData(2, 60, 70), InlineData(300, 500, 1)]
    public void Running_sums(int outer, int length, int inner)
    {
        var x = Numbers.Uniform<T>(outer * length * inner, 14);
        foreach (var backwards in new[] { false, true })
        {
            var y = Everywhere.Run([x], [x.Length, x.Length], (from, to, width) =>
            {
                PrefixSum.Run(from[0], outer, length, inner, backwards, to[0], width);
                new ReadOnlySpan<T>(from[0], x.Length).CopyTo(new(to[1], x.Length));
                PrefixSum.Run(to[1], outer, length, inner, backwards, to[1], width);
            });
            Assert.Equal(y[0], y[1]);
            if (length == 0) continue;
            var expected = Tensor.CumSum(Tensor.From(Everywhere.Doubles(x), [outer, length, inner]), 1, backwards).ToArray<double>();
            Everywhere.Close(expected, y[0], length, Math.Sqrt(length) / 4, "running sum");
        }
    }

    [Theory, InlineData(2, 0), InlineData(3, 1), InlineData(4, 40), InlineData(3, 48), InlineData(3, 49), InlineData(2, 5000), InlineData(200, 300)]
    public void Orders_and_the_first_of_them(int rows, int columns)
    {
        // In steps, so that some are equal, and with both zeros, infinities and NaN.
        T[] x = [.. Numbers.Uniform<T>(rows * columns, 15).Select(e => T.Round(e * T.CreateTruncating(columns)))];
        for (var i = 0; i < x.Length; i += 7) x[i] = (i % 4) switch { 0 => T.NaN, 1 => T.NegativeZero, 2 => T.NegativeInfinity, _ => T.PositiveInfinity };
        var tensor = Matrix(x, rows, columns);
        foreach (var descending in new[] { false, true })
        foreach (var count in new[] { 0, 1, 5, 64, 65, columns }.Where(c => c <= columns).Distinct())
        {
            var places = new long[rows * count];
            var y = Everywhere.Run([x], [rows * count], (from, to, width) =>
            {
                fixed (long* p = places) Sorting.Top(from[0], rows, columns, count, descending, p, to[0]);
            });
            if (places.Length == 0) continue;
            var expected = Tensor.ArgSort(tensor, 1, descending).ToArray<long>().Chunk(columns).SelectMany(row => row.Take(count)).ToArray();
            Assert.Equal(expected, places);
            for (var i = 0; i < places.Length; i++) Points<double>.Same(double.CreateTruncating(x[i / count * columns + places[i]]), double.CreateTruncating(y[0][i]), () => $"element {i}");
        }
    }
}
