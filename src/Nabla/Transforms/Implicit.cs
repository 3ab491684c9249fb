using Nabla.Primitives;
using Nabla.Tensors;
using Nabla.Tracing;
using Nabla.Trees;

namespace Nabla.Transforms;

/// <summary>
/// Roots as functions of what their equations depend on. Steps of Newton's method from a root, which is held constant, do
/// not move it, and k steps have its first 2ᵏ − 1 derivatives: each step squares the error in the parameters.
/// </summary>
static class Implicit
{
    // Of a graph nobody knows how often it will be differentiated: three steps have seven derivatives.
    const int OrderOfGraphs = 7;

    /// <summary>The root x of f that the solver finds, with its derivatives by all that f depends on.</summary>
    public static Tensor Root<T>(Func<Tensor, T, Tensor> f, Func<T, Tensor> solver, T parameters) where T : ITree
    {
        // The solver's own steps are not differentiated.
        var root = Tensor.StopGradient(solver(Tree.Map(parameters, x => x.IsWeak ? x : Tensor.StopGradient(x))));
        if (!root.DType.IsFloating) throw new GradientException($"ImplicitRoot: the solver's root must be floating, and this one is {root.Type}.");
        var order = Order(Residual(f, root, parameters));
        var x = root;
        for (var steps = 0; (1 << steps) - 1 < order; steps++) x = Newton(f, x, parameters);
        // The value is the solver's to the last bit.
        return order == 0 ? root : root + (x - Tensor.StopGradient(x));
    }

    static Tensor Newton<T>(Func<Tensor, T, Tensor> f, Tensor x, T parameters) where T : ITree
    {
        var jacobian = Reshape.To(Matrices.Jacobian(x => Residual(f, x, parameters), x), [x.Count, x.Count]);
        var residual = Reshape.To(Residual(f, x, parameters), [x.Count, 1]);
        return x - Reshape.To(Solve.ByMatrix.Apply(jacobian, residual), x.Shape);
    }

    static Tensor Residual<T>(Func<Tensor, T, Tensor> f, Tensor x, T parameters) where T : ITree
    {
        var y = f(x, parameters).Settled();
        return y.Type == x.Type ? y : throw new ShapeException($"ImplicitRoot: the root is {x.Type} and its equations are {y.Type}: there must be one for each unknown.");
    }

    // How many derivatives are being taken: the levels of differentiation that the value belongs to.
    static int Order(Tensor x)
    {
        var order = 0;
        while (true)
        {
            switch (x.Level)
            {
                case null: return order;
                case GraphLevel: return order + OrderOfGraphs;
                case DualLevel: order++; break;
            }

            x = x.Below!;
        }
    }
}
