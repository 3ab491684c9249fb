using System.Globalization;
using Nabla.Execution;
using Nabla.Optimization;
using Nabla.Symbolics;

namespace Nabla.Tests.Optimization;

/// <summary>A gradient of 0 is a minimum only where f is one: plateaus, saddles and steps are told from it, and named.</summary>
public class PlateauTests
{
    static DescentResult Run(string formula, double[] start, double rate = 0.1, long epochs = 100, double? tolerance = null, bool maximize = false)
    {
        var f = Formula.Parse(formula).Expression;
        return Descent.Run(
            Objective.Of(CompiledFormula.Compile(f, start.Length == 1 ? f.Variables : ["x", "y"])), start, new GradientDescent(start.Length, rate),
            new() { Epochs = epochs, Tolerance = tolerance, Maximize = maximize }, cancellation: TestContext.Current.CancellationToken);
    }

    static string Number(double x) => x.ToString(CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("(x-A)^2"), InlineData("(x-A)^4"), InlineData("(x-A)^6"), InlineData("abs(x-A)"), InlineData("(x-A)^4 - (x-A)^5"), InlineData("abs(x-A) - (x-A)^2")]
    [InlineData("max(x-A, 0)^2 + (x-A)^4"), InlineData("cosh(x-A)"), InlineData("1 - exp(-(x-A)^4)"), InlineData("ln(1+(x-A)^4)"), InlineData("-cos(x-A)")]
    public void At_a_minimum_a_run_has_converged_wherever_it_lies_and_however_high(string formula)
    {
        foreach (var a in (double[])[0, 1, -3, 0.375, 1024])
        {
            foreach (var height in (double[])[0, 1, -7, 1e6])
            {
                var result = Run($"{formula.Replace("A", $"({Number(a)})", StringComparison.Ordinal)} + ({Number(height)})", [a], epochs: 3);
                Assert.Equal((DescentStatus.Converged, 0.0), (result.Status, result.GradientNorm));
                Assert.StartsWith("converged — ∇f is exactly 0", result.Explanation, StringComparison.Ordinal);
            }

            var up = Run($"-({formula.Replace("A", $"({Number(a)})", StringComparison.Ordinal)})", [a], epochs: 3, maximize: true);
            Assert.Equal(DescentStatus.Converged, up.Status);
            Assert.Equal(DescentStatus.Plateau, Run($"-({formula.Replace("A", $"({Number(a)})", StringComparison.Ordinal)})", [a], epochs: 3).Status);
        }
    }

    [Theory]
    [InlineData("sigmoid(x)", 50), InlineData("tanh(x)", 100), InlineData("floor(x)", 3.5), InlineData("(relu(x)-1)^2", -1), InlineData("(max(x, 2) - 3)^2 + 5", 0.5)]
    [InlineData("where(x > 1, (x-2)^2, 7)", -4), InlineData("-relu(x)", -2), InlineData("erf(x)", 30)]
    public void Flat_ground_is_a_plateau_and_a_lower_place_is_named(string formula, double start)
    {
        var result = Run(formula, [start]);
        Assert.Equal((DescentStatus.Plateau, 100), (result.Status, result.Iterations));
        Assert.Contains("f is flat there; it is lower at x = ", result.Explanation, StringComparison.Ordinal);
        var named = double.Parse(result.Explanation.Split("x = ")[1].Split(". ")[0], CultureInfo.InvariantCulture);
        var f = CompiledFormula.Compile(Formula.Parse(formula).Expression, ["x"]);
        Assert.True(f.Value([named]) < f.Value([start]));
        Assert.Equal(DescentStatus.Plateau, Run($"-({formula})", [start], maximize: true).Status);
    }

