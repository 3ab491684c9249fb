using Nabla.Optimization;
using Nabla.Symbolics;

namespace Nabla.Tests.Optimization;

public sealed class FitTests
{
    static readonly double[] s_x = [0, 1, 2, 3, 4, 5, 6, 7];
    static readonly double[] s_y = [1.1, 2.9, 5.2, 7.1, 8.8, 11.1, 12.9, 15.2];

    static Expr F(string text) => Formula.Parse(text).Expression;

    static Dictionary<string, double[]> Data => new() { ["x"] = s_x, ["y"] = s_y };

    static OrderedDictionary<string, double> Start(params (string, double)[] start)
    {
        var ordered = new OrderedDictionary<string, double>();
        foreach (var (name, value) in start) ordered.Add(name, value);
        return ordered;
    }

    [Fact]
    public void A_straight_line_is_the_textbooks_one()
    {
        var fit = Optimize.Fit(F("a+b*x"), F("y"), Data, Start(("a", 0), ("b", 0)));
        double n = s_x.Length, mx = s_x.Average(), my = s_y.Average();
        var sxx = s_x.Sum(x => (x - mx) * (x - mx));
        var b = s_x.Zip(s_y).Sum(p => (p.First - mx) * (p.Second - my)) / sxx;
        var a = my - b * mx;
        var rss = s_x.Zip(s_y).Sum(p => Math.Pow(p.Second - a - b * p.First, 2));
        var s = Math.Sqrt(rss / (n - 2));
        Assert.Equal(b, fit["b"], 1e-12);
        Assert.Equal(a, fit["a"], 1e-12);
        Assert.Equal(s / Math.Sqrt(sxx), fit.Parameters[1].StandardError, 1e-12);
        Assert.Equal(s * Math.Sqrt(1 / n + mx * mx / sxx), fit.Parameters[0].StandardError, 1e-12);
        Assert.Equal(1 - rss / s_y.Sum(y => (y - my) * (y - my)), fit.RSquared!.Value, 1e-12);
        // t(0.975; 6) = 2.4469118511449692
        Assert.Equal(2.4469118511449692 * fit.Parameters[1].StandardError, fit.Parameters[1].Upper - fit["b"], 1e-11);
        Assert.Equal(6, fit.DegreesOfFreedom);
        Assert.Equal(["1", "x"], fit.Derivatives.Select(d => d.Value.ToString()));
    }

    [Theory, InlineData(0.95, 1, 12.706204736174705), InlineData(0.95, 10, 2.2281388519649385), InlineData(0.99, 30, 2.7499956535672259), InlineData(0.5, 2, 0.81649658092772603)]
    public void Students_t_is_the_tables(double share, int freedom, double t) => Assert.Equal(t, StudentT.TwoSided(share, freedom), 1e-10);

    [Fact]
    public void A_linear_problem_takes_the_one_step_of_Gauss_and_Newton()
    {
        var fit = Optimize.Fit(F("a+b*x"), F("y"), Data, Start(("a", 100), ("b", 100)));
        Assert.InRange(fit.Iterations, 1, 4);
    }

    [Fact]
    public void A_weight_of_two_is_the_observation_twice_and_of_zero_not_there()
    {
        double[] twice = [.. s_x, 3], yTwice = [.. s_y, 7.1];
        var weighted = Optimize.Fit(F("a*exp(b*x)"), F("y"), Data, Start(("a", 1), ("b", 0.1)), new() { Weights = [1, 1, 1, 2, 1, 1, 1, 1] });
        var repeated = Optimize.Fit(F("a*exp(b*x)"), F("y"), new Dictionary<string, double[]> { ["x"] = twice, ["y"] = yTwice }, Start(("a", 1), ("b", 0.1)));
        Assert.Equal(repeated["b"], weighted["b"], 1e-9);
        Assert.Equal(repeated.ResidualSumOfSquares, weighted.ResidualSumOfSquares, 1e-9);
        double[] spoiled = [.. s_y];
        spoiled[7] = 1e6;
        var without = Optimize.Fit(F("a+b*x"), F("y"), new Dictionary<string, double[]> { ["x"] = s_x, ["y"] = spoiled }, Start(("a", 0), ("b", 0)), new() { Weights = [1, 1, 1, 1, 1, 1, 1, 0] });
        Assert.Equal(5, without.DegreesOfFreedom);
        Assert.InRange(without["b"], 1.9, 2.1);
    }

