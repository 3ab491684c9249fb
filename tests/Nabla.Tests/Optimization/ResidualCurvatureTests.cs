using Nabla.Optimization;
using Nabla.Optimization.Dense;

namespace Nabla.Tests.Optimization;

/// <summary>What fits learn of the curvature of their residuals.</summary>
public sealed class ResidualCurvatureTests
{
    // r = (x − 1, y + 2, ½xᵀSx + 10): JᵀJ + r₃·S is the Hessian of ½|r|².
    static readonly double[,] s_bend = { { 0.03, 0.01 }, { 0.01, 0.02 } };

    static void Evaluate(ReadOnlySpan<double> x, Span<double> r, Span<double> jacobian)
    {
        double u = s_bend[0, 0] * x[0] + s_bend[0, 1] * x[1], v = s_bend[1, 0] * x[0] + s_bend[1, 1] * x[1];
        (r[0], r[1], r[2]) = (x[0] - 1, x[1] + 2, (x[0] * u + x[1] * v) / 2 + 10);
        jacobian.Clear();
        (jacobian[0], jacobian[3], jacobian[4], jacobian[5]) = (1, 1, u, v);
    }

    [Fact]
    public void Steps_along_all_directions_teach_the_curvature()
    {
        var curvature = new ResidualCurvature(2);
        var model = new DampedStep(3, 2);
        double[] x = [0, 0], scale = [1, 1], step = new double[2];
        var gradient = Prepare(model, x);
        Assert.False(curvature.IsTrusted);
        for (var k = 0; k < 20; k++)
        {
            (step[0], step[1]) = k % 2 == 0 ? (1e-4, 0.0) : (0.0, 1e-4);
            curvature.Leave(gradient, step, model);
            (x[0], x[1]) = (x[0] + step[0], x[1] + step[1]);
            gradient = Prepare(model, x);
            curvature.Arrive(gradient, step, model, scale);
        }

        Assert.True(curvature.IsTrusted);
        // r₃ ≈ 10 there.
        Assert.Equal(10 * s_bend[0, 0], curvature.Form([1, 0]), 1e-3);
        Assert.Equal(10 * s_bend[1, 1], curvature.Form([0, 1]), 1e-3);
        Assert.Equal(10 * (s_bend[0, 0] + s_bend[1, 1] + 2 * s_bend[0, 1]), curvature.Form([1, 1]), 1e-3);
        Assert.True(double.IsFinite(curvature.Solve(gradient, model, scale, step)));
        // (JᵀJ + S)p = −g
        double[] product = new double[2];
        model.Square(step, product);
        Assert.Equal(-gradient[0], product[0] + 10 * (s_bend[0, 0] * step[0] + s_bend[0, 1] * step[1]), 1e-3);
        Assert.Equal(-gradient[1], product[1] + 10 * (s_bend[1, 0] * step[0] + s_bend[1, 1] * step[1]), 1e-3);
    }

    // ½|r|²'s gradient, with the model taking J apart.
    static double[] Prepare(DampedStep model, double[] x)
    {
        double[] r = new double[3], rows = new double[6], columns = new double[6];
        Evaluate(x, r, rows);
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 2; j++) columns[j * 3 + i] = rows[i * 2 + j];
        double[] gradient = [Vectors.Dot(columns.AsSpan(0, 3), r), Vectors.Dot(columns.AsSpan(3, 3), r)];
        double[] lengths = [Norm.Of(columns.AsSpan(0, 3)), Norm.Of(columns.AsSpan(3, 3))];
        model.Prepare(columns, r, [1, 1], lengths);
        return gradient;
    }

    [Fact]
    public void A_fit_whose_residuals_stay_large_does_not_crawl()
    {
        var residuals = Residuals.Of(3, 2, Evaluate);
        var learning = Optimize.Fit(residuals, [5, 5]);
        var crawling = Optimize.Fit(residuals, [5, 5], new() { Method = FitMethod.GaussNewton });
        Assert.True(learning.Converged, learning.Explanation);
        for (var i = 0; i < 2; i++) Assert.Equal(crawling.Parameters[i].Estimate, learning.Parameters[i].Estimate, 1e-9);
        Assert.True(2 * learning.Iterations < crawling.Iterations, $"{learning.Iterations} iterations, by Gauss and Newton {crawling.Iterations}");
    }
}
