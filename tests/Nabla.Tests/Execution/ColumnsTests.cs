using Nabla.Execution;
using Nabla.Execution.Kernels;
using Nabla.Rules;
using Nabla.Symbolics;
using static Nabla.Symbolics.Expr;

namespace Nabla.Tests.Execution;

public class ColumnsTests
{
    static readonly ExecutionOptions s_strict = new() { Strict = true };
    static readonly ExecutionOptions s_chunked = new() { Emission = Emission.Never };

    public static TheoryData<string> RowsWithKernels => [.. Elementwise.All.Select(row => row.Name).Where(ElementwiseKernels.Has)];

    [Theory]
    [MemberData(nameof(RowsWithKernels))]
    public void Batches_of_every_row_stay_within_their_kernels_errors(string name)
    {
        var row = Elementwise.All.Single(r => r.Name == name);
        var n = row.Arity < 0 ? 2 : row.Arity;
        var f = Apply(row, [.. RandomFormulas.Variables.Take(n).Select(Symbol)]);
        var compiled = CompiledFormula.Compile(f, [.. RandomFormulas.Variables.Take(n)]);
        // The scalar function may itself be off by what its row promises.
        var ulps = ElementwiseKernels.Find(name).Ulps + (ElementwiseKernels.Find(name).Ulps == 0 ? 0 : row.ValueAccuracy.Ulps);
        var columns = Sampled(row, n, 70);
        for (var count = 0; count <= 70; count++)
        {
            double[] some = [.. Enumerable.Range(0, n).SelectMany(k => columns[k].Take(count))], results = new double[count];
            compiled.Batch(some, results);
            for (var i = 0; i < count; i++)
            {
                var expected = compiled.Value([.. columns.Select(column => column[i])]);
                var bound = ulps * (Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected)) + row.ValueAccuracy.Absolute;
                Assert.True(
                    Bits.Same(expected, results[i]) || Math.Abs(expected - results[i]) <= bound,
                    $"{name} of point {i} of {count}: {results[i]:R}, not {expected:R}");
            }
        }
    }

    [Fact]
    public void Strict_batches_give_the_bits_of_single_evaluations()
    {
        var random = new RandomFormulas(7);
        for (var k = 0; k < 20; k++)
        {
            var f = CompiledFormula.Compile(random.Next(3 + k), RandomFormulas.Variables, s_strict);
            double[][] points = [.. Enumerable.Range(0, 37).Select(_ => random.Point())];
            double[] values = new double[37], gradients = new double[3 * 37], gradient = new double[3];
            f.BatchValueAndGradient(Columns(points), values, gradients);
            for (var i = 0; i < points.Length; i++)
            {
                Bits.AssertSame([f.ValueAndGradient(points[i], gradient)], [values[i]], $"value {i}");
                Bits.AssertSame(gradient, [gradients[i], gradients[37 + i], gradients[74 + i]], $"gradient {i}");
            }
        }
    }

    [Fact]
    public void Emitted_and_chunked_batches_give_the_same_bits()
    {
        Expr x = Symbol("x"), y = Symbol("y");
        Expr[] formulas = [Exp(-Pow(x, 2)) * Sin(3 * y) + x / y, Expr.Where(Apply(Elementwise.Less, x, y), Ln(x), Tanh(y)), 7, x];
        var random = new Random(5);
        double[] columns = [.. Enumerable.Range(0, 2 * 1003).Select(_ => 6 * random.NextDouble() - 3)];
        foreach (var f in formulas)
        {
            double[] emitted = new double[1003], chunked = new double[1003];
            CompiledFormula.Compile(f, ["x", "y"]).Batch(columns, emitted);
            CompiledFormula.Compile(f, ["x", "y"], s_chunked).Batch(columns, chunked);
            Bits.AssertSame(emitted, chunked, f.ToString()!);
        }
    }

    [Fact]
    public void Columns_may_lie_in_memory_of_their_own()
    {
        Expr x = Symbol("x"), y = Symbol("y");
        var f = CompiledFormula.Compile(x * y + x, ["x", "y"]);
        double[] a = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], b = [.. a.Select(v => v + 0.5)], apart = new double[11], together = new double[11];
        f.Batch([a, b], apart);
        f.Batch([.. a, .. b], together);
        Assert.Equal([.. a.Zip(b, (p, q) => p * q + p)], apart);
        Assert.Equal(apart, together);
    }

    [Fact]
    public void Short_columns_are_refused()
    {
        var f = CompiledFormula.Compile(Symbol("x") * Symbol("y"), ["x", "y"]);
        Assert.Throws<ArgumentException>(() => f.Batch(new double[5], new double[3]));
        Assert.Throws<ArgumentException>(() => f.Batch([new double[3], new double[2]], new double[3]));
        Assert.Throws<ArgumentException>(() => f.Batch([new double[3]], new double[3]));
        Assert.Throws<ArgumentException>(() => f.BatchValueAndGradient(new double[6], new double[3], new double[5]));
    }

    static double[] Columns(double[][] points) => [.. Enumerable.Range(0, 3).SelectMany(k => points.Select(p => p[k]))];

    static double[][] Sampled(ScalarRule row, int n, int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, n).Select(k => Enumerable.Range(0, count).Select(i => i % 5 == 4
            ? RandomFormulas.Edges[random.Next(RandomFormulas.Edges.Length)]
            : row.Sampled[k].Low + (row.Sampled[k].High - row.Sampled[k].Low) * random.NextDouble()).ToArray())];
    }
}