    [Theory, InlineData(Loss.Huber), InlineData(Loss.SoftL1), InlineData(Loss.Cauchy)]
    public void A_robust_loss_forgives_an_outlier(Loss loss)
    {
        double[] spoiled = [.. s_y];
        spoiled[5] = 60;
        var data = new Dictionary<string, double[]> { ["x"] = s_x, ["y"] = spoiled };
        var plain = Optimize.Fit(F("a+b*x"), F("y"), data, Start(("a", 0), ("b", 0)));
        var robust = Optimize.Fit(F("a+b*x"), F("y"), data, Start(("a", 0), ("b", 0)), new() { Loss = loss, LossScale = 0.3 });
        Assert.True(robust.Converged, robust.Explanation);
        Assert.InRange(robust["b"], 1.9, 2.15);
        Assert.True(Math.Abs(plain["b"] - 2) > 0.5);
    }

    [Theory, InlineData(Loss.Huber, 0.14), InlineData(Loss.SoftL1, 0.14), InlineData(Loss.Cauchy, 0.24), InlineData(Loss.Squares, 1)]
    public void Standard_errors_are_how_much_estimates_scatter_from_sample_to_sample(Loss loss, double scale)
    {
        // One observation in ten is ten times as uncertain.
        var random = new Random(12);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        double[] x = [.. Enumerable.Range(0, 60).Select(i => 0.1 * i)];
        var (slopes, errors) = (new List<double>(), new List<double>());
        for (var sample = 0; sample < 600; sample++)
        {
            double[] y = [.. x.Select((at, i) => 1 + 2 * at + (i % 10 == 3 ? 1 : 0.1) * Normal())];
            var fit = Optimize.Fit(F("a+b*x"), F("y"), new Dictionary<string, double[]> { ["x"] = x, ["y"] = y }, Start(("a", 0), ("b", 0)), new() { Loss = loss, LossScale = scale });
            slopes.Add(fit["b"]);
            errors.Add(fit.Parameters[1].StandardError);
        }

        var mean = slopes.Average();
        var scatter = Math.Sqrt(slopes.Sum(b => (b - mean) * (b - mean)) / (slopes.Count - 1));
        Assert.Equal(2, mean, 3 * scatter / Math.Sqrt(slopes.Count));
        Assert.InRange(Math.Sqrt(errors.Average(e => e * e)) / scatter, 0.9, 1.1);
    }

    [Theory, InlineData(false, false), InlineData(true, false), InlineData(false, true)]
    public void Very_many_rows_are_fitted_as_few_are(bool hasWeights, bool hasBounds)
    {
        const int Rows = 300_001;
        var random = new Random(4);
        double[] x = [.. Enumerable.Range(0, Rows).Select(i => 1e-5 * i)];
        double[] y = [.. x.Select(at => 2 * Math.Exp(-0.8 * at) + 0.5 + 0.1 * (random.NextDouble() - 0.5))];
        var options = new FitOptions
        {
            Weights = hasWeights ? [.. x.Select((_, i) => i % 7 == 0 ? 0.0 : 1 + i % 3)] : null,
            Bounds = hasBounds ? new(["a", "b", "c"], [0, 0, 0], [1.9, 10, 10]) : null,
        };
        var folded = Optimize.Fit(F("a*exp(-b*x)+c"), F("y"), new Dictionary<string, double[]> { ["x"] = x, ["y"] = y }, Start(("a", 1), ("b", 1), ("c", 0)), options);
        var whole = Optimize.Fit(new Residuals(["a", "b", "c"], Rows, (p, r) => Values(p, r), (p, r, jacobian) =>
        {
            Values(p, r);
            for (var i = 0; i < Rows; i++)
                (jacobian[3 * i], jacobian[3 * i + 1], jacobian[3 * i + 2]) = (Math.Exp(-p[1] * x[i]), -p[0] * x[i] * Math.Exp(-p[1] * x[i]), 1);
        }), [1, 1, 0], options);
        Assert.True(folded.Converged, folded.Explanation);
        Assert.Equal(whole.DegreesOfFreedom, folded.DegreesOfFreedom);
        Assert.Equal(whole.ResidualSumOfSquares, folded.ResidualSumOfSquares, 1e-10 * whole.Cost);
        Assert.Equal(Rows, folded.Residuals.Count);
        Assert.Equal(whole.Residuals[Rows - 1], folded.Residuals[Rows - 1], 1e-8);
        for (var j = 0; j < 3; j++)
        {
            Assert.Equal(whole.Parameters[j].Estimate, folded.Parameters[j].Estimate, 1e-9);
            Assert.Equal(whole.Parameters[j].IsAtBound, folded.Parameters[j].IsAtBound);
            if (!whole.Parameters[j].IsAtBound) Assert.Equal(whole.Parameters[j].StandardError, folded.Parameters[j].StandardError, 1e-8 * whole.Parameters[j].StandardError);
        }

        Assert.Equal(hasBounds, folded.Parameters[0].IsAtBound);

        void Values(ReadOnlySpan<double> p, Span<double> r)
        {
            for (var i = 0; i < Rows; i++) r[i] = p[0] * Math.Exp(-p[1] * x[i]) + p[2] - y[i];
        }
    }

