using System.Runtime.CompilerServices;

namespace Nabla.Execution;

/// <summary>Gives the first output of a code and writes the others to y.</summary>
delegate double Function(ReadOnlySpan<double> x, Span<double> y);

/// <summary>One code ready to run: made at its first call, interpreted at first, emitted when it proves worth it.</summary>
sealed class Routine
{
    // Interpreting this many instructions takes about as long as emitting an ordinary formula: neither is regretted much.
    const long HotAfter = 1 << 20;

    // The JIT gives up optimising methods of thousands of locals, and takes long over them.
    const int LargestMethod = 4000;

    readonly Func<Code> _make;
    readonly ExecutionOptions _options;
    readonly Lock _making = new();
    Code? _code;
    Interpreter? _interpreter;
    long _interpreted;

    /// <summary>A routine of the code that will be asked for at the first call.</summary>
    public Routine(Func<Code> make, ExecutionOptions options)
    {
        _make = make;
        _options = options;
        Run = First;
    }

    /// <summary>Runs the code at a point of its inputs.</summary>
    public Function Run { get; private set; }

    /// <summary>Whether it runs as machine code by now.</summary>
    public bool IsEmitted { get; private set; }

    /// <summary>The code, finished.</summary>
    public Code Code
    {
        get
        {
            lock (_making) return _code ??= Finishing.Finish(_make(), _options.FastMath);
        }
    }

    double First(ReadOnlySpan<double> x, Span<double> y)
    {
        lock (_making)
        {
            if (_interpreter is null)
            {
                _interpreter = new(Code);
                Run = Interpret;
                if (_options.Emission == Emission.AtOnce) Emit();
            }
        }

        return Run(x, y);
    }

    double Interpret(ReadOnlySpan<double> x, Span<double> y)
    {
        var code = _code!;
        Shapes.Check(x.Length, code.Inputs, y.Length, code.Outputs.Length - 1);
        // Calls that cross here lose a count now and then, which only moves the moment a little.
        if (_interpreted < HotAfter && (_interpreted += code.Length) >= HotAfter && _options.Emission == Emission.WhenHot)
            lock (_making) Emit();
        return _interpreter!.Run(x, y);
    }

    void Emit()
    {
        if (!RuntimeFeature.IsDynamicCodeSupported || _code!.Length > LargestMethod) return;
        Run = ScalarEmitter.Emit(Finishing.ForRegisters(_code), _interpreter!.Run);
        IsEmitted = true;
    }
}
