using Nabla.Execution;
using Nabla.Optimization;

namespace Nabla.Tests.Optimization;

/// <summary>The problems that are not among the shared data, from their standard starts with default settings.</summary>
public sealed class MoreGarbowHillstromTests
{
    // It has several minima, of which the paper names two: what is reached must be a minimum, whichever.
    const string SeveralMinima = "26 trigonometric";

    public static TheoryData<string> Names() => [.. MoreGarbowHillstrom.All().Select(problem => problem.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Minimising_reaches_the_published_minimum(string name)
    {
        var problem = MoreGarbowHillstrom.All().Single(p => p.Name == name);
        var result = Optimize.Minimize(Objective.Of(problem.SumOfSquares, problem.Variables), problem.Start);
        Assert.True(result.Converged, result.Explanation);
        if (name == SeveralMinima) AssertMinimum(CompiledFormula.Compile(problem.SumOfSquares, problem.Variables), [.. result.X]);
        else AssertReached(problem.Minima, result.F);
    }

    [Theory, MemberData(nameof(Names))]
    public void Fitting_reaches_the_published_minimum(string name)
    {
        var problem = MoreGarbowHillstrom.All().Single(p => p.Name == name);
        var result = Optimize.Fit(Residuals.Of(problem.Residuals, problem.Variables), problem.Start);
        Assert.True(result.Converged, result.Explanation);
        AssertReached(problem.Minima, result.ResidualSumOfSquares);
    }

    // ∇f is 0 as far as f's rounding shows it, and f rises in every direction: its second derivatives have a Cholesky factor.
    static void AssertMinimum(CompiledFormula f, double[] x)
    {
        var n = x.Length;
        double[] gradient = new double[n], l = new double[n * n];
        f.ValueAndGradient(x, gradient);
        Assert.All(gradient, slope => Assert.InRange(slope, -1e-7, 1e-7));
        f.Hessian(x, l);
        for (var j = 0; j < n; j++)
        for (var i = j; i < n; i++)
        {
            for (var k = 0; k < j; k++) l[i * n + j] -= l[i * n + k] * l[j * n + k];
            if (i == j) Assert.True(l[i * n + i] > 0, $"f does not rise from ({string.Join(", ", x)}).");
            l[i * n + j] = i == j ? Math.Sqrt(l[i * n + j]) : l[i * n + j] / l[j * n + j];
        }
    }

    // The paper gives six digits.
    static void AssertReached(double[] minima, double f) =>
        Assert.True(minima.Any(minimum => Math.Abs(f - minimum) <= 5e-6 * minimum + 1e-12), $"f = {f}, published: {string.Join(", ", minima)}");
}
