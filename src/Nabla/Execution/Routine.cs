namespace Nabla.Execution;

/// <summary>Gives the first output of a code and writes the others to y.</summary>
delegate double Function(ReadOnlySpan<double> x, Span<double> y);

/// <summary>One code ready to run: made at its first call, interpreted at first, emitted when it proves worth it.</summary>
sealed class Routine
{
    readonly Func<Code> _code;
    readonly ExecutionOptions _options;
    readonly Lock _making = new();

    /// <summary>A routine of the code that will be asked for at the first call.</summary>
    public Routine(Func<Code> code, ExecutionOptions options)
    {
        _code = code;
        _options = options;
        Run = MakeAndRun;
    }

    /// <summary>Runs the code at a point of its inputs.</summary>
    public Function Run { get; private set; }

    double MakeAndRun(ReadOnlySpan<double> x, Span<double> y)
    {
        lock (_making)
        {
            if (Run == MakeAndRun)
            {
                var code = Finishing.Finish(_code(), _options.FastMath);
                var interpreter = new Interpreter(code);
                int inputs = code.Inputs, outputs = code.Outputs.Length - 1;
                Run = (x, y) =>
                {
                    Shapes.Check(x.Length, inputs, y.Length, outputs);
                    return interpreter.Run(x, y);
                };
            }
        }

        return Run(x, y);
    }
}