    [Fact]
    public void A_step_onto_flat_ground_is_no_arrival_and_a_way_down_to_the_lowest_is_one()
    {
        Assert.Equal(DescentStatus.Plateau, Run("(relu(x)-1)^2", [3], rate: 5).Status);
        var hinge = Run("max(1-x, 0)", [-3]);
        Assert.Equal(DescentStatus.Converged, hinge.Status);
        var bottom = Run("relu(x-1)^2", [3], rate: 0.6);
        Assert.Equal((DescentStatus.Converged, "converged — ∇f is exactly 0 at epoch 100, and f is flat there."), (bottom.Status, bottom.Explanation));
        Assert.Contains("f is flat there: nothing shows the way", Run("0*x + 1", [3]).Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x^3", 0), InlineData("(x-2)^5 + 3", 2), InlineData("-x^3", 0), InlineData("floor(x)", 3), InlineData("x^3 + 10^6", 0), InlineData("x^2 relu(x)-x^4 relu(-x)", 0)]
    public void Where_f_falls_on_one_side_is_no_minimum(string formula, double start)
    {
        var result = Run(formula, [start]);
        Assert.Equal(DescentStatus.Plateau, result.Status);
        Assert.Contains("f falls on one side of it, so that is no minimum: start beside it.", result.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x^2 + y^3"), InlineData("x^4 - y^4"), InlineData("x^2 - y^4"), InlineData("x y^3"), InlineData("x^3 - 3x y^2"), InlineData("x^2 y")]
    public void Saddles_without_curvature_are_named(string formula)
    {
        var result = Run(formula, [0, 0]);
        Assert.Equal(DescentStatus.Plateau, result.Status);
        Assert.Contains("a saddle, no minimum: start beside it.", result.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(x+y)^2"), InlineData("x^2 + 0*y"), InlineData("x^4 + y^6"), InlineData("(x - y)^4 + 2"), InlineData("abs(x) + y^2"), InlineData("(x^2 + y^2 - 1)^2 - 1 + 2(x^2 + y^2)")]
    public void Valleys_and_flat_bottoms_are_minima(string formula) => Assert.Equal(DescentStatus.Converged, Run(formula, [0, 0]).Status);

    [Fact]
    public void Rest_at_a_saddle_is_no_arrival()
    {
        var result = Run("x^2 - y^2", [1, 0], epochs: 300);
        Assert.Equal((DescentStatus.Plateau, 300), (result.Status, result.Iterations));
        Assert.EndsWith("at epoch 300, but that is a saddle, no minimum, and f falls without bound.", result.Explanation, StringComparison.Ordinal);
        var curved = Run("(x-1)^2 + (y^2-1)^2", [3, 0], epochs: 300);
        Assert.Equal(DescentStatus.Plateau, curved.Status);
        Assert.EndsWith("that is a saddle, no minimum: start beside it.", curved.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1/x^2", 0.1, 0.1, 50), InlineData("exp(-x)", 0, 50, 1000), InlineData("-sigmoid(x)", 0, 1e4, 100), InlineData("1/x", 0.01, 0.01, 100)]
    public void Where_f_goes_on_falling_a_short_gradient_is_no_arrival(string formula, double start, double rate, long epochs)
    {
        var result = Run(formula, [start], rate, epochs);
        if (result.GradientNorm > 0) Assert.Contains("But f still falls that way, to ", result.Explanation, StringComparison.Ordinal);
        Assert.DoesNotContain("arrived", result.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x^2", 10), InlineData("x^4", 1), InlineData("cos(x)", 1), InlineData("x^4 - 3x^2 + x", 2), InlineData("cosh(x) + x", 3), InlineData("ln(1+x^2)", 2)]
    public void Near_a_minimum_nothing_is_said_of_falling(string formula, double start)
    {
        foreach (var tolerance in (double[])[1e-3, 1e-5, 1e-6])
        {
            var result = Run(formula, [start], 0.05, 2_000_000, tolerance);
            Assert.Equal(DescentStatus.Converged, result.Status);
            Assert.DoesNotContain("still falls", result.Explanation, StringComparison.Ordinal);
        }
    }
}
