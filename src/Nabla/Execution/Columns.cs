using System.Runtime.CompilerServices;
using Nabla.Execution.Kernels;

namespace Nabla.Execution;

/// <summary>One code ready to run over columns of points: emitted loops, the kernels' own loops, or point by point.</summary>
sealed unsafe class Columns
{
    readonly Routine _routine;
    readonly ExecutionOptions _options;
    readonly Lock _making = new();
    Workspace? _workspace;
    VectorLoop? _vectors;
    ChunkInterpreter? _chunks;

    /// <summary>Columns of the routine's code.</summary>
    public Columns(Routine routine, ExecutionOptions options)
    {
        _routine = routine;
        _options = options;
    }

    /// <summary>Runs over count points: x holds one pointer for each input, y one for each output.</summary>
    public void Run(double** x, double** y, nint count)
    {
        if (_options.Strict || !HasKernels(_routine.Code)) RunPoints(x, y, count);
        else if (RuntimeFeature.IsDynamicCodeSupported && _options.Emission != Emission.Never) RunVectors(x, y, count);
        else Chunks().Run(x, y, count);
    }

    /// <summary>Whether every row of the code has a kernel.</summary>
    public static bool HasKernels(Code code)
    {
        foreach (var instruction in code.Instructions)
            if (instruction.Row is { } row && !ElementwiseKernels.Has(row.Name)) return false;
        return true;
    }

    void RunVectors(double** x, double** y, nint count)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported) return;
        var loop = _vectors;
        if (loop is null)
            lock (_making) loop = _vectors ??= VectorEmitter.Emit(_routine.Code);
        var whole = count - count % Lanes.Widest.Width;
        if (whole > 0) loop(x, y, whole);
        if (whole < count) RunRest(loop, x, y, whole, (int)(count - whole));
    }

    // The points left over run as one more vector, padded, so that a point's result never depends on its place.
    void RunRest(VectorLoop loop, double** x, double** y, nint first, int count)
    {
        int width = Lanes.Widest.Width, inputs = _routine.Code.Inputs, outputs = _routine.Code.Outputs.Length;
        var workspace = Room((inputs + outputs) * width);
        var buffer = workspace.Take();
        using var columns = new PointerArray(inputs + outputs);
        fixed (double* start = buffer)
        {
            for (var i = 0; i < inputs + outputs; i++)
            {
                var column = new Span<double>(columns.Pointers[i] = start + i * width, width);
                if (i >= inputs) continue;
                new ReadOnlySpan<double>(x[i] + first, count).CopyTo(column);
                column[count..].Fill(column[0]);
            }

            loop(columns.Pointers, columns.Pointers + inputs, width);
            for (var i = 0; i < outputs; i++)
                new ReadOnlySpan<double>(columns.Pointers[inputs + i], count).CopyTo(new(y[i] + first, count));
        }

        workspace.Give(buffer);
    }

    void RunPoints(double** x, double** y, nint count)
    {
        int inputs = _routine.Code.Inputs, outputs = _routine.Code.Outputs.Length;
        var workspace = Room(inputs + outputs);
        var buffer = workspace.Take();
        Span<double> point = buffer.AsSpan(0, inputs), results = buffer.AsSpan(inputs);
        for (nint i = 0; i < count; i++)
        {
            for (var k = 0; k < inputs; k++) point[k] = x[k][i];
            y[0][i] = _routine.Run(point, results);
            for (var k = 1; k < outputs; k++) y[k][i] = results[k - 1];
        }

        workspace.Give(buffer);
    }

    Workspace Room(int length)
    {
        lock (_making) return _workspace ??= new(length);
    }

    ChunkInterpreter Chunks()
    {
        lock (_making) return _chunks ??= new(_routine.Code);
    }
}
