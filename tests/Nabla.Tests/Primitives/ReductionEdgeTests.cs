using Nabla.Tensors;
using Nabla.Tests.Rules;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Primitives;

/// <summary>Reductions at their bad points: ties, zeros, infinities, NaN and nothing.</summary>
public class ReductionEdgeTests
{
    const double Infinite = double.PositiveInfinity;

    public static TheoryData<int> Points => [.. Enumerable.Range(0, ReductionEdgePoints.All.Length)];

    [Theory]
    [MemberData(nameof(Points))]
    public void An_edge_has_one_value_and_gradient_in_every_mode(int number)
    {
        var point = ReductionEdgePoints.All[number];
        var (f, x, n) = (point.F, From(point.At), point.At.Length);
        AssertClose([point.Value], f(x).Reshape(1));
        AssertClose(point.Gradient, Grad(f)(x));
        AssertClose(point.Gradient, Jacobian(f)(x));
        AssertClose(point.Gradient, Vmap(Grad(f))(Stack([x, x]))[1]);
        AssertClose(point.Gradient, Stack([.. Enumerable.Range(0, n).Select(i => Jvp(f, x, OneHot(i, n, DType.Float64)).Tangent)]));
        AssertClose(point.Gradient, Vmap(dx => Jvp(f, x, dx).Tangent)(Eye(n, DType.Float64)));
    }

    /// <summary>Trap 11: with division the second derivative at two zeros is lost.</summary>
    [Fact]
    public void Prod_and_cumprod_with_zeros_to_second_order()
    {
        Assert.Equal([0, 5, 0, 5, 0, 0, 0, 0, 0], Hessian(x => Prod(x))(From([0.0, 0, 5])).ToArray<double>());
        Assert.Equal([0, 5, 0, 5, 0, 2, 0, 2, 0], Hessian(x => Prod(x))(From([2.0, 0, 5])).ToArray<double>());
        Assert.Equal([0, 6, 0, 6, 0, 0, 0, 0, 0], Hessian(x => Sum(CumProd(x)))(From([0.0, 0, 5])).ToArray<double>());
        Assert.Equal(1, (double)Grad(x => Sum(Grad(x => Sum(Grad(x => Prod(x))(x) * From([1.0, 0, 0])))(x) * From([0.0, 1, 0])))(Zeros([3], DType.Float64))[2]);
        Assert.Equal(Shape.Of(1), Grad(x => Prod(x))(From([0.0])).Shape);
    }

    /// <summary>Trap 9: the norm at zero, in each of its spellings.</summary>
    [Fact]
    public void Norm_at_zero_has_derivatives_zero()
    {
        var zero = Zeros([2], DType.Float64);
        Assert.Equal([0, 0], Grad(x => Sqrt(Sum(x * x)))(zero).ToArray<double>());
        Assert.Equal([0, 0], Grad(x => Sqrt(Sum(Pow(x, 2))))(zero).ToArray<double>());
        Assert.Equal([0, 0, 0, 0], Hessian(x => Norm(x))(zero).ToArray<double>());
        Assert.Equal(double.PositiveInfinity, (double)Norm(From([1, Infinite])));
        Assert.Equal(5e-320, (double)Norm(From([3e-320, 4e-320])), 1e-323);
    }

    /// <summary>Trap 10: a sequence without any path must not poison the rest.</summary>
    [Fact]
    public void Logsumexp_of_all_minus_infinity_poisons_nothing()
    {
        var x = From(new[,] { { -Infinite, -Infinite }, { 0, 0 } });
        Assert.Equal([0, 0, 0.5, 0.5], Grad(x => LogSumExp(x))(x).ToArray<double>());
        Assert.Equal([0, 0, 0.5, 0.5], Grad(x => Sum(Where(From([false, true]), LogSumExp(x, [1]), 0)))(x).ToArray<double>());
        Assert.All(Hessian(x => LogSumExp(x))(From([-Infinite, -Infinite])).ToArray<double>(), h => Assert.Equal(0, h));
        Assert.Equal(Infinite, (double)LogSumExp(From([Infinite, 0])));
        Assert.Equal(-Infinite, (double)LogSumExp(From(Array.Empty<double>())));
        Assert.Equal(1000.0f + MathF.Log(2), (float)LogSumExp(From([1000f, 1000f])));
        Assert.Equal([0.5f, 0.5f], Grad(x => LogSumExp(x))(From([1e5f, 1e5f])).ToArray<float>());
        Assert.Equal([-1000, 0], LogSoftmax(From([-1000.0, 0])).ToArray<double>());
    }

