using Nabla.Execution.Kernels;

namespace Nabla.Execution;

/// <summary>
/// Runs a finished code over columns of points where no machine code can be made: instruction by instruction over chunks
/// that stay in the first-level cache, by the kernels' own loops.
/// </summary>
sealed unsafe class ChunkInterpreter
{
    const int Chunk = 256;

    readonly Code _code;
    readonly int[] _slot;
    readonly Workspace _workspace;
    readonly ElementwiseKernel<double>?[] _kernels;
    readonly bool[]? _isNumber;

    /// <summary>Prepares the code; inputs that are numbers point to one, which holds at every point.</summary>
    public ChunkInterpreter(Code code, bool[]? isNumber = null)
    {
        (_code, _isNumber) = (code, isNumber);
        (_slot, var slots) = Slots.Assign(code);
        _workspace = new(slots * Chunk);
        _kernels = new ElementwiseKernel<double>?[code.Length];
        for (var i = 0; i < code.Length; i++)
            if (code.Instructions[i].Row is { } row) _kernels[i] = ElementwiseKernels.Find(row.Name);
    }

    /// <summary>Runs over count points: x holds one pointer for each input, y one for each output.</summary>
    public void Run(double** x, double** y, nint count)
    {
        var workspace = _workspace.Take();
        for (nint first = 0; first < count; first += Chunk)
            RunChunk(x, y, first, (int)Math.Min(Chunk, count - first), workspace);
        _workspace.Give(workspace);
    }

    void RunChunk(double** x, double** y, nint first, int count, Span<double> workspace)
    {
        for (var place = 0; place < _code.Length; place++) Compute(place, x, first, count, workspace);
        for (var i = 0; i < _code.Outputs.Length; i++)
            Slot(workspace, _code.Outputs[i], count).CopyTo(new(y[i] + first, count));
    }

    void Compute(int place, double** x, nint first, int count, Span<double> workspace)
    {
        var instruction = _code.Instructions[place];
        var result = Slot(workspace, place, count);
        var operands = _code.Operands(place);
        if (instruction.Operation == Operation.Input && _isNumber?[instruction.First] == true) result.Fill(*x[instruction.First]);
        else if (instruction.Operation == Operation.Input) new ReadOnlySpan<double>(x[instruction.First] + first, count).CopyTo(result);
        else if (instruction.Operation == Operation.Constant) result.Fill(instruction.Value);
        else if (operands.Length == 1) _kernels[place]!.Apply(Slot(workspace, operands[0], count), result);
        else if (operands.Length == 2)
            _kernels[place]!.Apply(Slot(workspace, operands[0], count), Slot(workspace, operands[1], count), result);
        else
            _kernels[place]!.Apply(
                Slot(workspace, operands[0], count), Slot(workspace, operands[1], count), Slot(workspace, operands[2], count), result);
    }

    Span<double> Slot(Span<double> workspace, int place, int count) => workspace.Slice(_slot[place] * Chunk, count);
}
