using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// An operation that is not linear: its Jvp is to be written, with tangents taken through linear operations only
/// (<see cref="Tensor.Scale"/> for products, so that zero absorbs). The reverse derivative follows from that.
/// </summary>
abstract class NonlinearPrimitive : SingleResult
{
    public sealed override Tensor Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand) => throw NotLinear(this);

    internal static InvalidOperationException NotLinear(Primitive primitive) => NotLinear($"{primitive.Name} of a tangent");

    internal static InvalidOperationException NotLinear(string what) =>
        new($"{what} is not linear in it. A rule (of CustomJvp, CustomVjp or a primitive) must be " +
            "linear in its direction or cotangent: compute what is not from the argument, and multiply.");
}