    /// <summary>Trap 19: integers are counted exactly, and have no gradient.</summary>
    [Fact]
    public void Integer_inputs_keep_their_type_or_say_why_not()
    {
        var n = From([3L, long.MaxValue - 1, -5]);
        Assert.Equal(long.MaxValue - 1, (long)Max(n));
        Assert.Equal(DType.Int64, Prod(n).DType);
        Assert.Equal([1, 2, 6], CumProd(From([1, 2, 3])).ToArray<int>());
        Assert.Equal([6, 5, 3], CumSum(From([1, 2, 3]), backwards: true).ToArray<int>());
        Assert.Equal(DType.Float32, Mean(From([1, 2])).DType);
        Assert.Equal(1.5, (double)Mean(From([1, 2])));
        Assert.Equal([1, 3], CumSum(From([true, true, false]))[..^1].ToArray<int>().Select(i => 2 * i - 1));
        Assert.Equal(2, (long)ArgMin(n));
        Assert.Contains("int64", Assert.Throws<Nabla.Transforms.GradientException>(() => Grad(x => Max(x))(n)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_has_a_product_but_no_maximum()
    {
        var nothing = Zeros([2, 0]);
        Assert.Equal([1, 1], Prod(nothing, [1]).ToArray<double>());
        Assert.Equal([0, 0], Norm(nothing, [1]).ToArray<double>());
        Assert.Equal(Shape.Of(2, 0), Grad(x => Prod(x))(nothing).Shape);
        Assert.Contains("(2, 0)", Assert.Throws<ShapeException>(() => Max(nothing)).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => ArgMax(nothing, 1));
        Assert.Equal(0, Max(nothing, [0]).Count);
        Assert.True(double.IsNaN((double)Mean(nothing)));
        Assert.False((bool)Any(nothing));
        Assert.True((bool)All(nothing));
    }

    [Fact]
    public void The_first_of_several_is_the_argmax_and_nan_wins()
    {
        Assert.Equal(1, (long)ArgMax(From([1.0, 3, 3])));
        Assert.Equal(2, (long)ArgMin(From([1.0, 3, -3, -3])));
        Assert.Equal(1, (long)ArgMax(From([9.0, double.NaN, double.NaN])));
        Assert.Equal(1, (long)ArgMin(From([-9.0, double.NaN])));
        Assert.Equal([0, 1], ArgMax(From(new[,] { { 1.0, 0 }, { 0, 1 } }), 1).ToArray<int>());
        Assert.Equal(Shape.Of(1, 2), ArgMax(Eye(2), 0, keepAxis: true).Shape);
    }

    [Fact]
    public void Errors_name_the_operation_and_the_shape()
    {
        foreach (var (name, f) in new (string, Func<Tensor>)[]
        {
            ("softmax", () => Softmax(Ones([2, 3]), 2)),
            ("norm", () => Norm(Ones([2, 3]), [0, 0])),
            ("logsumexp", () => LogSumExp(Ones([2, 3]), [1, -1])),
            ("cumsum", () => CumSum(Ones([2, 3]), 5)),
        })
        {
            var message = Assert.Throws<ShapeException>(f).Message;
            Assert.Contains("(2, 3)", message, StringComparison.Ordinal);
            Assert.StartsWith(name, message, StringComparison.Ordinal);
        }
    }

    static void AssertClose(double[] expected, Tensor actual)
    {
        var numbers = actual.ToArray<double>();
        Assert.Equal(expected.Length, numbers.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], numbers[i], double.IsFinite(expected[i]) ? 1e-15 * Math.Abs(expected[i]) : 0);
    }
}
