using Nabla.Execution;
using Nabla.Optimization;
using Nabla.Symbolics;

namespace Nabla.Tests.Optimization;

public sealed class RootTests
{
    // Functions of the kinds that Alefeld, Potra and Shi try (ACM TOMS 21, 1995): steep, flat, multiple, of large exponent.
    [Theory]
    [InlineData("sin(x) - x/2", 1.5707963267948966, 3.141592653589793)]
    [InlineData("-40*x*exp(-x)", -9, 31)]
    [InlineData("x^12 - 0.2", 0, 5)]
    [InlineData("x^8 - 1", -0.95, 4.05)]
    [InlineData("2*x*exp(-20) - 2*exp(-20*x) + 1", 0, 1)]
    [InlineData("x^2 - (1-x)^10", 0, 1)]
    [InlineData("exp(-15*x)*(x-1) + x^15", 0, 1)]
    [InlineData("(15*x-1)/(14*x)", 0.01, 1)]
    [InlineData("x - 0.9*sin(x) - 1", 0, 3)]
    [InlineData("atan(x) - 1", -1e9, 1e9)]
    [InlineData("x^3", -1, 10)]
    [InlineData("(x-1)^5", 0, 1e6)]
    [InlineData("where(x < 0.5, -1e-300, 1) * (x - 0.5)^2 + 1e-3*(x-0.7)", -1, 2)]
    [InlineData("1/x - 1e-8", 1, 1e12)]
    public void A_root_is_found_to_the_last_digits_by_both_methods(string formula, double from, double to)
    {
        var f = CompiledFormula.Compile(Formula.Parse(formula).Expression, ["x"]);
        foreach (var root in (ScalarResult[])[Optimize.FindRoot(Formula.Parse(formula).Expression, from, to), Optimize.FindRoot(x => f.Value([x]), from, to)])
        {
            Assert.True(root.Converged, $"{formula}: {root.Explanation}");
            var width = 4e-15 * Math.Max(Math.Abs(root.X), 1e-15);
            var (below, above) = (f.Value([root.X - width]), f.Value([root.X + width]));
            Assert.True(root.F == 0 || Math.Sign(below) != Math.Sign(above), $"{formula}: no change of sign around {root.X:R}.");
            Assert.InRange(root.Iterations, 1, 1500);
        }
    }

    [Theory, InlineData("1/x", -1, 2), InlineData("tan(x)", 1, 2), InlineData("where(x > 0.3, 1, -1)", 0, 1), InlineData("1/(x-0.1)^3", -1, 1)]
    public void A_pole_or_a_jump_is_no_root(string formula, double from, double to)
    {
        var f = CompiledFormula.Compile(Formula.Parse(formula).Expression, ["x"]);
        foreach (var root in (ScalarResult[])[Optimize.FindRoot(Formula.Parse(formula).Expression, from, to), Optimize.FindRoot(x => f.Value([x]), from, to)])
        {
            Assert.False(root.Converged, $"{formula} has no root at {root.X}.");
            Assert.True(root.Explanation.Contains("pole", StringComparison.Ordinal) || root.Explanation.Contains("NaN", StringComparison.Ordinal), root.Explanation);
        }
    }

    [Theory]
    [InlineData("(x-2)^2 + 1", -10, 10, 2)]
    [InlineData("x^4 - 8*x^2", 0.5, 5, 2)]
    [InlineData("-exp(-(x-0.3)^2)", -1, 2, 0.3)]
    [InlineData("abs(x - 0.7)", 0, 1, 0.7)]
    [InlineData("x", 3, 8, 3)]
    public void A_minimum_in_one_variable_is_found(string formula, double from, double to, double at)
    {
        var f = CompiledFormula.Compile(Formula.Parse(formula).Expression, ["x"]);
        var result = Optimize.MinimizeScalar(x => f.Value([x]), from, to);
        Assert.True(result.Converged, result.Explanation);
        Assert.Equal(at, result.X, 3e-8 * Math.Max(1, Math.Abs(at)));
    }
}
