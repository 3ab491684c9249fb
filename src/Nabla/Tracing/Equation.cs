using Nabla.Primitives;
using Nabla.Tensors;

namespace Nabla.Tracing;

/// <summary>One operation of a graph. Its results are the variables from <see cref="First"/> on.</summary>
sealed class Equation(Primitive primitive, Tensor[] inputs, int first, int count)
{
    public Primitive Primitive => primitive;

    /// <summary>Variables of the graph, and constants: tensors of other levels.</summary>
    public Tensor[] Inputs => inputs;

    public int First => first;

    public int Count => count;
}
