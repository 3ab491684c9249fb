using System.Numerics;
using System.Runtime.Intrinsics;
using Nabla.Execution.Kernels;
using Nabla.Rules;
using Nabla.Tests.Rules;

namespace Nabla.Tests.Execution.Kernels;

public class DoubleKernelTests : ElementwiseKernelTests<double>
{
    private protected override ElementwiseKernel<double> Find(string name) => ElementwiseKernels.Find(name);

    [Fact]
    public void Names_are_unique() =>
        Assert.Equal(ElementwiseKernels.All.Count, ElementwiseKernels.All.Select(k => k.Double.Name).Distinct().Count());

    [Fact]
    public void Every_row_has_a_kernel() =>
        Assert.Equal(Elementwise.All.Select(r => r.Name).Order(), ElementwiseKernels.All.Select(k => k.Double.Name).Order());

    [Theory, MemberData(nameof(NamesWithTrueValues))]
    public void True_values_are_met_within_the_stated_ulps(string name)
    {
        var kernel = ElementwiseKernels.Find(name);
        var row = Elementwise.All.Single(r => r.Name == name);
        var lines = Fixture.Of(row).Lines;
        double[] Argument(int a) => [.. lines.Select(line => line.Arguments[a])];
        var x = Enumerable.Range(0, kernel.Arity).Select(Argument).ToArray();
        var y = Points<double>.Apply(kernel, x, ElementwiseKernel<double>.PreferredWidth);
        for (var i = 0; i < y.Length; i++)
        {
            var expected = lines[i].Value;
            if (y[i] == expected.Hi || (double.IsNaN(expected.Hi) && double.IsNaN(y[i]))) continue;
            if (expected.UlpsTo(y[i]) <= kernel.Ulps) continue;
            if (Math.Abs(y[i] - expected.Hi - expected.Lo) <= row.ValueAccuracy.Absolute) continue;
            Assert.Fail(FormattableString.Invariant(
                $"{name}({Points<double>.At(x, i)}) = {y[i]:R}: expected {expected.Hi:R}, {expected.UlpsTo(y[i]):F2} ulp away"));
        }
    }
}

public class SingleKernelTests : ElementwiseKernelTests<float>
{
    private protected override ElementwiseKernel<float> Find(string name) => ElementwiseKernels.FindSingle(name);

    public static TheoryData<string> NamesWithTrueFloats => [.. Elementwise.All.Where(Fixture.ExistsSingle).Select(row => row.Name)];

    [Theory, MemberData(nameof(NamesWithTrueFloats))]
    public void True_values_are_met_within_the_stated_ulps(string name)
    {
        var kernel = ElementwiseKernels.FindSingle(name);
        var row = Elementwise.All.Single(r => r.Name == name);
        var lines = Fixture.OfSingle(row);
        Assert.NotEmpty(lines);
        float[] Argument(int a) => [.. lines.Select(line => (float)line[a])];
        var x = Enumerable.Range(0, kernel.Arity).Select(Argument).ToArray();
        var y = Points<float>.Apply(kernel, x, ElementwiseKernel<float>.PreferredWidth);
        for (var i = 0; i < y.Length; i++)
            Points<float>.Close(lines[i][^1], y[i] == 0 ? MathF.CopySign(0, (float)lines[i][^1]) : y[i], kernel.Ulps, row.ValueAccuracy.Absolute, () => $"{name}({Points<float>.At(x, i)})");
    }

    /// <summary>Results of 32 MB and more go past the caches where vectors have 256 bits.</summary>
    [Theory]
    [InlineData("exp", 0)]
    [InlineData("exp", 3)]
    [InlineData("sin", 5)]
    [InlineData("relu", 7)]
    public void Results_beyond_the_caches_have_the_same_bits_and_nothing_beyond_is_touched(string name, int offset)
    {
        const int Length = (1 << 23) + 13, Piece = 1000;
        var kernel = ElementwiseKernels.FindSingle(name);
        float[] x = new float[Length], y = new float[Length + 16], piece = new float[Piece];
        for (var i = 0; i < Length; i++) x[i] = i % 4099 * 0.005f - 10;
        Array.Fill(y, -7);
        kernel.Apply(x, y.AsSpan(offset, Length));
        for (var i = 0; i < Length; i += Piece)
        {
            var count = Math.Min(Piece, Length - i);
            kernel.Apply(x.AsSpan(i, count), piece.AsSpan(0, count), ElementwiseKernel<float>.PreferredWidth);
            Assert.True(piece.AsSpan(0, count).SequenceEqual(y.AsSpan(offset + i, count)), $"{name}, from {i}");
        }

        Assert.All(y[..offset], e => Assert.Equal(-7, e));
        Assert.All(y[(offset + Length)..], e => Assert.Equal(-7, e));
    }

    /// <summary>A sample of all floats there are, against the row in double, whose own error is no part of a float's ulp.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Floats_of_all_sizes_are_within_the_stated_ulps(string name)
    {
        var kernel = ElementwiseKernels.FindSingle(name);
        if (kernel.Arity != 1) return;
        var row = Elementwise.All.Single(r => r.Name == name);
        var x = new float[1 << 16];
        for (var i = 0; i < x.Length; i++) x[i] = BitConverter.UInt32BitsToSingle((uint)i * 65537u ^ ((uint)i << 7));
        var y = Points<float>.Apply(kernel, [x], ElementwiseKernel<float>.PreferredWidth);
        for (var i = 0; i < y.Length; i++)
            Points<float>.Close(row.Evaluate([x[i]]), y[i], kernel.Ulps, row.ValueAccuracy.Absolute, () => $"{name}({x[i]:R})");
    }
}

