using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Tests.Execution;

// The traps that differentiation systems have fallen into, each by its name there; docs/edge-points.md has the full table.
public class ZeroAbsorbsTests
{
    [Theory]
    [InlineData("where(x < 1, x, sqrt(x))", 0, 1)]
    [InlineData("where(x > 0, sqrt(x), 0)", 0, 0)]
    [InlineData("where(x > 0, x*ln(x), 0)", 0, 0)]
    [InlineData("where(x > 0, 1/x, x)", 0, 1)]
    [InlineData("where(x > 0, exp(1/x), 0)", 0, 0)]
    [InlineData("where(abs(x) > 0, sin(x)/x, 1)", 0, 0)]
    [InlineData("where(x > 1, 3x, x^200*x^200)", 1e10, 3)]
    [InlineData("where(x > 1, 3x, x^200*x^200*cos(x))", 1e10, 3)]
    [InlineData("where(x > 1, 3x, x*sqrt(-1))", 2, 3)]
    [InlineData("where(x > 1, 3x, x*(1/0))", 2, 3)]
    [InlineData("3x + relu(1 - x^200*x^200)", 1e10, 3)]
    [InlineData("3x + min(1, x^200*x^200)", 1e10, 3)]
    public void A_side_not_taken_never_poisons_the_side_taken(string formula, double x, double slope) => AssertSlope(formula, x, slope);

    [Theory]
    [InlineData("sqrt(x)", 0, double.PositiveInfinity)]
    [InlineData("sqrt(x^2)", 0, 0)]
    [InlineData("0*sqrt(x)", 0, 0)]
    [InlineData("sqrt(x)*x", 0, 0)]
    [InlineData("(sqrt(x))^2", 0, 0)]
    [InlineData("sqrt(sqrt(x))^4", 0, 0)]
    [InlineData("relu(sqrt(x) - 1)", 0, 0)]
    public void Zero_absorbs_infinity_from_both_sides(string formula, double x, double slope) => AssertSlope(formula, x, slope);

    [Theory]
    [InlineData("x^0", 0, 0)]
    [InlineData("x^1", 0, 1)]
    [InlineData("x^2", 0, 0)]
    [InlineData("x^3", 0, 0)]
    [InlineData("x^(1/2)", 0, double.PositiveInfinity)]
    [InlineData("x^(3/2)", 0, 0)]
    [InlineData("x^2", -3, -6)]
    [InlineData("x^(-1)", -2, -0.25)]
    [InlineData("x^(-3)", 2, -0.1875)]
    [InlineData("0^x", 2, 0)]
    [InlineData("1^x", 2, 0)]
    public void Powers_have_the_slopes_of_the_table(string formula, double x, double slope) => AssertSlope(formula, x, slope);

    [Theory]
    [InlineData("relu(x)", 0, 0)]
    [InlineData("max(x, 0)", 0, 0)]
    [InlineData("max(0, x)", 0, 0)]
    [InlineData("where(x > 0, x, 0)", 0, 0)]
    [InlineData("min(max(x, 0), 1)", 1, 0)]
    [InlineData("max(x, 2*x)", 0, 1.5)]
    [InlineData("max(x, x)", 3, 1)]
    [InlineData("abs(x)", 0, 0)]
    public void One_kink_has_one_slope_in_every_spelling(string formula, double x, double slope) => AssertSlope(formula, x, slope);

    [Fact]
    public void The_norm_has_slope_zero_at_the_origin()
    {
        var f = CompiledFormula.Compile(Formula.Parse("sqrt(x^2 + y^2)").Expression, ["x", "y"]);
        var gradient = new double[2];
        Assert.Equal(0, f.ValueAndGradient([0, 0], gradient));
        Assert.Equal([0, 0], gradient);
        f.ValueAndGradient([3, 4], gradient);
        Assert.Equal(0.6, gradient[0], 1e-15);
        Assert.Equal(0.8, gradient[1], 1e-15);
    }

    [Fact]
    public void Higher_derivatives_of_a_power_at_zero_are_numbers()
    {
        var hessian = new double[1];
        foreach (var (formula, expected) in new[] { ("x^2", 2.0), ("x^3", 0), ("x", 0), ("x^4", 0) })
        {
            CompiledFormula.Compile(Formula.Parse(formula).Expression, ["x"]).Hessian([0], hessian);
            Assert.Equal(expected, hessian[0]);
        }
    }

    [Fact]
    public void A_product_with_two_zeros_keeps_its_second_derivative()
    {
        var f = CompiledFormula.Compile(Formula.Parse("x*y*z").Expression, ["x", "y", "z"]);
        double[] gradient = new double[3], hessian = new double[9];
        f.ValueAndGradient([0, 0, 5], gradient);
        Assert.Equal([0, 0, 0], gradient);
        f.Hessian([0, 0, 5], hessian);
        Assert.Equal([0, 5, 0, 5, 0, 0, 0, 0, 0], hessian);
    }

    static void AssertSlope(string formula, double x, double slope)
    {
        var expression = Formula.Parse(formula).Expression;
        var gradient = new double[1];
        foreach (var emission in new[] { Emission.Never, Emission.AtOnce })
        {
            CompiledFormula.Compile(expression, ["x"], new() { Emission = emission }).ValueAndGradient([x], gradient);
            Assert.Equal(slope, gradient[0]);
        }

        Assert.Equal(slope, GraphTrace.Run(expression, ["x"], [x]).Cotangent("x"));
    }
}
