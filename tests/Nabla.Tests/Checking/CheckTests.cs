using System.Collections.Immutable;
using Nabla.Checking;
using Nabla.Tensors;
using Nabla.Trees;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Checking;

/// <summary>The test kit passes what is right and finds what is wrong, by name.</summary>
public partial class CheckTests
{
    [Tree]
    public sealed partial record Layer(Tensor Weight, Tensor Bias, [Frozen] Tensor Mean);

    [Tree]
    public sealed partial record Network(ImmutableArray<Layer> Layers, Tensor Count);

    static readonly Tensor s_x = From([0.3, -1.2, 2.5]);

    [Fact]
    public void Every_pair_of_modes_is_compared()
    {
        var report = Check.Gradients(x => Sin(x) * x, s_x, order: 2);
        Assert.Equal(
            ["forward", "reverse", "forward over forward", "reverse over forward", "forward over reverse", "reverse over reverse"],
            report.Modes.Select(m => m.Name).Order(StringComparer.Ordinal).OrderBy(n => n.Length).ThenBy(n => n.Split(' ')[^1]));
        Assert.All(report.Modes, m => Assert.InRange(m.Worst, 0, 1));
        Assert.Contains("reverse over forward: ", report.ToString(), StringComparison.Ordinal);
        Assert.Equal(14, Check.Gradients(x => Exp(x) / x, From([0.5]), order: 3).Modes.Count);
    }

    [Fact]
    public void Functions_of_several_tensors_and_of_records_pass()
    {
        var (a, b) = (From([1.0, 2, 3, 4], [2, 2]), From([0.5, -1.0]));
        Check.Gradients((a, b) => Tanh(MatMul(a, b)), a, b);
        Check.Jvp((a, b) => MatMul(a, b), a, b);
        Check.Vjp((a, b) => MatMul(a, b), a, b);
        Check.Gradients((a, b, c) => MatMul(a, b) * c + LogSumExp(a), a, b, From([2.0]));
        var network = new Network([new(a, b, b), new(a.T, b, b)], Arange(3));
        var report = Check.Gradients(
            n => n.Layers.Aggregate(b, (h, l) => Tanh(MatMul(l.Weight, h - l.Mean) + l.Bias)) * Sum(n.Count), network);
        Assert.Equal(6, report.Modes.Count);
        Check.Gradients<Tensor, Pair<Tensor, Tensor>>(x => new(Sin(x), Sum(x * x)), s_x);
    }

    [Fact]
    public void Single_precision_passes_with_its_own_tolerance()
    {
        var x = Tensor.From([0.3f, -1.2f, 250f]);
        Check.Gradients(x => Sum(Sin(x) * x), x);
        Assert.Throws<CheckException>(() => Check.Vjp(Wrong(1.01), x));
    }

    // A step of 1/16 would leave the domain, drown in rounding, or run over many waves.
    [Theory]
    [InlineData(1e-6)]
    [InlineData(1)]
    [InlineData(1e6)]
    [InlineData(1e-200)]
    public void Points_of_every_size_pass(double size)
    {
        var x = size * s_x * s_x;
        if (size > 1e-20) Check.Gradients(x => Log(x) + Sqrt(x), x);
        Check.Gradients(x => Sin(x) + x * x, x);
        Check.Gradients(x => x * 1e-9, x);
        Check.Gradients(x => x * x * 1e9, x);
    }

    static Func<Tensor, Tensor> Wrong(double factor) => CustomJvp(x => Sin(x), (x, dx) => new Dual<Tensor>(Sin(x), factor * Cos(x) * dx));