/// <summary>What holds for every kernel of the table, so that a new one is tested by existing.</summary>
public abstract class ElementwiseKernelTests<T> where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
{
    public static TheoryData<string> Names => [.. ElementwiseKernels.All.Select(k => k.Double.Name)];

    private protected abstract ElementwiseKernel<T> Find(string name);

    [Theory, MemberData(nameof(Names))]
    public void All_widths_give_the_same_bits(string name)
    {
        var kernel = Find(name);
        var x = Points<T>.Arguments(kernel.Arity);
        var expected = Points<T>.Apply(kernel, x, 1);
        foreach (var width in Points<T>.Widths)
        {
            var actual = Points<T>.Apply(kernel, x, width);
            for (var i = 0; i < expected.Length; i++)
                Points<T>.Same(expected[i], actual[i], () => $"{name}({Points<T>.At(x, i)}) at width {width}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Any_length_and_offset_is_computed_and_nothing_beyond_is_touched(string name)
    {
        var kernel = Find(name);
        var x = Points<T>.Arguments(kernel.Arity);
        var expected = Points<T>.Apply(kernel, x, 1);
        foreach (var width in Points<T>.Widths)
        for (var length = 0; length <= 70; length++)
        {
            var offset = length % 9 + 40;
            var y = new T[length + 2];
            var untouched = T.CreateTruncating(12345);
            Array.Fill(y, untouched);
            Points<T>.Apply(kernel, [.. x.Select(a => a.AsMemory(offset, length))], y.AsSpan(1, length), width);
            Assert.Equal(untouched, y[0]);
            Assert.Equal(untouched, y[^1]);
            for (var i = 0; i < length; i++)
                Points<T>.Same(expected[offset + i], y[i + 1], () => $"{name}, length {length}, element {i}, width {width}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_output_may_be_an_input(string name)
    {
        var kernel = Find(name);
        foreach (var shared in Enumerable.Range(0, kernel.Arity))
        for (var length = 1; length <= 40; length++)
        {
            var x = Points<T>.Arguments(kernel.Arity).Select(a => a[100..(100 + length)]).ToArray();
            var expected = Points<T>.Apply(kernel, x, 1);
            Points<T>.Apply(kernel, [.. x.Select(a => a.AsMemory())], x[shared], ElementwiseKernel<T>.PreferredWidth);
            for (var i = 0; i < length; i++)
                Points<T>.Same(expected[i], x[shared][i], () => $"{name}, length {length}, element {i}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Lengths_must_agree_and_the_arity_must_be_right(string name)
    {
        var kernel = Find(name);
        var inputs = Enumerable.Repeat(new T[5].AsMemory(), kernel.Arity).ToArray();
        Assert.Throws<ArgumentException>(() => Points<T>.Apply(kernel, inputs, new T[4], Vector512<T>.Count));
        var others = Enumerable.Repeat(new T[5].AsMemory(), kernel.Arity % 3 + 1).ToArray();
        var error = Assert.Throws<ArgumentException>(() => Points<T>.Apply(kernel, others, new T[5], Vector512<T>.Count));
        Assert.Contains(name, error.Message);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_row_and_the_kernel_agree(string name)
    {
        var kernel = Find(name);
        var row = Elementwise.All.Single(r => r.Name == name);
        Assert.True(row.Accepts(kernel.Arity));
        var x = Points<T>.Arguments(kernel.Arity);
        var actual = Points<T>.Apply(kernel, x, ElementwiseKernel<T>.PreferredWidth);
        // A double's row may itself be off; its error is no part of a float's ulp.
        var tolerance = kernel.Ulps + (typeof(T) == typeof(double) ? row.ValueAccuracy.Ulps : 0);
        for (var i = 0; i < actual.Length; i++)
        {
            var expected = row.Evaluate([.. x.Select(a => double.CreateTruncating(a[i]))]);
            if (kernel.Ulps == 0.5) Points<T>.Same(T.CreateTruncating(expected), actual[i], () => $"{name}({Points<T>.At(x, i)})");
            else
                Points<T>.Close(
                    expected, actual[i], tolerance, row.ValueAccuracy.Absolute, () => $"{name}({Points<T>.At(x, i)})");
        }
    }

    public static TheoryData<string> NamesWithTrueValues =>
        [.. Elementwise.All.Where(Fixture.Exists).Select(row => row.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Methods_for_emitted_code_are_the_kernel(string name)
    {
        var kernel = Find(name);
        var x = Points<T>.Arguments(kernel.Arity).Select(a => a[48..64]).ToArray();
        var expected = Points<T>.Apply(kernel, x, 1);
        foreach (var width in Points<T>.Widths)
        foreach (var method in new[] { kernel.Method(width), kernel.Called(width) })
        {
            Assert.True(method.IsStatic);
            Assert.Equal(kernel.Arity, method.GetParameters().Length);
            var result = method.Invoke(null, [.. x.Select(a => Lanes(a, width))])!;
            Assert.Equal(method.ReturnType, result.GetType());
            for (var i = 0; i < width; i++)
                Points<T>.Same(expected[i], Lane(result, i), () => $"{name}({Points<T>.At(x, i)}) at width {width}");
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => kernel.Method(3));
    }

    static object Lanes(T[] x, int width) =>
        width == 1 ? x[0]
        : width == Vector128<T>.Count ? Vector128.Create(x)
        : width == Vector256<T>.Count ? Vector256.Create(x)
        : Vector512.Create(x);

    static T Lane(object result, int i) => result switch
    {
        T y => y,
        Vector128<T> y => y[i],
        Vector256<T> y => y[i],
        _ => ((Vector512<T>)result)[i],
    };
}
