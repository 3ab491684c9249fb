using Nabla.Optimization;
using Nabla.Symbolics;

namespace Nabla.Tests.Optimization;

/// <summary>Where runs end for want of digits: at a minimum that rounding hides, at a kink, on the way to −∞.</summary>
public sealed class ResolutionTests
{
    static MinimizeResult Run(string f, double[] start, string? method = null, MinimizeOptions? options = null)
    {
        var formula = Formula.Parse(f).Expression;
        return Optimize.Minimize(Objective.Of(formula, formula.Variables), start, method is null ? null : MinimizeMethod.Create(method), options);
    }

    [Theory]
    [InlineData("1 - cos(x)", 0), InlineData("ln(1+x^2)", 0), InlineData("x - ln(x) - 1", 1), InlineData("exp(x) - x - 1", 0)]
    [InlineData("sqrt(1+(x-1)^2) - 1", 1), InlineData("10 + x^2 - 10*cos(2*pi*x)", 0), InlineData("ln(cosh(x-3))", 3), InlineData("1 - exp(-x^2/2)", 0)]
    [InlineData("1 - cos(x) + 0.00986", 0), InlineData("1 + x^2/4000 - cos(x)", 0)]
    public void A_minimum_that_is_a_difference_of_rounded_terms_is_one_for_every_method(string f, double minimum)
    {
        foreach (var method in (string[])["newton", "newton-cg", "bfgs", "l-bfgs", "cg"])
        {
            foreach (var away in (double[])[0.2, -0.3, 0.37, 0.05, 1e-6, -1e-9])
            {
                var result = Run(f, [minimum + away], method);
                Assert.True(result.Converged, $"{method} from {minimum + away}: {result.Explanation}");
                Assert.Equal(minimum, result.X[0], 1e-7);
                // The gradient tells what the cost can't.
                Assert.InRange(result.Evaluations.Values, 1, 150);
            }
        }
    }

    [Theory]
    [InlineData("1 - cos(x)", 0), InlineData("exp(x) - x - 1", 0), InlineData("x - ln(x) - 1", 1)]
    public void Within_bounds_too(string f, double minimum)
    {
        foreach (var away in (double[])[0.5, 0.7, -0.4])
        {
            var result = Run(f, [minimum + away], options: new() { Bounds = new(["x"], [minimum - 0.9], [minimum + 2]) });
            Assert.True(result.Converged, result.Explanation);
            Assert.Equal(minimum, result.X[0], 1e-7);
            Assert.InRange(result.Evaluations.Values, 1, 150);
        }
    }

    [Theory]
    [InlineData("x^2*y + (y-1)^2*(x-1)^2 + x^4", 2, -3), InlineData("(1-x*y)^2 - y", 2, 2)]
    public void What_falls_without_bound_has_diverged_however_slowly_its_digits_change(string f, double x, double y)
    {
        foreach (var method in (string?[])[null, "newton-cg", "bfgs", "l-bfgs"])
        {
            var result = Run(f, [x, y], method);
            Assert.True(result.Status is OptimizationStatus.Diverged or OptimizationStatus.NoDescent or OptimizationStatus.IterationLimit, $"{method}: {result.Status}, {result.Explanation}");
            Assert.Null(result.ConvergedBy);
        }
    }

    [Theory]
    [InlineData("tan(x)", 1), InlineData("-ln(x)", 1), InlineData("ln(x)", 1), InlineData("-sqrt(x)", 1)]
    public void A_pole_and_infinity_are_no_minima(string f, double start) => Assert.False(Run(f, [start]).Converged);

    [Theory]
    [InlineData(1e-8), InlineData(1e-12), InlineData(1e-15), InlineData(1e-30), InlineData(1e12)]
    public void The_tolerance_is_in_proportion_to_f(double unit)
    {
        FormattableString f = $"{unit:R}*((1-x)^2 + 100*(y-x^2)^2)";
        foreach (var method in (string[])["newton", "bfgs", "l-bfgs"])
        {
            var result = Run(FormattableString.Invariant(f), [-1.2, 1], method);
            Assert.True(result.Converged, result.Explanation);
            Assert.Equal(1, result.X[0], 1e-5);
        }
    }

    [Fact]
    public void Newtons_method_does_not_stop_in_a_kink_that_is_no_minimum()
    {
        foreach (var method in (string[])["newton", "newton-cg", "bfgs", "l-bfgs"])
        {
            var result = Run("max(x^2+y^2, (2-x)^2+(2-y)^2)", [5, -1], method);
            Assert.Equal(2, result.F, 1e-6);
        }

        Assert.False(Run("100*sqrt(abs(y-0.01*x^2)) + 0.01*abs(x+10)", [-80, 15]).Converged);
    }

    [Fact]
    public void A_start_next_to_a_maximum_is_left()
    {
        foreach (var start in (double[])[1e-14, 1e-11, -1e-10])
            Assert.Equal(0, Run("(x^2-1)^2", [start]).F, 1e-15);
    }

    [Theory]
    [InlineData("-x", 0, 1e6), InlineData("-x", 0.001, 1e6), InlineData("-x*exp(-x/1e7)", 0.001, 1000), InlineData("-ln(1+x)", 0.5, 1e5)]
    public void Straight_ground_within_bounds_is_crossed_in_a_few_steps(string f, double start, double end)
    {
        var result = Run(f, [start], options: new() { Bounds = new(["x"], [0], [end]) });
        Assert.True(result.Converged, result.Explanation);
        Assert.Equal(end, result.X[0]);
        Assert.InRange(result.Evaluations.Values, 1, 60);
    }

    [Fact]
    public void A_linear_program_in_a_box_ends_at_its_corner()
    {
        var result = Run("3*a - 2*b + 0.001*c - 1000*d", [1, 1, 1, 1], options: new() { Bounds = new(["a", "b", "c", "d"], [0, 0, 0, 0], [10, 10, 10, 10]) });
        Assert.Equal([0, 10, 0, 10], result.X);
        Assert.InRange(result.Iterations, 1, 6);
    }
}
