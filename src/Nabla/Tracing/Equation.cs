using System.Runtime.CompilerServices;
using Nabla.Primitives;
using Nabla.Tensors;

namespace Nabla.Tracing;

/// <summary>One operation of a graph. Its results are the variables from <see cref="First"/> on.</summary>
sealed class Equation
{
    // Operands of almost every primitive lie in the equation itself.
    readonly Two _few;
    readonly Tensor[]? _many;
    readonly int _inputs;

    public Equation(Primitive primitive, ReadOnlySpan<Tensor> inputs, int first, int count)
    {
        (Primitive, First, Count, _inputs) = (primitive, first, count, inputs.Length);
        if (inputs.Length <= Two.Length) inputs.CopyTo(_few);
        else _many = inputs.ToArray();
    }

    public Primitive Primitive { get; }

    /// <summary>Variables of the graph, and constants: tensors of other levels.</summary>
    public ReadOnlySpan<Tensor> Inputs => _many ?? ((ReadOnlySpan<Tensor>)_few)[.._inputs];

    public int First { get; }

    public int Count { get; }

    [InlineArray(Length)]
    struct Two
    {
        public const int Length = 2;

        Tensor _first;
    }
}