    [Fact]
    public void Very_many_rows_may_not_be_finite_or_not_determine_a_parameter()
    {
        double[] x = [.. Enumerable.Range(0, 300_000).Select(i => 1e-5 * i)];
        var data = new Dictionary<string, double[]> { ["x"] = x, ["y"] = [.. x.Select(at => 2 * at)] };
        var twice = Optimize.Fit(F("a*x+b*x"), F("y"), data, Start(("a", 0), ("b", 0)));
        Assert.True(twice.Converged, twice.Explanation);
        Assert.All(twice.Parameters, p => Assert.Equal(double.NaN, p.StandardError));
        Assert.Equal(2, twice["a"] + twice["b"], 1e-12);
        Assert.Equal(OptimizationStatus.NonFinite, Optimize.Fit(F("a*ln(x-1)"), F("y"), data, Start(("a", 1))).Status);
    }

    [Fact]
    public void The_rates_of_puromycin_are_fitted_as_in_Bates_and_Watts()
    {
        // Nonlinear Regression Analysis and Its Applications (1988), section 2.2: treated cells, Michaelis and Menten's model.
        double[] x = [0.02, 0.02, 0.06, 0.06, 0.11, 0.11, 0.22, 0.22, 0.56, 0.56, 1.10, 1.10];
        double[] y = [76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200];
        foreach (var start in (OrderedDictionary<string, double>[])[Start(("v", 205), ("k", 0.08)), Start(("v", 1), ("k", 1)), Start(("v", 1e4), ("k", 100))])
        {
            var fit = Optimize.Fit(F("v*x/(k+x)"), F("y"), new Dictionary<string, double[]> { ["x"] = x, ["y"] = y }, start);
            Assert.True(fit.Converged, fit.Explanation);
            Assert.Equal(212.7, fit["v"], 0.05);
            Assert.Equal(0.06412, fit["k"], 0.000005);
            Assert.Equal(6.947, fit.Parameters[0].StandardError, 0.0005);
            Assert.Equal(0.00828, fit.Parameters[1].StandardError, 0.000005);
            Assert.Equal(10.93, fit.ResidualStandardDeviation, 0.005);
        }
    }

    [Fact]
    public void Bounds_hold_a_parameter_which_then_has_no_standard_error()
    {
        var bounds = Bounds.Of(["a", "b"], [KeyValuePair.Create("b", (0.0, 1.5))]);
        var fit = Optimize.Fit(F("a+b*x"), F("y"), Data, Start(("a", 0), ("b", 1)), new() { Bounds = bounds });
        Assert.True(fit.Converged, fit.Explanation);
        Assert.Equal(1.5, fit["b"]);
        Assert.Equal(s_y.Average() - 1.5 * s_x.Average(), fit["a"], 1e-9);
        Assert.True(fit.Parameters[1].IsAtBound && double.IsNaN(fit.Parameters[1].StandardError));
        Assert.Contains("A bound holds b", fit.Warnings.Single());
    }

    [Fact]
    public void Parameters_that_the_data_do_not_determine_are_named()
    {
        var fit = Optimize.Fit(F("a+b*x+c*(2*x+1)"), F("y"), Data, Start(("a", 0), ("b", 0), ("c", 0)));
        Assert.True(fit.Converged, fit.Explanation);
        Assert.Contains("do not determine a, b, c", fit.Warnings.Single());
        Assert.All(fit.Parameters, p => Assert.True(double.IsNaN(p.StandardError)));
        var few = Optimize.Fit(F("a+b*x+c*x^2"), F("y"), new Dictionary<string, double[]> { ["x"] = [1, 2], ["y"] = [3, 4] }, Start(("a", 0), ("b", 0), ("c", 0)));
        Assert.Contains(few.Warnings, w => w.Contains("3 free parameters for 2 observations", StringComparison.Ordinal));
    }

