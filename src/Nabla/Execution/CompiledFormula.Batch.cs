using System.Buffers;

namespace Nabla.Execution;

// Many points at once, column by column: all values of the first variable, then all of the second.
public sealed unsafe partial class CompiledFormula
{
    /// <summary>
    /// Writes the value at each of results.Length points; columns holds the first variable at every point, then the
    /// second, and so on. By SIMD, within the errors of the vector functions, or bit for bit as
    /// <see cref="Value"/> with <see cref="ExecutionOptions.Strict"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The columns are too short.</exception>
    public void Batch(ReadOnlySpan<double> columns, Span<double> results)
    {
        var count = results.Length;
        Shapes.CheckColumns(columns.Length, Dimension, count);
        using var inputs = new PointerArray(Dimension);
        fixed (double* x = columns, y = results)
        {
            for (var i = 0; i < Dimension; i++) inputs.Pointers[i] = x + (nint)i * count;
            var output = y;
            _valueColumns.Run(inputs.Pointers, &output, count);
        }
    }

    /// <summary>The same with each variable's values in memory of its own, of at least results.Length numbers.</summary>
    /// <exception cref="ArgumentException">There are too few columns, or one is too short.</exception>
    public void Batch(ReadOnlySpan<ReadOnlyMemory<double>> columns, Span<double> results)
    {
        if (columns.Length < Dimension) throw new ArgumentException($"{Dimension} variables need {Dimension} columns, not {columns.Length}.");
        using var inputs = new PointerArray(Dimension);
        var pins = ArrayPool<MemoryHandle>.Shared.Rent(Dimension);
        try
        {
            for (var i = 0; i < Dimension; i++)
            {
                Shapes.CheckColumns(columns[i].Length, 1, results.Length);
                inputs.Pointers[i] = (double*)(pins[i] = columns[i].Pin()).Pointer;
            }

            fixed (double* y = results)
            {
                var output = y;
                _valueColumns.Run(inputs.Pointers, &output, results.Length);
            }
        }
        finally
        {
            for (var i = 0; i < Dimension; i++) pins[i].Dispose();
            ArrayPool<MemoryHandle>.Shared.Return(pins, clearArray: true);
        }
    }

    /// <summary>
    /// Writes the value at each of values.Length points and the derivatives there: of all points by the first variable,
    /// then by the second, and so on.
    /// </summary>
    /// <exception cref="ArgumentException">The columns or the gradients are too short.</exception>
    public void BatchValueAndGradient(ReadOnlySpan<double> columns, Span<double> values, Span<double> gradients)
    {
        var count = values.Length;
        Shapes.CheckColumns(columns.Length, Dimension, count);
        Shapes.CheckColumns(gradients.Length, Dimension, count);
        using var pointers = new PointerArray(2 * Dimension + 1);
        fixed (double* x = columns, y = values, g = gradients)
        {
            double** inputs = pointers.Pointers, outputs = inputs + Dimension;
            outputs[0] = y;
            for (var i = 0; i < Dimension; i++)
            {
                inputs[i] = x + (nint)i * count;
                outputs[i + 1] = g + (nint)i * count;
            }

            _gradientColumns.Run(inputs, outputs, count);
        }
    }
}
