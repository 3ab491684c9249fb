using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Nabla.Execution;

/// <summary>The lengths that points and results must have.</summary>
static class Shapes
{
    /// <summary>Throws <see cref="ArgumentException"/> unless both spans are long enough.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(int given, int inputs, int room, int outputs)
    {
        if (given < inputs || room < outputs) Throw(given, inputs, room, outputs);
    }

    /// <summary>Throws <see cref="ArgumentException"/> unless that many columns of count numbers fit.</summary>
    public static void CheckColumns(int given, int columns, int count)
    {
        if (given < (long)columns * count)
            throw new ArgumentException($"{columns} columns of {count} numbers need {(long)columns * count} places, not {given}.");
    }

    // Small and not marked against inlining: only then does the JIT see that it never returns and move the call out of the way.
    [DoesNotReturn]
    internal static void Throw(int given, int inputs, int room, int outputs) => throw Fault(given, inputs, room, outputs);

    static ArgumentException Fault(int given, int inputs, int room, int outputs) => new(given < inputs
        ? $"The point has {given} numbers and the formula {inputs} variables."
        : $"The result needs {outputs} places and has {room}.");
}