    [Fact]
    public void A_forward_rule_that_is_wrong_by_a_factor_is_named()
    {
        var error = Assert.Throws<CheckException>(() => Check.Gradients(Wrong(2), s_x));
        Assert.Equal("forward", error.Modes);
        Assert.StartsWith("result[", error.Element, StringComparison.Ordinal);
        Assert.Equal(2 * error.Expected, error.Found, 1e-6);
        Assert.Contains("2 × expected", error.Message, StringComparison.Ordinal);
        Assert.Contains("CustomJvp", error.Message, StringComparison.Ordinal);
        Assert.Equal("reverse", Assert.Throws<CheckException>(() => Check.Vjp(Wrong(-1), s_x)).Modes);
        Assert.Throws<CheckException>(() => Check.Jvp(Wrong(1 + 1e-5), s_x));
    }

    [Fact]
    public void A_backward_rule_with_one_wrong_element_is_named_among_many()
    {
        static Func<Tensor, Tensor> Rule(int size, int bad)
        {
            var factor = Ones([size], DType.Float64) + Tensor.From(Enumerable.Range(0, size).Select(i => i == bad ? 0.5 : 0.0).ToArray());
            return CustomVjp(x => Sum(Exp(x)), x => new Pair<Tensor, Tensor>(Sum(Exp(x)), x), (x, yBar) => yBar * Exp(x) * factor);
        }

        foreach (var size in new[] { 7, 1000 })
        {
            var error = Assert.Throws<CheckException>(() => Check.Vjp(Rule(size, 5), Ones([size], DType.Float64)));
            Assert.Equal("result by x[5]", error.Element);
            Assert.Equal(Math.E, error.Expected, 1e-6);
            Assert.Equal(1.5 * Math.E, error.Found, 1e-6);
        }
    }

