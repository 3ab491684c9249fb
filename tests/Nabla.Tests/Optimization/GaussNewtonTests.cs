using Nabla.Optimization;
using Nabla.Symbolics;

namespace Nabla.Tests.Optimization;

public sealed class GaussNewtonTests
{
    static readonly FitOptions s_gaussNewton = new() { Method = FitMethod.GaussNewton };

    static Residuals Of(params string[] formulas) => Residuals.Of([.. formulas.Select(f => Formula.Parse(f).Expression)], ["x", "y"]);

    [Fact]
    public void The_first_step_is_the_solution_of_the_linear_model()
    {
        // r = (x² − 2, xy − 3, y − 1), J at (2, 1) = [[4, 0], [1, 2], [0, 1]]: JᵀJ·p = −Jᵀr with r = (2, −1, 0) has
        // JᵀJ = [[17, 2], [2, 5]] and −Jᵀr = (−7, 2), so p = (−39, 48)/81.
        var fit = Optimize.Fit(Of("x^2-2", "x*y-3", "y-1"), [2, 1], s_gaussNewton with { Iterations = 1, KeepPath = true });
        Assert.Equal(2 - 39.0 / 81, fit.Path![1].X[0], 1e-14);
        Assert.Equal(1 + 48.0 / 81, fit.Path[1].X[1], 1e-14);
    }

    [Fact]
    public void A_linear_problem_takes_one_step_from_anywhere()
    {
        var fit = Optimize.Fit(Of("x+y-3", "x-y-1", "2*x+y-5"), [1e6, -1e6], s_gaussNewton with { KeepPath = true });
        Assert.True(fit.Converged, fit.Explanation);
        Assert.Equal(2, fit.Path![1].X[0], 1e-8);
        Assert.Equal(1, fit.Path[1].X[1], 1e-8);
    }

    [Fact]
    public void A_step_that_raises_the_cost_is_cut_along_its_line()
    {
        // Newton's step for atan from 2 overshoots to −3.5, where atan is larger.
        var fit = Optimize.Fit(Of("atan(x)", "y"), [2, 0], s_gaussNewton with { KeepPath = true });
        Assert.True(fit.Converged, fit.Explanation);
        Assert.Equal(0, fit["x"], 1e-12);
        Assert.All(fit.Path!.Zip(fit.Path!.Skip(1)), pair => Assert.True(pair.Second.F <= pair.First.F));
    }

    [Fact]
    public void It_finds_the_fit_that_Levenberg_and_Marquardt_find()
    {
        var data = new Dictionary<string, double[]> { ["t"] = [0, 1, 2, 3, 4], ["y"] = [2.1, 1.2, 0.75, 0.4, 0.31] };
        var start = new OrderedDictionary<string, double> { ["a"] = 1, ["b"] = 0.3 };
        var (model, y) = (Formula.Parse("a*exp(-b*t)").Expression, Formula.Parse("y").Expression);
        var (one, other) = (Optimize.Fit(model, y, data, start, s_gaussNewton), Optimize.Fit(model, y, data, start));
        Assert.True(one.Converged, one.Explanation);
        Assert.Equal(other["b"], one["b"], 1e-10);
        Assert.Equal(other.Parameters[0].StandardError, one.Parameters[0].StandardError, 1e-9);
    }

    [Theory, InlineData(FitMethod.LevenbergMarquardt), InlineData(FitMethod.GaussNewton)]
    public void Iterations_allocate_nothing(FitMethod method)
    {
        // Powell's singular function: steps halve, and go on for long.
        var residuals = Residuals.Of(4, 4, (x, r, jacobian) =>
        {
            jacobian.Clear();
            (r[0], r[1]) = (x[0] + 10 * x[1], Math.Sqrt(5) * (x[2] - x[3]));
            (r[2], r[3]) = ((x[1] - 2 * x[2]) * (x[1] - 2 * x[2]), Math.Sqrt(10) * (x[0] - x[3]) * (x[0] - x[3]));
            (jacobian[0], jacobian[1], jacobian[6], jacobian[7]) = (1, 10, Math.Sqrt(5), -Math.Sqrt(5));
            (jacobian[9], jacobian[10]) = (2 * (x[1] - 2 * x[2]), -4 * (x[1] - 2 * x[2]));
            jacobian[12] = 2 * Math.Sqrt(10) * (x[0] - x[3]);
            jacobian[15] = -jacobian[12];
        });
        Run(40);
        Assert.Equal(Run(2), Run(18));

        long Run(int iterations)
        {
            var run = new LevenbergMarquardt(new(residuals, new()), [3.0, -1, 0, 1], new() { Iterations = iterations, Method = method }, new(new FitOptions { Iterations = iterations }), new());
            var before = GC.GetAllocatedBytesForCurrentThread();
            run.Run();
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (iterations < 20) Assert.Equal(iterations, run.Iterations);
            return allocated;
        }
    }

    [Fact]
    public void Newtons_method_in_a_bracket_finds_roots_with_few_derivatives()
    {
        var root = Optimize.FindRoot(Formula.Parse("exp(x) - 2").Expression, 0, 5);
        Assert.True(root.Converged);
        Assert.Equal(Math.Log(2), root.X, 1e-15);
        Assert.InRange(root.Iterations, 1, 12);
        // From the middle of the interval Newton's steps alone run away from this root.
        Assert.Equal(0, Optimize.FindRoot(Formula.Parse("atan(x)").Expression, -100, 3).X, 1e-12);
        // No slope in the middle, where Newton's step is infinite; and a triple root.
        Assert.Equal(2, Optimize.FindRoot(Formula.Parse("x^3 - 8").Expression, -3, 3).X, 1e-14);
        Assert.Equal(0, Optimize.FindRoot(x => (x * x * x, 3 * x * x), -1, 3).X, 1e-15);
        Assert.Equal(OptimizationStatus.Infeasible, Optimize.FindRoot(Formula.Parse("x^2 + 1").Expression, -1, 1).Status);
        Assert.Equal(OptimizationStatus.NonFinite, Optimize.FindRoot(Formula.Parse("ln(x)").Expression, -1, 3).Status);
        Assert.Contains("x, y", Assert.Throws<OptionException>(() => Optimize.FindRoot(Formula.Parse("x*y").Expression, 0, 1)).Message);
    }
}
