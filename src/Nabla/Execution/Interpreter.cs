using System.Runtime.CompilerServices;
using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>Runs a finished code one instruction at a time, by the values of the rows themselves: the oracle of the emitted code.</summary>
sealed class Interpreter
{
    readonly Step[] _steps;
    readonly double[] _numbers;
    readonly Delegate[] _functions;
    readonly int[] _outputs;
    readonly Workspace _workspace;

    /// <summary>Prepares the code, whose rows take at most three operands.</summary>
    public Interpreter(Code code)
    {
        _steps = new Step[code.Length];
        _workspace = new(code.Length);
        _outputs = code.Outputs.ToArray();
        var numbers = new List<double>();
        var functions = new List<Delegate>();
        var numbered = new Dictionary<ScalarRule, int>();
        for (var i = 0; i < _steps.Length; i++) _steps[i] = Prepare(code, i, numbers, functions, numbered);
        _numbers = [.. numbers];
        _functions = [.. functions];
    }

    /// <summary>Gives the first output and writes the others to y, from the first place on; safe on several threads at once.</summary>
    public double Run(ReadOnlySpan<double> x, Span<double> y)
    {
        var results = _workspace.Take();
        Execute(x, results);
        for (var i = 1; i < _outputs.Length; i++) y[i - 1] = results[_outputs[i]];
        var first = _outputs.Length > 0 ? results[_outputs[0]] : 0;
        _workspace.Give(results);
        return first;
    }

    void Execute(ReadOnlySpan<double> x, Span<double> results)
    {
        var steps = _steps;
        for (var i = 0; i < steps.Length; i++)
        {
            ref readonly var step = ref steps[i];
            results[i] = step.Kind switch
            {
                Kind.Input => x[step.A],
                Kind.Constant => _numbers[step.A],
                Kind.Add => results[step.A] + results[step.B],
                Kind.Subtract => results[step.A] - results[step.B],
                Kind.Multiply => results[step.A] * results[step.B],
                Kind.Divide => results[step.A] / results[step.B],
                Kind.Negate => -results[step.A],
                Kind.Unary => Unary(step)(results[step.A]),
                Kind.Binary => Binary(step)(results[step.A], results[step.B]),
                _ => Ternary(step)(results[step.A], results[step.B], results[step.C]),
            };
        }
    }

    // The kind was chosen by the number of operands, and so by the delegate's type.
    Func<double, double> Unary(in Step step) => Unsafe.As<Func<double, double>>(_functions[step.Function]);

    Func<double, double, double> Binary(in Step step) => Unsafe.As<Func<double, double, double>>(_functions[step.Function]);

    Func<double, double, double, double> Ternary(in Step step) =>
        Unsafe.As<Func<double, double, double, double>>(_functions[step.Function]);

    static Step Prepare(
        Code code, int place, List<double> numbers, List<Delegate> functions, Dictionary<ScalarRule, int> numbered)
    {
        var instruction = code.Instructions[place];
        if (instruction.Operation == Operation.Input) return new(Kind.Input, instruction.First);
        if (instruction.Operation == Operation.Constant)
        {
            numbers.Add(instruction.Value);
            return new(Kind.Constant, numbers.Count - 1);
        }

        var operands = code.Operands(place);
        var row = instruction.Row!;
        if (!numbered.TryGetValue(row, out var function))
        {
            numbered.Add(row, function = functions.Count);
            functions.Add(RowFunction.Of(row));
        }

        return new(
            KindOf(row, operands.Length), operands[0], operands.Length > 1 ? operands[1] : 0,
            operands.Length > 2 ? operands[2] : 0, (short)function);
    }

    static Kind KindOf(ScalarRule row, int operands) =>
        ReferenceEquals(row, Elementwise.Add) ? Kind.Add
        : ReferenceEquals(row, Elementwise.Subtract) ? Kind.Subtract
        : ReferenceEquals(row, Elementwise.Multiply) ? Kind.Multiply
        : ReferenceEquals(row, Elementwise.Divide) ? Kind.Divide
        : ReferenceEquals(row, Elementwise.Negate) ? Kind.Negate
        : operands switch { 1 => Kind.Unary, 2 => Kind.Binary, _ => Kind.Ternary };

    enum Kind : byte { Input, Constant, Add, Subtract, Multiply, Divide, Negate, Unary, Binary, Ternary }

    // Sixteen bytes, because a long code streams through here at every evaluation.
    readonly record struct Step(Kind Kind, int A = 0, int B = 0, int C = 0, short Function = 0);
}
