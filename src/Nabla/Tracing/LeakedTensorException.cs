using Nabla.Tensors;

namespace Nabla.Tracing;

/// <summary>A tensor was used after the transform that traced it had ended: it was stored outside by the function.</summary>
public sealed class LeakedTensorException : InvalidOperationException
{
    internal LeakedTensorException(string transform, Tensor leaked)
        : base($"A {leaked.Type} tensor from inside {transform} was used after {transform} had ended. " +
            "Return it from the function instead of storing it in a variable outside.")
    {
    }
}
