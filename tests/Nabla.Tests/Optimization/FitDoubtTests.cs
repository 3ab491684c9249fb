using Nabla.Optimization;
using Nabla.Symbolics;

namespace Nabla.Tests.Optimization;

/// <summary>Fits that have gone astray say so: no digits left in the model, parameters that change nothing, limits used up.</summary>
public sealed class FitDoubtTests
{
    static readonly double[] s_misra = [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78];
    static readonly double[] s_pressure = [77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0];

    static FitResult Fit(string model, double[] x, double[] y, FitOptions? options, params (string Name, double Value)[] start) => Optimize.Fit(
        Formula.Parse(model).Expression, Expr.Symbol("y"), new Dictionary<string, double[]> { ["x"] = x, ["y"] = y },
        new OrderedDictionary<string, double>(start.Select(s => KeyValuePair.Create(s.Name, s.Value))), options);

    [Theory]
    [InlineData(0.5), InlineData(1)]
    public void A_model_that_is_but_rounding_is_no_fit(double b)
    {
        // The straight line, which b → 0 leads to, fits worse than what comes of cancellation.
        var fit = Fit("a*(1-exp(-b*x))", s_pressure, s_misra, null, ("a", 500), ("b", b));
        if (fit.Converged)
        {
            Assert.InRange(fit.ResidualSumOfSquares, 0, 0.1246);
            return;
        }

        Assert.Equal((OptimizationStatus.NoDescent, null), (fit.Status, fit.ConvergedBy));
        Assert.Contains("the model is but rounding", fit.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a*(1-exp(-b*x))", 500, 1e-4), InlineData("a*(1-exp(-b*x))", 250, 5e-4), InlineData("a*b*x/(1+b*x)", 500, 1e-4), InlineData("max(x - b, 0)*a", 0.1, 80)]
    [InlineData("a*abs(x - b) + 1", 0.1, 100), InlineData("a*sin(b*x)", 90, 0.002), InlineData("a*1e12*exp(-b*1e-9*x)", 1e-11, -1e6)]
    public void Where_the_model_has_digits_it_is_one(string model, double a, double b)
    {
        var fit = Fit(model, s_pressure, s_misra, null, ("a", a), ("b", b));
        Assert.True(fit.Converged, fit.Explanation);
        Assert.Empty(fit.Warnings);
    }

    [Theory]
    [InlineData(1, 1.0), InlineData(3, 1.0), InlineData(10, 1.0), InlineData(100, 0.01), InlineData(1000, 0.1)]
    public void A_parameter_that_changes_nothing_has_no_standard_error(double b, double unit)
    {
        double[] x = [.. s_pressure.Select(p => p * unit)];
        var fit = Fit("a*(1-exp(-b*x))", x, s_misra, null, ("a", 500), ("b", b / unit));
        if (!fit.Converged) return;
        if (fit.Warnings.Count == 0)
        {
            Assert.InRange(fit.ResidualSumOfSquares, 0, 0.1246);
            return;
        }

        Assert.True(double.IsNaN(fit.Parameters[1].StandardError));
        Assert.Contains(fit.Warnings, warning => warning.StartsWith("The data do not determine b", StringComparison.Ordinal));
        Assert.True(double.IsNaN(fit.Covariance[3]));
    }

    [Fact]
    public void A_parameter_near_zero_is_no_dead_one()
    {
        double[] x = [-2, -1, 0, 1, 2], y = [-4.1, -1.9, 0, 1.9, 4.1];
        var fit = Fit("a + b*x", x, y, null, ("a", 0), ("b", 0));
        Assert.InRange(fit.Parameters[0].StandardError, 0.01, 0.1);
        Assert.Empty(fit.Warnings);
    }

    [Fact]
    public void The_iterations_are_those_of_all_attempts_and_their_limit_holds_for_all()
    {
        double[] x = [1, 2, 3, 4, 5], y = [3, 5, 7, 9, 11];
        foreach (var limit in (long[])[5, 50, 500])
        {
            var fit = Fit("sqrt(a-x)+b", x, y, new() { Iterations = limit }, ("a", 6), ("b", 0));
            Assert.Equal((OptimizationStatus.IterationLimit, limit), (fit.Status, fit.Iterations));
            Assert.True(fit.Evaluations.Values > fit.Iterations);
        }
    }

    [Fact]
    public void A_robust_fit_counts_what_all_its_rounds_took()
    {
        double[] x = [.. Enumerable.Range(0, 20).Select(i => i / 4.0)];
        double[] y = [.. x.Select((t, i) => 2.5 * Math.Exp(-0.7 * t) + 0.01 * (i % 3) + (i == 5 ? 3 : 0))];
        var start = new OrderedDictionary<string, double> { ["a"] = 1, ["k"] = 1 };
        var data = new Dictionary<string, double[]> { ["x"] = x, ["y"] = y };
        var (model, response) = (Formula.Parse("a*exp(-k*x)").Expression, Expr.Symbol("y"));
        var (robust, _) = Optimize.FitRobust(model, response, data, start, new() { Loss = Loss.Huber });
        Assert.True(robust.Iterations > Optimize.Fit(model, response, data, start).Iterations);
    }

    [Fact]
    public void A_linear_model_takes_one_step_from_anywhere()
    {
        double[] x = [.. Enumerable.Range(2000, 20)], y = [.. x.Select((t, i) => 1e6 + 0.5 * (t - 2000) + 0.01 * (i % 3))];
        foreach (var start in (double[])[0, 1, -1e9])
        {
            var fit = Fit("a + b*x", x, y, new() { Iterations = 1 }, ("a", start), ("b", 0));
            Assert.Equal(0.5, fit["b"], 1e-2);
            Assert.InRange(Fit("a + b*x", x, y, null, ("a", start), ("b", 0)).Iterations, 1, 4);
        }
    }
}
