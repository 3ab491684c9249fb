using Nabla.Primitives;
using Nabla.Tensors;
using Nabla.Tracing;
using Nabla.Transforms;
using Nabla.Trees;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Transforms;

public class ControlTests
{
    [Fact]
    public void A_graph_prints_the_graphs_within_it() => Assert.Equal("""
        graph (a: float64())
          b: float64() = while[condition=1 equations, body=2 equations] a
            condition (a: float64())
              b: bool() = less[·, 9] a
              return b
            body (a: float64())
              b: float64() = checkpoint[body=1 equations] a
                body (a: float64())
                  b: float64() = sin a
                  return b
              c: float64() = add[·, 2] b
              return c
          return b
        """.ReplaceLineEndings("\n"), Trace(x => While(t => t < 9, t => Checkpoint(Sin)(t) + 2, x), Zeros([], DType.Float64)).ToString());

    [Fact]
    public void The_gradient_of_a_scan_is_a_program_whose_size_does_not_depend_on_its_length()
    {
        static Graph Gradient(nint length) => Trace(Grad(x => Scan((c, i) => Sin(c) * x, x, length)), Zeros([]));
        Assert.Equal(Gradient(3).Length, Gradient(300).Length);
        Assert.Equal(2, Gradient(300).Count("scan"));
    }

    [Fact]
    public void The_residuals_of_a_scan_do_not_depend_on_its_length()
    {
        static int Residuals(nint length)
        {
            var scan = (Scan)Trace(x => Scan((c, i) => Sin(c) * x, x, length), Zeros([])).Equations.Single(e => e.Primitive is Scan).Primitive;
            return scan.Split([Zeros([]), Zeros([]), Arange(length)], [true, true, false]).Residuals;
        }

        Assert.Equal(Residuals(3), Residuals(300));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void A_scan_has_the_derivatives_of_the_loop_that_it_stands_for(int length)
    {
        Tensor Scanned(Tensor x) => Scan((c, i) => Sin(c * x) + i, x, length) * x * x;
        Tensor Looped(Tensor x)
        {
            var c = x;
            for (var i = 0; i < length; i++) c = Sin(c * x) + i;
            return c * x * x;
        }

        var x = Full([], 0.7, DType.Float64);
        Assert.Equal((double)Looped(x), (double)Scanned(x));
        Assert.Equal((double)Grad(Looped)(x), (double)Grad(Scanned)(x), 1e-12);
        Assert.Equal((double)Grad(Grad(Looped))(x), (double)Grad(Grad(Scanned))(x), 1e-11);
        Assert.Equal((double)Grad(Grad(Grad(Looped)))(x), (double)Grad(Grad(Grad(Scanned)))(x), 1e-9);
    }

    [Fact]
    public void The_gradient_by_the_rows_of_a_scan_is_not_silently_zero()
    {
        var rows = From([1.0, 2, 3]);
        var gradient = Grad(r => Scan((c, row) => new(c * row, c), Ones([], DType.Float64), r).First)(rows);
        Assert.Equal([6.0, 3, 2], gradient.ToArray<double>());
    }

    [Fact]
    public void A_checkpoint_runs_its_segment_once_more_and_keeps_its_arguments_only()
    {
        static Tensor Segment(Tensor x) => Sin(Sin(Sin(x)));
        var checkpoint = (Checkpoint)Trace(Checkpoint(Segment), Zeros([4])).Equations.Single().Primitive;
        Assert.Equal(0, checkpoint.Split([Zeros([4])], [true]).Residuals);
        var linear = Linearization.Of(x => [Checkpoint(Segment)(x[0])], [From([0.1, 0.2])]);
        // Only the last operation of the linear part is kept: the call that runs the segment again.
        Assert.Equal(1, linear.Linear.Length);
        Assert.Equal(
            Grad(x => Sum(Segment(x)))(From([0.1, 0.2])).ToArray<double>(),
            Grad(x => Sum(Checkpoint(Segment)(x)))(From([0.1, 0.2])).ToArray<double>());
    }

    [Fact]
    public void A_while_loop_says_why_it_has_no_reverse_derivative()
    {
        var error = Assert.Throws<GradientException>(() =>
            Trace(Grad(x => While(s => s < 20, s => s * 2, x)), Ones([])));
        Assert.Contains("Scan", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_while_loop_over_known_numbers_is_an_ordinary_loop_with_a_gradient() =>
        Assert.Equal(32, (double)Grad(x => While(s => s < 20, s => s * 2, x))(Ones([])));

    [Fact]
    public void Branches_of_different_types_are_refused_with_both_types()
    {
        var error = Assert.Throws<ShapeException>(() => Trace(x => Cond(Sum(x) > 0, a => a, a => Sum(a), x), Zeros([3])));
        Assert.Contains("float32(3)", error.Message.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_carry_that_changes_its_type_is_refused() =>
        Assert.Throws<ShapeException>(() => Scan((c, i) => Stack([c, c]), Zeros([2]), 3));

    [Fact]
    public void A_rule_with_the_wrong_shape_is_refused_by_name()
    {
        var forward = Assert.Throws<ShapeException>(() => CustomJvp(Sin, (x, dx) => new Dual<Tensor>(Sin(x), Sum(dx)))(Zeros([3])));
        Assert.Equal("the rule of CustomJvp: the tangent must be float32(3), the type of what the function gives, and is float32().", forward.Message);
        var backward = Assert.Throws<ShapeException>(() => CustomVjp(Sin, x => new Pair<Tensor, Tensor>(Sin(x), x), (x, yBar) => Sum(yBar))(Zeros([3])));
        Assert.Equal("the backward rule of CustomVjp: the cotangent must be float32(3), the type of the argument, and is float32().", backward.Message);
    }

    [Fact]
    public void A_rule_is_used_in_place_of_the_derivative_in_every_mode()
    {
        // Wrong on purpose: twice the derivative.
        var forward = CustomJvp(Sin, (x, dx) => new Dual<Tensor>(Sin(x), 2 * Cos(x) * dx));
        var backward = CustomVjp(Sin, x => new Pair<Tensor, Tensor>(Sin(x), x), (x, yBar) => 2 * Cos(x) * yBar);
        foreach (var f in new[] { forward, backward })
        {
            Assert.Equal(2, (double)Grad(f)(Zeros([], DType.Float64)));
            Assert.Equal(2, (double)Jvp(f)(Zeros([], DType.Float64), Ones([], DType.Float64)).Tangent);
            Assert.Equal([2.0, 2], Vmap(Grad(f))(Zeros([2], DType.Float64)).ToArray<double>());
        }
    }

    [Fact]
    public void A_rule_that_captures_a_traced_tensor_is_refused() =>
        Assert.Throws<GradientException>(() => Grad(x => CustomJvp(a => a * x, (a, da) => new Dual<Tensor>(a * x, da * x))(x))(Ones([])));
}
