using Nabla.Tensors;
using Nabla.Transforms;

namespace Nabla;

public static partial class Differentiate
{
    /// <summary>
    /// All derivatives of the result by the argument, shape (result, argument). f runs once; forward mode is used where the
    /// argument has no more elements than the result, else reverse mode, for all directions at once.
    /// </summary>
    public static Func<Tensor, Tensor> Jacobian(Func<Tensor, Tensor> f) => x => Jacobian(f, x);

    /// <summary>All derivatives of the result by the argument at a point, shape (result, argument).</summary>
    /// <exception cref="GradientException">Argument or result are not floating.</exception>
    public static Tensor Jacobian(Func<Tensor, Tensor> f, Tensor at) => Matrices.Jacobian(f, at.Settled());

    /// <summary>The second derivatives of a number by the argument, shape (argument, argument): forward over reverse.</summary>
    public static Func<Tensor, Tensor> Hessian(Func<Tensor, Tensor> f) => x => Jacobian(Grad(f), x);

    /// <summary>The second derivatives of a number at a point.</summary>
    public static Tensor Hessian(Func<Tensor, Tensor> f, Tensor at) => Jacobian(Grad(f), at);

    /// <summary>The Hessian times a vector, at the cost of a few gradients: of an argument and the vector.</summary>
    public static Func<Tensor, Tensor, Tensor> HessianVectorProduct(Func<Tensor, Tensor> f) => (x, v) => Jvp(Grad(f), x, v).Tangent;

    /// <summary>The Hessian times a vector at a tree.</summary>
    public static T HessianVectorProduct<T>(Func<T, Tensor> f, T at, T v) where T : Trees.ITree => Jvp<T, T>(Grad(f), at, v).Tangent;
}
