using Nabla.Primitives;
using Nabla.Tensors;

namespace Nabla.Transforms;

/// <summary>Derivatives by all directions at once.</summary>
static class Matrices
{
    /// <summary>The Jacobian, shape (result, argument): one linearization, applied to a basis by Vmap.</summary>
    public static Tensor Jacobian(Func<Tensor, Tensor> f, Tensor x)
    {
        if (!x.DType.IsFloating) throw new GradientException($"Jacobian needs a floating argument, and this one is {x.DType.Name}.");
        var at = Linearization.Of(x => [f(x[0]).Settled()], [x], name: "Jacobian");
        var y = at.Values[0];
        if (!y.DType.IsFloating) throw new GradientException($"Jacobian needs a floating result, and this one is {y.DType.Name}.");
        Shape shape = [.. y.Shape.Lengths, .. x.Shape.Lengths];
        if (shape.Count == 0) return Tensor.Zeros(new(y.DType, shape));
        if (x.Count <= y.Count)
        {
            var columns = Vectorization.Vmap(dx => at.Forward(dx), [Basis(x.Type)], [0])[0];
            return Reshape.To(Reshape.To(columns, [x.Count, y.Count]).T, shape);
        }

        var rows = Vectorization.Vmap(yBar => [at.Reverse(yBar)[0] ?? Tensor.Zeros(x.Type)], [Basis(y.Type)], [0])[0];
        return Reshape.To(rows, shape);
    }

    // One tensor per element, with a 1 in its place.
    static Tensor Basis(TensorType type) =>
        Reshape.To(Tensor.Eye(type.Shape.Count, type.DType), type.Shape.Insert(0, type.Shape.Count));
}
