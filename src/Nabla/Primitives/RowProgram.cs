using Nabla.Execution;
using Nabla.Rules;
using Nabla.Symbolics;
using Nabla.Tensors;
using Nabla.Tracing;

namespace Nabla.Primitives;

/// <summary>
/// A formula as steps, each a row applied to operands, the output, numbers or earlier steps. On plain numbers one loop
/// runs them; on traced ones they are replayed, so that derivatives of derivatives follow.
/// </summary>
sealed class RowProgram
{
    readonly FormulaFunction _function;
    readonly bool[] _uses;

    RowProgram(Expr formula, Expr[] operands, Expr output)
    {
        _function = new(formula, [.. operands.Append(output).Select(x => ((SymbolExpr)x).Name)]);
        var code = _function.Code;
        var (steps, sources) = (new List<RowStep>(), new Source[code.Length]);
        for (var place = 0; place < sources.Length; place++)
        {
            var instruction = code.Instructions[place];
            sources[place] = instruction.Operation switch
            {
                Operation.Input when instruction.First == operands.Length => new(SourceKind.Output, 0, 0),
                Operation.Input => new(SourceKind.Operand, instruction.First, 0),
                Operation.Constant => new(SourceKind.Number, 0, instruction.Value),
                _ => Step(instruction.Row!, Array.ConvertAll(code.Operands(place).ToArray(), operand => sources[operand]), steps),
            };
        }

        Result = sources[code.Outputs[0]];
        Steps = [.. steps];
        bool Uses(SourceKind kind, int index)
        {
            bool Is(Source source) => source.Kind == kind && source.Index == index;
            return Is(Result) || Array.Exists(Steps, step => Array.Exists(step.Arguments, Is));
        }

        UsesOutput = Uses(SourceKind.Output, 0);
        _uses = [.. operands.Select((_, i) => Uses(SourceKind.Operand, i))];
    }

    /// <summary>The steps, each after those it uses.</summary>
    public RowStep[] Steps { get; }

    /// <summary>What the formula is.</summary>
    public Source Result { get; }

    public static RowProgram Read(Expr formula, Expr[] operands, Expr output) => new(formula, operands, output);

    /// <summary>Whether the formula mentions the output.</summary>
    public bool UsesOutput { get; }

    /// <summary>Whether the formula depends on the operand or on the output.</summary>
    public bool Mentions(int operand) => UsesOutput || UsesOperand(operand);

    /// <summary>Whether the formula mentions the operand.</summary>
    public bool UsesOperand(int operand) => _uses[operand];

    /// <summary>The value of a formula that is no single operand or number; y may be missing if it is not mentioned.</summary>
    public Tensor Evaluate(ReadOnlySpan<Tensor> x, Tensor? y)
    {
        foreach (var operand in x)
            if (!operand.IsConcrete) return Replay(x, y);
        return y is { IsConcrete: false } ? Replay(x, y) : RowLoop.Evaluate(this, x, y);
    }

    // What is NaN on the way to a row's derivative may be masked by the row.
    Tensor Replay(ReadOnlySpan<Tensor> x, Tensor? y)
    {
        if (Provenance.Current is not { } asked) return Replayed(x, y);
        var was = asked.Suspend();
        try
        {
            return Replayed(x, y);
        }
        finally
        {
            asked.Resume(was);
        }
    }

    Tensor Replayed(ReadOnlySpan<Tensor> x, Tensor? y) => y is null ? _function.Apply(x) : _function.Apply([.. x, y]);

    static Source Step(ScalarRule row, Source[] arguments, List<RowStep> steps)
    {
        if (Array.TrueForAll(arguments, a => a.Kind == SourceKind.Number))
            return new(SourceKind.Number, 0, row.Evaluate([.. arguments.Select(a => a.Number)]));
        steps.Add(new(new(row), arguments));
        return new(SourceKind.Step, steps.Count - 1, 0);
    }
}

/// <summary>Where a step of a derivative takes an argument from.</summary>
enum SourceKind : byte { Number, Operand, Output, Step }

/// <summary>An argument of a step: an operand or step by its index, the output, or a number.</summary>
readonly record struct Source(SourceKind Kind, int Index, double Number);

/// <summary>One row applied within a formula.</summary>
readonly record struct RowStep(RowKernel Kernel, Source[] Arguments);
