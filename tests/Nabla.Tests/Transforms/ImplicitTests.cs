using Nabla.Tensors;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Transforms;

/// <summary>Roots and minima as functions of their parameters, against closed forms.</summary>
public class ImplicitTests
{
    // By a loop with a branch on numbers: nothing a transform could trace through.
    static Tensor CubeRootByBisection(Tensor p)
    {
        var (low, high) = (0.0, 10.0);
        for (var i = 0; i < 200; i++)
        {
            var middle = (low + high) / 2;
            if (middle * middle * middle < (double)p) low = middle;
            else high = middle;
        }

        return From<double>([low], Shape.Scalar);
    }

    static readonly Func<Tensor, Tensor> s_cubeRoot = ImplicitRoot((x, p) => x * x * x - p, CubeRootByBisection);

    static Tensor Number(double x) => From<double>([x], Shape.Scalar);

    [Fact]
    public void A_root_has_derivatives_to_fourth_order_in_every_mix_of_modes()
    {
        var p = Number(1.7);
        Tensor Along(Func<Tensor, Tensor> f, Tensor x) => Jvp(f, x, Number(1)).Tangent;
        double[] expected = [.. Enumerable.Range(0, 5).Select(n => Enumerable.Range(0, n).Aggregate(1.0, (c, k) => c * (1.0 / 3 - k)) * Math.Pow(1.7, 1.0 / 3 - n))];
        Assert.Equal(expected[0], (double)s_cubeRoot(p), 1e-15);
        Assert.Equal(expected[1], (double)Grad(s_cubeRoot, p), 1e-14);
        Assert.Equal(expected[1], (double)Along(s_cubeRoot, p), 1e-14);
        Assert.Equal(expected[2], (double)Grad(Grad(s_cubeRoot))(p), 1e-13);
        Assert.Equal(expected[2], (double)Along(Grad(s_cubeRoot), p), 1e-13);
        Assert.Equal(expected[2], (double)Grad(x => Along(s_cubeRoot, x))(p), 1e-13);
        Assert.Equal(expected[3], (double)Along(Grad(Grad(s_cubeRoot)), p), 1e-12);
        Assert.Equal(expected[4], (double)Along(x => Along(Grad(Grad(s_cubeRoot)), x), p), 1e-11);
    }

    [Fact]
    public void The_value_of_a_root_is_the_solvers_with_and_without_derivatives()
    {
        var p = Number(1.7);
        Assert.Equal((double)CubeRootByBisection(p), (double)s_cubeRoot(p));
        Assert.Equal((double)CubeRootByBisection(p), (double)ValueAndGrad(s_cubeRoot, p).Value);
    }

    [Fact]
    public void A_root_depends_on_captured_variables_too()
    {
        var gradient = Grad(q => ImplicitRoot((x, p) => x * x * x - p * q, p => CubeRootByBisection(p * StopGradient(q)))(2), Number(0.85));
        Assert.Equal(2 * Math.Pow(1.7, -2.0 / 3) / 3, (double)gradient, 1e-14);
    }

    [Fact]
    public void The_solution_of_a_system_has_the_derivative_of_Solve()
    {
        var a = From<double>([4, 1, -1, 3], [2, 2]);
        var b = From<double>([1, 2], [2]);
        var root = ImplicitRoot((x, b) => MatMul(a, x) - b, b => Solve(a, b));
        Assert.True(AllClose(Inverse(a), Jacobian(root)(b)));
        Assert.True(AllClose(Vmap(Jacobian(root))(Stack([b, 2 * b])), Stack([Inverse(a), Inverse(a)])));
    }

    [Fact]
    public void A_minimum_moves_as_the_closed_form_of_ridge_regression()
    {
        var data = From<double>([1, 2, 3, -1, 0.5, 2], [3, 2]);
        var y = From<double>([1, -2, 0.5], [3]);
        Tensor Closed(Tensor ridge) => Solve(MatMul(data.T, data) + ridge * Eye(2, DType.Float64), MatMul(data.T, y));
        var fitted = ImplicitArgMin(
            (w, ridge) => (Sum((MatMul(data, w) - y) * (MatMul(data, w) - y)) + ridge * Sum(w * w)) / 2, Closed);
        var ridge = Number(0.3);
        Assert.True(AllClose(Jacobian(Closed)(ridge), Jacobian(fitted)(ridge), 1e-12));
        Assert.True(AllClose(Jacobian(Jacobian(Closed))(ridge), Jacobian(Jacobian(fitted))(ridge), 1e-11));
        Assert.True(AllClose(Hessian(r => Sum(Closed(r) * Closed(r)))(ridge), Hessian(r => Sum(fitted(r) * fitted(r)))(ridge), 1e-11));
    }

    [Fact]
    public void A_traced_root_is_differentiated_as_a_graph()
    {
        var b = From<double>([1, 2], [2]);
        var root = ImplicitRoot((x, b) => x * x - b, Sqrt);
        var graph = Trace(root, b);
        var jacobian = Jacobian(x => graph.Run(x)[0])(b);
        Assert.True(AllClose(jacobian, From<double>([0.5, 0, 0, 0.5 / Math.Sqrt(2)], [2, 2])));
    }

    [Fact]
    public void Equations_that_are_fewer_than_the_unknowns_are_named()
    {
        var root = ImplicitRoot((x, p) => Sum(x) - p, p => Stack([p, p]));
        var error = Assert.Throws<ShapeException>(() => root(Number(1)));
        Assert.Contains("(2)", error.Message, StringComparison.Ordinal);
    }

    static bool AllClose(Tensor x, Tensor y, double relative = 1e-12) => Nabla.Trees.Tree.AllClose(x, y, relative, 1e-14);
}
