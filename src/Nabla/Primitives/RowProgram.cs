using Nabla.Execution;
using Nabla.Symbolics;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// A formula as steps, each a row applied to operands, the output, numbers or earlier steps. On plain numbers one loop
/// runs them; on traced ones they are replayed, so that derivatives of derivatives follow.
/// </summary>
sealed class RowProgram
{
    readonly List<RowStep> _steps = [];
    readonly Dictionary<Expr, Source> _sources = [];
    readonly bool[] _uses;

    RowProgram(Expr formula, Expr[] operands, Expr output)
    {
        _sources[output] = new(SourceKind.Output, 0, 0);
        for (var i = 0; i < operands.Length; i++) _sources[operands[i]] = new(SourceKind.Operand, i, 0);
        Result = Read(formula);
        Steps = [.. _steps];
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

    Tensor Replay(ReadOnlySpan<Tensor> x, Tensor? y)
    {
        var type = (y ?? x[^1]).Type;
        var done = new Tensor[Steps.Length];
        var operands = new List<Tensor>();
        for (var s = 0; s < done.Length; s++)
        {
            operands.Clear();
            var (kernel, arguments) = Steps[s];
            var literals = new double[arguments.Length];
            for (var i = 0; i < literals.Length; i++)
            {
                var argument = arguments[i];
                literals[i] = argument.Kind == SourceKind.Number && double.IsFinite(argument.Number) ? argument.Number : double.NaN;
                if (!double.IsNaN(literals[i])) continue;
                operands.Add(argument.Kind switch
                {
                    SourceKind.Operand => x[argument.Index],
                    SourceKind.Output => y!,
                    SourceKind.Number => Tensor.Full(type, argument.Number),
                    _ => done[argument.Index],
                });
            }

            var value = ElementwisePrimitive.Of(kernel.Row, literals).Apply([.. operands]);
            // A comparison inside a formula is the number 0 or 1.
            done[s] = value.DType == DType.Bool ? ConvertType.To(value, type.DType) : value;
        }

        return done[Result.Index];
    }

    // Recursion is as deep as the row's own formula.
    Source Read(Expr formula)
    {
        if (_sources.TryGetValue(formula, out var known)) return known;
        return _sources[formula] = formula switch
        {
            NumberExpr number => new(SourceKind.Number, 0, number.Value.ToDouble()),
            ConstantExpr constant => new(SourceKind.Number, 0, constant.Value),
            ApplyExpr apply => Read(apply),
            _ => throw new InvalidOperationException($"A row's derivative has the unknown {formula}."),
        };
    }

    Source Read(ApplyExpr apply)
    {
        var arguments = new Source[apply.Arity];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = Read(apply[i]);
        if (Array.TrueForAll(arguments, a => a.Kind == SourceKind.Number))
            return new(SourceKind.Number, 0, apply.Rule.Evaluate([.. arguments.Select(a => a.Number)]));
        _steps.Add(new(new(apply.Rule), arguments));
        return new(SourceKind.Step, _steps.Count - 1, 0);
    }
}

/// <summary>Where a step of a derivative takes an argument from.</summary>
enum SourceKind : byte { Number, Operand, Output, Step }

/// <summary>An argument of a step: an operand or step by its index, the output, or a number.</summary>
readonly record struct Source(SourceKind Kind, int Index, double Number);

/// <summary>One row applied within a formula.</summary>
readonly record struct RowStep(RowKernel Kernel, Source[] Arguments);
