using Nabla.Optimization;
using Nabla.Tensors;
using Nabla.Trees;

namespace Nabla.Tests.Optimization;

public sealed partial class TreeMinimizeTests
{
    [Tree]
    sealed partial record Line(Tensor Slope, Tensor Level);

    static readonly Tensor s_x = Tensor.From(new double[,] { { 0, 1 }, { 1, 0 }, { 2, 2 }, { 3, -1 } });
    static readonly Tensor s_y = Tensor.From([1.0, 3, 4, 9]);

    static Tensor Squares(Line line)
    {
        var off = Tensor.MatMul(s_x, line.Slope) + line.Level - s_y;
        return Tensor.Sum(off * off);
    }

    [Theory, InlineData("l-bfgs"), InlineData("newton-cg"), InlineData("bfgs"), InlineData("newton"), InlineData("cg")]
    public void A_record_is_minimised_as_a_record_by_every_method(string method)
    {
        var start = new Line(Tensor.From([0.0, 0]), 0.0);
        var best = Optimize.Minimize(Squares, start, MinimizeMethod.Create(method));
        Assert.True(best.Run.Converged, best.Run.Explanation);
        Assert.Equal(["Slope[0]", "Slope[1]", "Level"], best.Run.Variables);
        // At a minimum of squares the residuals are orthogonal to every column.
        var off = Tensor.MatMul(s_x, best.X.Slope) + best.X.Level - s_y;
        Assert.All(Tensor.MatMul(s_x.T, off).ToArray<double>(), slope => Assert.Equal(0, slope, 1e-5));
        Assert.Equal(0, (double)Tensor.Sum(off), 1e-5);
        Assert.Equal((double)Squares(best.X), best.Run.F, 1e-6);
    }

    [Fact]
    public void A_tensor_is_minimised_and_keeps_its_shape_and_element_type()
    {
        var start = Tensor.From([-1.2f, 1, -1.2f, 1], [2, 2]);
        var best = Optimize.Minimize(
            x => Tensor.Sum(100 * Tensor.Pow(x[.., 1] - Tensor.Pow(x[.., 0], 2), 2) + Tensor.Pow(1 - x[.., 0], 2)), start);
        Assert.True(best.Run.Converged, best.Run.Explanation);
        Assert.Equal(start.Type, best.X.Type);
        Assert.All(best.X.ToArray<double>(), x => Assert.Equal(1, x, 1e-6));
        Assert.Equal("x[3]", best.Run.Variables[3]);
        // The run itself has the digits of float64.
        Assert.All(best.Run.X, x => Assert.Equal(1, x, 1e-9));
    }

    [Fact]
    public void A_number_is_minimised_within_bounds()
    {
        var best = Optimize.Minimize(x => Tensor.Exp(x) - 2 * x, 3.0, options: new() { Bounds = new(["x"], [1], [5]) });
        Assert.Equal(1, (double)best.X);
        Assert.Equal(["x"], best.Run.Variables);
        Assert.Equal(Math.Log(2), (double)Optimize.Minimize(x => Tensor.Exp(x) - 2 * x, 3.0).X, 1e-6);
    }

    [Fact]
    public void Products_with_the_Hessian_are_exact()
    {
        var best = Optimize.Minimize(Squares, new Line(Tensor.From([5.0, -3]), 1.0), new NewtonCg());
        Assert.True(best.Run.Evaluations.HessianVectors > 0);
        Assert.InRange(best.Run.Iterations, 1, 10);
    }

    [Fact]
    public void A_start_that_is_not_finite_is_named() =>
        Assert.Contains("Slope[1]", Assert.Throws<OptionException>(() => Optimize.Minimize(Squares, new Line(Tensor.From([0, double.NaN]), 0.0))).Message);
}
