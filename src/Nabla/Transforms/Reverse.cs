using Nabla.Tensors;
using Nabla.Tracing;

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
        Differentiable("Grad", x, varies);
        var at = Linearization.Of(f, x, varies, "Grad");
        var y = at.Values[0];
        if (y.Count != 1 || y.Rank != 0)
            throw new GradientException($"Grad needs a function with one number as its result, and this one gives {y.Type}: sum it, or use Jacobian or Vjp.");
        if (!y.DType.IsFloating)
            throw new GradientException($"Grad needs a floating result, and this one is {y.DType.Name}: convert operands to float32 or float64.");
        if (!at.Depends[0])
            throw new GradientException("The result does not depend on the argument, so its gradient would be zero without a reason. " +
                "Was the argument converted to a number, or another variable used? Use StopGradient where zero is meant.");
        var bars = at.Reverse([Tensor.Full(y.Type, 1)]);
        at.Linear.Release();
        var gradients = new Tensor[x.Length];
        for (var i = 0; i < gradients.Length; i++) gradients[i] = bars[i] ?? Tensor.Zeros(x[i].Type);
        Level.Attach(gradients, x);
        return (at.Values, gradients);
    }

    /// <summary>Throws where there is nothing to differentiate by.</summary>
    /// <exception cref="GradientException">No floating tensor varies.</exception>
    public static void Differentiable(string transform, ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> varies = default)
    {
        for (var i = 0; i < x.Length; i++)
            if (x[i].DType.IsFloating && (varies.IsEmpty || varies[i])) return;
        throw new GradientException(x.Length == 1 && !x[0].DType.IsFloating
            ? $"{transform} by a tensor of {x[0].Type}: only floating tensors have derivatives. Convert it with To(DType.Float32)."
            : $"{transform} by a tree without a floating tensor that varies: there is nothing to differentiate by. Convert with To(DType.Float32) what is to vary.");
    }
}
