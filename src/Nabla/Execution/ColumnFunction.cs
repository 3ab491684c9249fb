using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>
/// A code whose first inputs are numbers that change from call to call and whose others are columns that stay. What depends
/// on the columns alone is computed once, what depends on the numbers alone once a call, the rest at every point by SIMD.
/// </summary>
sealed unsafe class ColumnFunction
{
    // Making machine code costs about as much as interpreting so many points.
    const long HotAfter = 50_000;

    // Inlined into one loop, these outgrow what the JIT is willing to optimise: chunks are several times as fast.
    static readonly ScalarRule[] s_large = [Elementwise.Sin, Elementwise.Cos, Elementwise.Tan, Elementwise.Power];

    readonly Code _code;
    readonly Interpreter _shared;
    readonly Interpreter? _points;
    readonly ChunkInterpreter? _chunks;
    readonly double[][] _columns;
    readonly double[] _numbers;
    readonly int _given;
    readonly int _rows;
    readonly bool[] _isNumber;
    readonly bool _mayEmit;
    readonly PinnedGCHandle<double[]>[] _pins;
    readonly nint[] _pointers;
    VectorLoop? _loop;
    long _evaluated;

    ColumnFunction(Code code, Code shared, int numbers, double[][] columns)
    {
        (_code, _given, _columns, _rows) = (code, numbers, columns, columns[0].Length);
        _shared = new(shared);
        _numbers = GC.AllocateUninitializedArray<double>(numbers + shared.Outputs.Length + 1, pinned: true);
        _isNumber = [.. Enumerable.Range(0, code.Inputs).Select(input => input < numbers || input >= numbers + columns.Length)];
        _pins = new PinnedGCHandle<double[]>[columns.Length];
        _pointers = GC.AllocateArray<nint>(code.Inputs + code.Outputs.Length, pinned: true);
        _mayEmit = RuntimeFeature.IsDynamicCodeSupported && _rows >= Lanes.Widest.Width && !HasLarge(code);
        if (Columns.HasKernels(code)) _chunks = new(code, _isNumber);
        else _points = new(code);
    }

    /// <summary>Takes the code apart and computes what stays.</summary>
    public static ColumnFunction Of(Code code, int numbers, double[][] columns)
    {
        var (known, rest) = Split.Of(Finishing.Finish(code), input => input >= numbers);
        columns = [.. columns, .. Known(known, numbers, columns)];
        var (shared, varying) = Split.Of(rest, input => input < numbers, cheapToo: true);
        return new(varying, shared, numbers, columns);
    }

    static IEnumerable<double[]> Known(Code code, int numbers, double[][] columns)
    {
        for (var i = 0; i < code.Outputs.Length; i++)
        {
            var column = new double[columns[0].Length];
            var one = Finishing.Finish(code.WithOutputs(code.Outputs.Slice(i, 1)));
            new ColumnFunction(one, Finishing.Finish(one.WithOutputs([])), numbers, columns).Run(new double[numbers], column, []);
            yield return column;
        }
    }

    /// <summary>Writes the first output to the values, and the others one after the other to the second buffer.</summary>
    public void Run(ReadOnlySpan<double> numbers, Span<double> values, Span<double> others) => Run(numbers, 0, _rows, values, others);

    /// <summary>The same at some of the points only.</summary>
    public void Run(ReadOnlySpan<double> numbers, int from, int count, Span<double> values, Span<double> others)
    {
        Shapes.CheckColumns(values.Length, 1, count);
        Shapes.CheckColumns(others.Length, _code.Outputs.Length - 1, count);
        numbers[.._given].CopyTo(_numbers);
        _numbers[_given] = _shared.Run(numbers, _numbers.AsSpan(_given + 1));
        for (var i = 0; i < _columns.Length; i++) _pins[i] = new(_columns[i]);
        fixed (double* y = values, z = others) Run(from, count, y, z);
        foreach (ref var pin in _pins.AsSpan()) pin.Dispose();
    }

    void Run(int from, int count, double* y, double* z)
    {
        var inputs = (double**)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_pointers));
        var outputs = inputs + _code.Inputs;
        var given = (double*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_numbers));
        for (var i = 0; i < _code.Inputs; i++)
            inputs[i] = i < _given ? given + i : _isNumber[i] ? given + i - _columns.Length : _pins[i - _given].GetAddressOfArrayData() + from;
        for (var i = 0; i < _code.Outputs.Length; i++) outputs[i] = i == 0 ? y : z + (nint)(i - 1) * count;
        if (_chunks is null) RunPoints(inputs, outputs, count);
        else if (count >= Lanes.Widest.Width && (_loop is not null || IsWorthEmitting(count))) RunVectors(inputs, outputs, count);
        else _chunks.Run(inputs, outputs, count);
    }

    bool IsWorthEmitting(int count)
    {
        _evaluated += count;
        if (!RuntimeFeature.IsDynamicCodeSupported || !_mayEmit || _evaluated < HotAfter) return false;
        _loop = VectorEmitter.Emit(_code, _isNumber);
        return true;
    }

    static bool HasLarge(Code code)
    {
        foreach (var instruction in code.Instructions)
            if (instruction.Row is { } row && Array.IndexOf(s_large, row) >= 0) return true;
        return false;
    }

    void RunVectors(double** inputs, double** outputs, int count)
    {
        nint width = Lanes.Widest.Width, rest = count % width;
        _loop!(inputs, outputs, count - rest);
        if (rest == 0) return;
        // The last points once more, with some before them: a point's result does not depend on its place.
        for (var i = 0; i < _code.Inputs; i++)
            if (!_isNumber[i]) inputs[i] += count - width;
        for (var i = 0; i < _code.Outputs.Length; i++) outputs[i] += count - width;
        _loop(inputs, outputs, width);
    }

    void RunPoints(double** inputs, double** outputs, int count)
    {
        var (x, y) = (new double[_code.Inputs], new double[_code.Outputs.Length]);
        for (var row = 0; row < count; row++)
        {
            for (var i = 0; i < x.Length; i++) x[i] = _isNumber[i] ? *inputs[i] : inputs[i][row];
            outputs[0][row] = _points!.Run(x, y);
            for (var i = 1; i < y.Length; i++) outputs[i][row] = y[i - 1];
        }
    }
}
