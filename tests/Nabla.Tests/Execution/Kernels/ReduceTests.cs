using System.Numerics;
using Nabla.Execution.Kernels;
using Nabla.Tensors;

namespace Nabla.Tests.Execution.Kernels;

public class SingleReduceTests : ReduceTests<float>;

public class DoubleReduceTests : ReduceTests<double>;

/// <summary>Folds over axes against the tensor interpreter.</summary>
[Collection(nameof(Alone))]
public abstract unsafe class ReduceTests<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    static readonly nint[][] s_shapes =
    [
        [0], [1], [7], [15], [16], [17], [63], [64], [65], [127], [4095], [4096], [4097], [10007], [3, 5], [1, 300], [300, 1], [130, 67],
        [257, 3], [2, 129, 33], [5, 0, 3], [0, 4], [3, 1, 4, 1, 5], [2, 3, 4, 5], [3, 9001], [9001, 3], [300, 400],
    ];

    public static TheoryData<int> Shapes => [.. Enumerable.Range(0, s_shapes.Length)];

    [Theory, MemberData(nameof(Shapes))]
    public void Sums_and_extrema_over_any_axes_agree_with_the_interpreter(int number)
    {
        var shape = s_shapes[number];
        var x = Numbers.Uniform<T>(shape.Aggregate((nint)1, (a, b) => a * b), 1);
        var tensor = Tensor.From(Everywhere.Doubles(x), Shape.Of(shape));
        for (var mask = 0; mask < 1 << shape.Length; mask++)
        {
            bool[] folded = [.. Enumerable.Range(0, shape.Length).Select(axis => (mask >> axis & 1) != 0)];
            int[] axes = [.. Enumerable.Range(0, shape.Length).Where(axis => folded[axis])];
            if (axes.Length == 0) continue;
            var what = $"[{string.Join(", ", shape)}] over ({string.Join(", ", axes)})";
            var length = axes.Aggregate((nint)1, (n, axis) => n * shape[axis]);
            var kept = shape.Where((_, axis) => !folded[axis]).Aggregate((nint)1, (a, b) => a * b);
            var y = Everywhere.Run([x], [kept, kept, kept], (from, to, width) =>
            {
                Reduce.Fold<T, SumFold<T>>(from[0], shape, folded, to[0], width);
                Reduce.Fold<T, MaxFold<T>>(from[0], shape, folded, to[1], width);
                Reduce.Fold<T, MinFold<T>>(from[0], shape, folded, to[2], width);
            });
            Everywhere.Close(Tensor.Sum(tensor, axes).ToArray<double>(), y[0], 4 + Everywhere.OfPlainSum<T>(length), Math.Sqrt(length), what);
            if (length == 0)
            {
                Assert.All(y[1], e => Assert.Equal(T.NegativeInfinity, e));
                Assert.All(y[2], e => Assert.Equal(T.PositiveInfinity, e));
                continue;
            }

            Assert.Equal(Tensor.Max(tensor, axes).ToArray<double>(), Everywhere.Doubles(y[1]));
            Assert.Equal(Tensor.Min(tensor, axes).ToArray<double>(), Everywhere.Doubles(y[2]));
        }
    }

    [Fact]
    public void A_view_is_folded_as_its_elements_in_order()
    {
        // x[i, j, k] of a transposed part of a larger array, by every second element.
        var x = Numbers.Uniform<T>(7 * 11 * 13, 2);
        nint[] lengths = [13, 5, 11], strides = [1, 2 * 11 * 13 / 2, 13];
        strides[1] = 11 * 13;
        foreach (var folded in (bool[][])[[true, false, false], [false, true, true], [false, false, true], [true, true, true]])
        {
            var ordered = new T[13 * 5 * 11];
            for (var i = 0; i < ordered.Length; i++) ordered[i] = x[i / 55 + i / 11 % 5 * 143 + i % 11 * 13];
            var kept = lengths.Where((_, a) => !folded[a]).Aggregate((nint)1, (a, b) => a * b);
            var expected = Everywhere.Run([ordered], [kept], (from, to, width) => Reduce.Fold<T, SumFold<T>>(from[0], lengths, folded, to[0], width));
            var actual = Everywhere.Run([x], [kept], (from, to, width) => Reduce.Fold<T, SumFold<T>>(from[0], lengths, strides, folded, to[0], width));
            Assert.Equal(expected[0], actual[0]);
        }
    }

    [Theory, InlineData(5, 1), InlineData(100, 1), InlineData(5000, 1), InlineData(5, 70), InlineData(300, 70)]
    public void NaN_wins_infinities_count_and_the_first_of_equals_is_found(int length, int inner)
    {
        var x = Numbers.Uniform<T>(length * inner, 3);
        x[(length / 2) * inner] = T.NaN;
        if (inner > 1)
        {
            x[(length / 3) * inner + 1] = x[(length - 1) * inner + 1] = T.CreateTruncating(7);
            x[2] = T.PositiveInfinity;
            x[(length - 1) * inner + 2] = T.NegativeInfinity;
        }

        var y = Everywhere.Run([x], [inner, inner, inner], (from, to, width) =>
        {
            Reduce.Fold<T, MaxFold<T>>(from[0], 1, length, inner, to[0], width);
            Reduce.Fold<T, SumFold<T>>(from[0], 1, length, inner, to[1], width);
            var places = stackalloc long[inner];
            ArgExtremum.Find<T, MaxFold<T>>(from[0], 1, length, inner, places, to[0], width);
            for (var i = 0; i < inner; i++) to[2][i] = T.CreateTruncating(places[i]);
        });
        Assert.True(T.IsNaN(y[0][0]) && T.IsNaN(y[1][0]));
        var tensor = Tensor.From(Everywhere.Doubles(x), [length, inner]);
        Assert.Equal(Tensor.ArgMax(tensor, 0).ToArray<long>().Select(i => (double)i), Everywhere.Doubles(y[2]));
        Assert.Equal(Tensor.Max(tensor, [0]).ToArray<double>(), Everywhere.Doubles(y[0]));
        if (inner > 1) Assert.True(T.IsNaN(y[1][2]));
    }

    [Theory, InlineData(1, 1, 1), InlineData(3, 50, 1), InlineData(2, 5000, 1), InlineData(1, 40, 70), InlineData(3, 300, 9), InlineData(2, 0, 3), InlineData(700, 500, 1)]
    public void Cotangents_of_folds_agree_with_the_interpreter(int outer, int length, int inner)
    {
        // Rounded to tenths, so that some elements are equal.
        T[] x = [.. Numbers.Uniform<T>(outer * length * inner, 4).Select(e => T.Round(e * T.CreateTruncating(10)))];
        var bar = Numbers.Uniform<T>(outer * inner, 5);
        var y = Everywhere.Run([x, bar], [x.Length, x.Length, outer * inner], (from, to, width) =>
        {
            Reduce.Fold<T, MaxFold<T>>(from[0], outer, length, inner, to[2], width);
            ReduceBackward.Sum(from[1], outer, length, inner, T.CreateTruncating(0.5), to[0], width);
            ReduceBackward.Extremum(from[0], to[2], from[1], outer, length, inner, to[1], width);
        });
        if (length == 0) return;
        var tensor = Tensor.From(Everywhere.Doubles(x), [outer, length, inner]);
        var yBar = Tensor.From(Everywhere.Doubles(bar), [outer, inner]);
        Everywhere.Close(Differentiate.Grad(t => Tensor.Sum(Tensor.Sum(t, [1]) * yBar * 0.5))(tensor).ToArray<double>(), y[0], 1, 0, "sum");
        Everywhere.Close(Differentiate.Grad(t => Tensor.Sum(Tensor.Max(t, [1]) * yBar))(tensor).ToArray<double>(), y[1], 2, 0, "max");
    }

    [Fact]
    public void A_long_sum_is_as_good_as_a_tree()
    {
        // One after the other in T, the error of this sum would grow by hundreds of ε.
        var x = Enumerable.Repeat(T.CreateTruncating(0.1), 3_000_001).ToArray();
        var y = Everywhere.Run([x], [1], (from, to, width) => Reduce.Fold<T, SumFold<T>>(from[0], [x.Length], [true], to[0], width));
        Everywhere.Close([x.Length * double.CreateTruncating(x[0])], y[0], 8, 0, "sum");
    }
}
