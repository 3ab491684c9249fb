using System.Runtime.Intrinsics;
using Nabla.Execution.Kernels;
using Nabla.Rules;
using Nabla.Tests.Rules;

namespace Nabla.Tests.Execution.Kernels;

/// <summary>What holds for every kernel of the table, so that a new one is tested by existing.</summary>
public class ElementwiseKernelTests
{
    public static TheoryData<string> Names => [.. ElementwiseKernels.All.Select(k => k.Name)];

    [Fact]
    public void Names_are_unique() =>
        Assert.Equal(ElementwiseKernels.All.Count, ElementwiseKernels.All.Select(k => k.Name).Distinct().Count());

    [Fact]
    public void Every_row_has_a_kernel() =>
        Assert.Equal(Elementwise.All.Select(r => r.Name).Order(), ElementwiseKernels.All.Select(k => k.Name).Order());

    [Theory, MemberData(nameof(Names))]
    public void All_widths_give_the_same_bits(string name)
    {
        var kernel = ElementwiseKernels.Find(name);
        var x = Points.Arguments(kernel.Arity);
        var expected = Points.Apply(kernel, x, 1);
        foreach (var width in new[] { 2, 4, 8 })
        {
            var actual = Points.Apply(kernel, x, width);
            for (var i = 0; i < expected.Length; i++)
                Points.Same(expected[i], actual[i], () => $"{name}({Points.At(x, i)}) at width {width}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Any_length_and_offset_is_computed_and_nothing_beyond_is_touched(string name)
    {
        var kernel = ElementwiseKernels.Find(name);
        var x = Points.Arguments(kernel.Arity);
        var expected = Points.Apply(kernel, x, 1);
        foreach (var width in new[] { 1, 2, 4, 8 })
        for (var length = 0; length <= 70; length++)
        {
            var offset = length % 9 + 40;
            var y = new double[length + 2];
            Array.Fill(y, 12345);
            Points.Apply(kernel, [.. x.Select(a => a.AsMemory(offset, length))], y.AsSpan(1, length), width);
            Assert.Equal(12345, y[0]);
            Assert.Equal(12345, y[^1]);
            for (var i = 0; i < length; i++)
                Points.Same(expected[offset + i], y[i + 1], () => $"{name}, length {length}, element {i}, width {width}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_output_may_be_an_input(string name)
    {
        var kernel = ElementwiseKernels.Find(name);
        foreach (var shared in Enumerable.Range(0, kernel.Arity))
        for (var length = 1; length <= 40; length++)
        {
            var x = Points.Arguments(kernel.Arity).Select(a => a[100..(100 + length)]).ToArray();
            var expected = Points.Apply(kernel, x, 1);
            Points.Apply(kernel, [.. x.Select(a => a.AsMemory())], x[shared], ElementwiseKernel.PreferredWidth);
            for (var i = 0; i < length; i++)
                Points.Same(expected[i], x[shared][i], () => $"{name}, length {length}, element {i}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Lengths_must_agree_and_the_arity_must_be_right(string name)
    {
        var kernel = ElementwiseKernels.Find(name);
        var inputs = Enumerable.Repeat(new double[5].AsMemory(), kernel.Arity).ToArray();
        Assert.Throws<ArgumentException>(() => Points.Apply(kernel, inputs, new double[4], 8));
        var others = Enumerable.Repeat(new double[5].AsMemory(), kernel.Arity % 3 + 1).ToArray();
        var error = Assert.Throws<ArgumentException>(() => Points.Apply(kernel, others, new double[5], 8));
        Assert.Contains(name, error.Message);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_row_and_the_kernel_agree(string name)
    {
        var kernel = ElementwiseKernels.Find(name);
        var row = Elementwise.All.Single(r => r.Name == name);
        Assert.True(row.Accepts(kernel.Arity));
        var x = Points.Arguments(kernel.Arity);
        var actual = Points.Apply(kernel, x, ElementwiseKernel.PreferredWidth);
        var tolerance = kernel.Ulps + row.ValueAccuracy.Ulps;
        for (var i = 0; i < actual.Length; i++)
        {
            var expected = row.Evaluate([.. x.Select(a => a[i])]);
            if (kernel.Ulps == 0.5) Points.Same(expected, actual[i], () => $"{name}({Points.At(x, i)})");
            else
                Points.Close(
                    expected, actual[i], tolerance, row.ValueAccuracy.Absolute, () => $"{name}({Points.At(x, i)})");
        }
    }

    public static TheoryData<string> NamesWithTrueValues =>
        [.. Elementwise.All.Where(Fixture.Exists).Select(row => row.Name)];

    [Theory, MemberData(nameof(NamesWithTrueValues))]
    public void True_values_are_met_within_the_stated_ulps(string name)
    {
        var kernel = ElementwiseKernels.Find(name);
        var row = Elementwise.All.Single(r => r.Name == name);
        var lines = Fixture.Of(row).Lines;
        double[] Argument(int a) => [.. lines.Select(line => line.Arguments[a])];
        var x = Enumerable.Range(0, kernel.Arity).Select(Argument).ToArray();
        var y = Points.Apply(kernel, x, ElementwiseKernel.PreferredWidth);
        for (var i = 0; i < y.Length; i++)
        {
            var expected = lines[i].Value;
            if (y[i] == expected.Hi || (double.IsNaN(expected.Hi) && double.IsNaN(y[i]))) continue;
            if (expected.UlpsTo(y[i]) <= kernel.Ulps) continue;
            if (Math.Abs(y[i] - expected.Hi - expected.Lo) <= row.ValueAccuracy.Absolute) continue;
            Assert.Fail(FormattableString.Invariant(
                $"{name}({Points.At(x, i)}) = {y[i]:R}: expected {expected.Hi:R}, {expected.UlpsTo(y[i]):F2} ulp away"));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Methods_for_emitted_code_are_the_kernel(string name)
    {
        var kernel = ElementwiseKernels.Find(name);
        var x = Points.Arguments(kernel.Arity).Select(a => a[48..56]).ToArray();
        var expected = Points.Apply(kernel, x, 1);
        foreach (var width in new[] { 1, 2, 4, 8 })
        foreach (var method in new[] { kernel.Method(width), kernel.Called(width) })
        {
            Assert.True(method.IsStatic);
            Assert.Equal(kernel.Arity, method.GetParameters().Length);
            var result = method.Invoke(null, [.. x.Select(a => Lanes(a, width))])!;
            Assert.Equal(method.ReturnType, result.GetType());
            for (var i = 0; i < width; i++)
                Points.Same(expected[i], Lane(result, i), () => $"{name}({Points.At(x, i)}) at width {width}");
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => kernel.Method(3));
    }

    static object Lanes(double[] x, int width) => width switch
    {
        1 => x[0],
        2 => Vector128.Create(x),
        4 => Vector256.Create(x),
        _ => Vector512.Create(x),
    };

    static double Lane(object result, int i) => result switch
    {
        double y => y,
        Vector128<double> y => y[i],
        Vector256<double> y => y[i],
        _ => ((Vector512<double>)result)[i],
    };
}
