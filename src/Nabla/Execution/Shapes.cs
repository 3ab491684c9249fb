using System.Diagnostics.CodeAnalysis;

namespace Nabla.Execution;

/// <summary>The lengths that points and results must have.</summary>
static class Shapes
{
    /// <summary>Throws <see cref="ArgumentException"/> unless both spans are long enough.</summary>
    public static void Check(int given, int inputs, int room, int outputs)
    {
        if (given < inputs || room < outputs) Throw(given, inputs, room, outputs);
    }

    [DoesNotReturn]
    static void Throw(int given, int inputs, int room, int outputs) => throw new ArgumentException(given < inputs
        ? $"The point has {given} numbers and the formula {inputs} variables."
        : $"The result needs {outputs} places and has {room}.");
}