    [Fact]
    public void Bad_calls_are_errors_that_name_what_is_wrong()
    {
        string Error(Func<object> call) => Assert.Throws<OptionException>(call).Message;
        Assert.Contains("c does not occur", Error(() => Optimize.Fit(F("a*x"), F("y"), Data, Start(("a", 1), ("c", 1)))));
        Assert.Contains("b in the model is neither a column", Error(() => Optimize.Fit(F("a*x+b"), F("y"), Data, Start(("a", 1)))));
        Assert.Contains("z in the response", Error(() => Optimize.Fit(F("a*x"), F("z"), Data, Start(("a", 1)))));
        Assert.Contains("x in row 2 of the data is nan", Error(() => Optimize.Fit(F("a*x"), F("y"), new Dictionary<string, double[]> { ["x"] = [1, double.NaN], ["y"] = [1, 2] }, Start(("a", 1)))));
        Assert.Contains("has 1 rows, but x has 2", Error(() => Optimize.Fit(F("a*x"), F("y"), new Dictionary<string, double[]> { ["x"] = [1, 2], ["y"] = [1] }, Start(("a", 1)))));
        Assert.Contains("response is nan in row 1", Error(() => Optimize.Fit(F("a*x"), F("ln(y)"), new Dictionary<string, double[]> { ["x"] = [1, 2], ["y"] = [-1, 2] }, Start(("a", 1)))));
        Assert.Contains("weights for 8", Error(() => Optimize.Fit(F("a*x"), F("y"), Data, Start(("a", 1)), new() { Weights = [1] })));
        Assert.Contains("x is a column", Error(() => Optimize.Fit(F("a*x"), F("y"), Data, Start(("a", 1), ("x", 1)))));
    }

    [Fact]
    public void A_start_outside_the_domain_is_a_status_that_names_the_observation()
    {
        var fit = Optimize.Fit(F("ln(a*x+1)"), F("y"), Data, Start(("a", -1)));
        Assert.Equal(OptimizationStatus.NonFinite, fit.Status);
        Assert.Contains("observation 2 is -inf", fit.Explanation);
    }

    [Fact]
    public void A_system_of_equations_is_solved_or_said_to_have_no_root_there()
    {
        var solved = Optimize.Solve(Residuals.Of([F("x^2+y^2-4"), F("x*y-1")], ["x", "y"]), [2, 1]);
        Assert.True(solved.Converged, solved.Explanation);
        Assert.Equal(4, Math.Pow(solved["x"], 2) + Math.Pow(solved["y"], 2), 1e-12);
        Assert.Equal(OptimizationStatus.Infeasible, Optimize.Solve(Residuals.Of([F("x^2+1")], ["x"]), [2]).Status);
    }

    [Fact]
    public void Scalar_searches_find_minimum_and_root()
    {
        var minimum = Optimize.MinimizeScalar(x => Math.Cos(x) + x / 10, 2, 5);
        Assert.True(minimum.Converged);
        Assert.Equal(Math.PI - Math.Asin(0.1), minimum.X, 1e-7);
        var root = Optimize.FindRoot(x => Math.Exp(x) - 2, 0, 5);
        Assert.Equal(Math.Log(2), root.X, 1e-15);
        Assert.InRange(root.Iterations, 1, 20);
        Assert.Equal(0, Optimize.FindRoot(x => x * x * x, -1, 3).F, 1e-30);
        Assert.Equal(OptimizationStatus.NonFinite, Optimize.FindRoot(x => Math.Log(x), -1, 3).Status);
        Assert.Contains("no change of sign", Optimize.FindRoot(x => x * x + 1, -1, 1).Explanation);
    }

    [Fact]
    public void A_start_where_no_parameter_matters_is_no_minimum()
    {
        // e^(−b·e^…) has vanished there, and its derivatives with it.
        var fit = Optimize.Fit(F("a*exp(-b*exp(c*x))"), F("y"), Data, Start(("a", 1), ("b", 1e4), ("c", 1)));
        Assert.Equal(OptimizationStatus.NoDescent, fit.Status);
        Assert.Contains("does not change with any parameter", fit.Explanation, StringComparison.Ordinal);
    }
}