    [Fact]
    public void The_wrong_member_of_a_record_is_named_by_its_path()
    {
        var error = Assert.Throws<CheckException>(() => Check.Gradients(
            n => Sum(MatMul(n.Layers[1].Weight, Wrong(3)(n.Layers[0].Bias))),
            new Network([new(Ones([2, 2], DType.Float64), From([0.1, 0.2]), s_x), new(Ones([2, 2], DType.Float64), s_x, s_x)], Arange(2))));
        Assert.Contains("Layers[0].Bias[", error.Element, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_is_right_once_and_wrong_when_differentiated_again_is_found_at_order_two()
    {
        var f = CustomJvp(x => Sin(x), (x, dx) => new Dual<Tensor>(Sin(x), StopGradient(Cos(x)) * dx));
        Check.Gradients(f, s_x, order: 1);
        Assert.Equal("forward over forward", Assert.Throws<CheckException>(() => Check.Gradients(f, s_x)).Modes);
        Assert.Equal("reverse over reverse", Assert.Throws<CheckException>(
            () => Check.Gradients(f, s_x, options: new() { Modes = DerivativeModes.Reverse })).Modes);
    }

    [Fact]
    public void A_backward_rule_that_forgets_the_cotangent_is_found()
    {
        var f = CustomVjp(Sin, x => new Pair<Tensor, Tensor>(Sin(x), x), (x, yBar) => Cos(x));
        Assert.ThrowsAny<Exception>(() => Check.Gradients(f, s_x));
        Assert.ThrowsAny<Exception>(() => Check.Vjp(f, From([0.5])));
    }

    [Fact]
    public void A_rule_that_is_not_linear_in_its_direction_is_found()
    {
        var f = CustomJvp(x => Sum(x), (x, dx) => new Dual<Tensor>(Sum(x), Norm(dx)));
        Assert.Contains("linear", Assert.Throws<CheckException>(() => Check.Jvp(f, From([1.0, 2]))).Message, StringComparison.Ordinal);
        Assert.Contains("linear", Assert.ThrowsAny<InvalidOperationException>(() => Check.Vjp(f, From([1.0, 2]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_gives_another_value_is_found()
    {
        var f = CustomVjp(Sin, x => new Pair<Tensor, Tensor>(Sin(x) + 1e-3, x), (x, yBar) => yBar * Cos(x));
        Assert.Equal("the value", Assert.Throws<CheckException>(() => Check.Vjp(f, s_x)).Modes);
    }

    [Fact]
    public void A_rule_of_the_wrong_shape_is_refused_by_the_rules_name()
    {
        var f = CustomJvp(Sin, (x, dx) => new Dual<Tensor>(Sin(x), Sum(dx)));
        var error = Assert.Throws<ShapeException>(() => Check.Gradients(f, s_x));
        Assert.Contains("CustomJvp", error.Message, StringComparison.Ordinal);
        Assert.Contains("float64(3)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_derivative_that_is_wrong_is_found_beside_nothing_large()
    {
        Assert.Throws<CheckException>(() => Check.Vjp(x => 1e-12 * Wrong(1.001)(x), s_x));
        Assert.Throws<CheckException>(() => Check.Jvp(x => 1e-12 * Wrong(1.001)(x), s_x));
    }

    [Fact]
    public void A_kink_is_told_from_a_mistake()
    {
        foreach (var f in new Func<Tensor, Tensor>[] { Relu, x => Max(x, 0 * x) + Sum(x) })
        {
            var kink = Assert.Throws<CheckException>(() => Check.Vjp(x => x * f(x) + Relu(x), From([1.0, 0.0])));
            Assert.Contains("kink", kink.Message, StringComparison.Ordinal);
        }

        Assert.Contains("0 before it and 1 behind it", Assert.Throws<CheckException>(() => Check.Jvp(Relu, From([0.0]))).Message, StringComparison.Ordinal);
        // The slope of |x| at 0 is that of its differences; its own slope is not.
        Check.Gradients(x => Abs(x), From([1.0, 0.0]), order: 1);
        Assert.Contains("kink", Assert.Throws<CheckException>(() => Check.Gradients(x => Abs(x), From([1.0, 0.0]))).Message, StringComparison.Ordinal);
        // Beside it the differences find steps that are small enough.
        Check.Gradients(x => Abs(x), From([1.0, 1e-4]));
    }

    [Fact]
    public void What_cannot_be_compared_says_why()
    {
        static string Message(Action check) => Assert.Throws<CheckException>(check).Message;
        Assert.Contains("do not settle", Message(() => Check.Gradients(Floor, From([2.0]))), StringComparison.Ordinal);
        Assert.Contains("do not settle", Message(() => Check.Gradients(x => Where(x < 0, x, 2 * x + 1), From([0.0]))), StringComparison.Ordinal);
        Assert.Contains("∞", Message(() => Check.Gradients(Log, From([1.0, 0.0]))).Replace("-Infinity", "∞", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("NaN", Message(() => Check.Gradients(Log, From([-1.0]))), StringComparison.Ordinal);
        Assert.Contains("do not settle", Message(() => Check.Jvp(Asin, From([1.0]))), StringComparison.Ordinal);
        var random = new Random(1);
        Assert.Contains("second time", Message(() => Check.Gradients(x => x * random.NextDouble(), s_x)), StringComparison.Ordinal);
        Assert.Contains("nothing to check", Message(() => Check.Gradients(x => x * 2, Arange(3))), StringComparison.Ordinal);
        Assert.Contains("nothing to check", Message(() => Check.Gradients(x => x > 0, s_x)), StringComparison.Ordinal);
    }

    [Fact]
    public void Forward_alone_checks_what_has_no_reverse_mode()
    {
        var graph = Trace(x => While(s => Sum(s) < 20, s => s * 2, x), s_x);
        Tensor F(Tensor x) => graph.Run(x)[0];
        Assert.Throws<Nabla.Transforms.GradientException>(() => Check.Gradients(F, s_x));
        Assert.Equal(2, Check.Gradients(F, s_x, options: new() { Modes = DerivativeModes.Forward }).Modes.Count);
    }

    [Fact]
    public void Options_are_refused_where_they_make_no_sense()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CheckOptions { Tolerance = 2 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CheckOptions { Directions = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Check.Gradients(Sin, s_x, order: 0));
        Assert.Throws<OperationCanceledException>(() => Check.Gradients(Sin, s_x, options: new() { Cancellation = new(canceled: true) }));
    }
}
