using Nabla.Tensors;
using Nabla.Transforms;
using Nabla.Trees;

namespace Nabla;

public static partial class Differentiate
{
    /// <summary>
    /// The root x of f(x, parameters) = 0 that the solver finds, as a function of the parameters whose derivatives, of any order
    /// and in any mode, are those of the implicit function theorem: dx = −(∂f/∂x)⁻¹·(∂f/∂p)·dp. The solver's own steps are not
    /// differentiated, so it may loop, branch and stop as it likes, but must give an accurate root; only under Vmap and Trace
    /// must it be made of tensor operations. Derivatives are NaN where ∂f/∂x is singular.
    /// </summary>
    /// <param name="f">The equations: of an unknown tensor and the parameters, as many values as unknowns.</param>
    /// <param name="solver">From the parameters to a root.</param>
    /// <exception cref="ShapeException">When called: the equations have not the type of the root.</exception>
    public static Func<Tensor, Tensor> ImplicitRoot(Func<Tensor, Tensor, Tensor> f, Func<Tensor, Tensor> solver) =>
        ImplicitRoot<Tensor>(f, solver);

    /// <summary>The root of equations that depend on a tree of parameters.</summary>
    public static Func<T, Tensor> ImplicitRoot<T>(Func<Tensor, T, Tensor> f, Func<T, Tensor> solver) where T : ITree =>
        parameters => Implicit.Root(f, solver, parameters);

    /// <summary>
    /// The x at which f(x, parameters), one number, is least, or stationary, as the solver finds it: the root of the gradient,
    /// with the derivatives by the parameters that follow from the Hessian.
    /// </summary>
    public static Func<Tensor, Tensor> ImplicitArgMin(Func<Tensor, Tensor, Tensor> f, Func<Tensor, Tensor> solver) =>
        ImplicitArgMin<Tensor>(f, solver);

    /// <summary>The minimum of a function that depends on a tree of parameters.</summary>
    public static Func<T, Tensor> ImplicitArgMin<T>(Func<Tensor, T, Tensor> f, Func<T, Tensor> solver) where T : ITree =>
        ImplicitRoot<T>((x, parameters) => Grad(x => f(x, parameters), x), solver);
}
