using Nabla.Tensors;

namespace Nabla.Transforms;

/// <summary>Reverse mode: linearize, then transpose.</summary>
static class Reverse
{
    /// <summary>
    /// The one number that f gives, what else it gives, and the derivative of the number by every input that varies; zero for
    /// the others and for integers.
    /// </summary>
    /// <exception cref="GradientException">The first result is no floating number, or depends on no input that varies.</exception>
    public static (Tensor[] Values, Tensor[] Gradients) ValueAndGrad(
        Func<Tensor[], Tensor[]> f, ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> varies = default)
    {
        var first = 0;
        while (first < x.Length && !(x[first].DType.IsFloating && (varies.IsEmpty || varies[first]))) first++;
        if (first == x.Length)
            throw new GradientException(x.Length == 1
                ? $"Grad by a {x[0].Type} tensor: only floating tensors have derivatives. Convert it with To(DType.Float32)."
                : "Grad by a tree without a floating tensor that varies: there is nothing to differentiate by.");
        var at = Linearization.Of(f, x, varies);
        var y = at.Values[0];
        if (y.Count != 1 || y.Rank != 0)
            throw new GradientException($"Grad needs a function with one number as its result, and this one gives {y.Type}: sum it, or use Jacobian or Vjp.");
        if (!y.DType.IsFloating)
            throw new GradientException($"Grad needs a floating result, and this one is {y.DType.Name}: convert operands to float32 or float64.");
        if (!at.Depends[0])
            throw new GradientException("The result does not depend on the argument, so its gradient would be zero without a reason. " +
                "Was the argument converted to a number, or another variable used? Use StopGradient where zero is meant.");
        var bars = at.Reverse([Tensor.Full(y.Type, 1)]);
        var gradients = new Tensor[x.Length];
        for (var i = 0; i < gradients.Length; i++) gradients[i] = bars[i] ?? Tensor.Zeros(x[i].Type);
        return (at.Values, gradients);
    }
}
