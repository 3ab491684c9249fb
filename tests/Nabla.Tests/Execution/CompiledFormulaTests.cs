using Nabla.Execution;
using Nabla.Symbolics;
using static Nabla.Symbolics.Expr;

namespace Nabla.Tests.Execution;

public class CompiledFormulaTests
{
    static readonly Expr X = Symbol("x"), Y = Symbol("y");

    [Fact]
    public void Value_and_gradient_of_the_missions_example()
    {
        var f = CompiledFormula.Compile(3 * Pow(X, 2) + 2 * Y, ["x", "y"]);
        var gradient = new double[2];
        Assert.Equal(20, f.ValueAndGradient([2, 4], gradient));
        Assert.Equal([12, 2], gradient);
        Assert.Equal(20, f.Value([2, 4]));
    }

    [Fact]
    public void Hessian_of_a_product_of_powers()
    {
        var f = CompiledFormula.Compile(Pow(X, 3) * Pow(Y, 2), ["x", "y"]);
        var hessian = new double[4];
        f.Hessian([2, 3], hessian);
        Assert.Equal([6 * 2 * 9, 6 * 4 * 3, 6 * 4 * 3, 2 * 8], hessian);
        var product = new double[2];
        f.HessianVector([2, 3], [1, -1], product);
        Assert.Equal([108 - 72, 72 - 16], product);
    }

    [Fact]
    public void A_power_of_e_has_the_digits_of_exp()
    {
        var (power, exp) = (CompiledFormula.Compile(Pow(E, -X * X), ["x"]), CompiledFormula.Compile(Exp(-X * X), ["x"]));
        double[] slope = [0], expected = [0];
        for (var x = -26.5; x < 26.5; x += 0.037)
        {
            Assert.Equal(exp.ValueAndGradient([x], expected), power.ValueAndGradient([x], slope));
            Assert.Equal(expected, slope);
        }

        // The number that is nearest to e is not e.
        Assert.NotEqual(Math.Exp(700), CompiledFormula.Compile(Pow(Math.E, X), ["x"]).Value([700]));
    }

    [Fact]
    public void A_variable_that_does_not_occur_has_derivative_zero()
    {
        var f = CompiledFormula.Compile(Sin(X), ["x", "y"]);
        var gradient = new double[] { double.NaN, double.NaN };
        Assert.Equal(Math.Sin(1), f.ValueAndGradient([1, 5], gradient));
        Assert.Equal([Math.Cos(1), 0], gradient);
    }

    [Fact]
    public void A_variable_without_a_value_is_named()
    {
        var e = Assert.Throws<UnboundVariableException>(() => CompiledFormula.Compile(X * Y, ["x"]));
        Assert.Equal("y", e.Name);
        Assert.Contains("variable y has no value", e.Message);
    }

    [Fact]
    public void A_variable_named_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => CompiledFormula.Compile(X, ["x", "x"]));

    [Fact]
    public void A_short_point_or_result_is_refused()
    {
        var f = CompiledFormula.Compile(X * Y, ["x", "y"]);
        Assert.Throws<ArgumentException>(() => f.Value([1]));
        Assert.Throws<ArgumentException>(() => f.ValueAndGradient([1, 2], new double[1]));
        Assert.Throws<ArgumentException>(() => f.Hessian([1, 2], new double[3]));
    }
}
