using Nabla.Rules;
using Nabla.Tensors;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Execution;

/// <summary>Vector loops in the type of the elements have the bits of the plain value, rounded once.</summary>
public class ExactRowsTests
{
    static readonly double[] s_edges =
    [
        0, -0.0, 1, -1, 0.1, 1.5, -2.75, 3e38, -3e38, 1e-38, 1e-45, -1e-45, 1e300, 1e-310, 5e-324, 1 / 3.0, 16777217, 9007199254740993,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN, float.MaxValue, float.Epsilon, 1.0000001,
    ];

    public static TheoryData<string> Rows => [.. new[]
    {
        Elementwise.Add, Elementwise.Subtract, Elementwise.Multiply, Elementwise.Divide, Elementwise.Negate, Elementwise.Scaled, Elementwise.Less,
        Elementwise.LessEqual, Elementwise.Greater, Elementwise.GreaterEqual, Elementwise.Equal, Elementwise.NotEqual, Elementwise.Where,
    }.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void An_exact_row_has_the_bits_of_its_plain_value(string name)
    {
        var row = Elementwise.All.Single(r => r.Name == name);
        var random = new Random(1);
        double[] numbers = [.. s_edges, .. Enumerable.Range(0, 400).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue))),
            .. Enumerable.Range(0, 400).Select(_ => (double)BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)))];
        // Every number meets others at every distance, so that each sits in every lane and in the tail.
        for (var shift = 0; shift < numbers.Length; shift += 1 + shift / 4)
        {
            double[] a = numbers, b = [.. numbers[shift..], .. numbers[..shift]];
            Check(row, a, b, (x, y) => Row(row, x, y));
            Check(row, Array.ConvertAll(a, x => (double)(float)x), Array.ConvertAll(b, x => (double)(float)x), (x, y) => Row(row, x.To(DType.Float32), y.To(DType.Float32)));
        }
    }

    // A choice is made by whether the second operand is 0, between the first and the second.
    static Tensor Row(ScalarRule row, Tensor x, Tensor y) => row.Arity switch
    {
        1 => Tensor.Row(row, x),
        2 => Tensor.Row(row, x, y),
        _ => Tensor.Row(row, y, x, y),
    };

    static void Check(ScalarRule row, double[] a, double[] b, Func<Tensor, Tensor, Tensor> f)
    {
        var y = f(From(a), From(b));
        var found = y.To(DType.Float64).ToArray<double>();
        for (var i = 0; i < a.Length; i++)
        {
            var plain = row.Arity switch { 1 => row.Evaluate(a[i]), 2 => row.Evaluate(a[i], b[i]), _ => row.Evaluate(b[i], a[i], b[i]) };
            if (y.DType == DType.Float32) plain = (float)plain;
            Assert.True(double.IsNaN(plain) ? double.IsNaN(found[i]) : BitConverter.DoubleToInt64Bits(plain) == BitConverter.DoubleToInt64Bits(found[i]),
                $"{row.Name}({a[i]:R}, {b[i]:R}) is {found[i]:R}, and plainly {plain:R} as {y.DType.Name}.");
        }
    }

    // Under a level of forward mode the reverse pass has no plain numbers to write over.
    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Cotangents_written_over_have_the_bits_of_new_ones(DType dtype)
    {
        Func<Tensor, Tensor>[] programs =
        [
            x => Sum(((x * x + x) * x - x) * x * x + x * x),
            x => Sum((x + x) * (x + x) - x),
            x => Sum(x * 3 + x * x * 3 + (x + 1) * 0.1 - 2 * x),
            x => Sum(Tanh(x * x + x) * Exp(-x) + Sigmoid(x) * 2 - x),
            x => Sum(x.Reshape([3, 5]) * x.Reshape([5, 3]).T + Sum(x * x) * x.Reshape([3, 5])),
            x => Sum(x) * Sum(x * x) + Max(x, []) * Sum(x),
            x => { var y = x + x; var z = y + y; return Sum(z * y + y * x + z); },
            x => { var y = x * 2; return Sum(y + y) + Sum(y * y); },
        ];
        var at = From([.. Enumerable.Range(0, 15).Select(i => Math.Sin(i) + 0.1)]).To(dtype);
        foreach (var f in programs)
        {
            var plain = Jvp(Grad(f), at, Zeros(at.Shape, dtype)).Value;
            var kept = at.To(DType.Float64).ToArray<double>();
            var written = Grad(f)(at);
            Assert.Equal(plain.To(DType.Float64).ToArray<double>(), written.To(DType.Float64).ToArray<double>());
            Assert.Equal(kept, at.To(DType.Float64).ToArray<double>());
            Assert.Equal(written.To(DType.Float64).ToArray<double>(), Grad(f)(at).To(DType.Float64).ToArray<double>());
        }
    }

    [Fact]
    public void What_a_reverse_pass_is_given_and_gives_is_never_written_over()
    {
        var x = From([1.0, 2, 3]);
        var linear = Vjp(x => x * 2 + x * x + x, x);
        var seed = From([1.0, 10, 100]);
        var first = linear.Pullback(seed);
        var kept = first.ToArray<double>();
        var second = linear.Pullback(seed);
        Assert.Equal([1.0, 10, 100], seed.ToArray<double>());
        Assert.Equal(kept, first.ToArray<double>());
        Assert.Equal(kept, second.ToArray<double>());
        // Both results of x + y are the seed itself.
        var both = Grad((Tensor x, Tensor y) => Sum((x + y) * 3))(x, x);
        Assert.Equal([3.0, 3, 3], both.First.ToArray<double>());
        Assert.Equal([3.0, 3, 3], both.Second.ToArray<double>());
    }
}
