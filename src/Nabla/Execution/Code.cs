using System.Globalization;
using System.Text;
using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>
/// A straight-line program: a flat list of instructions over double, each of which reads results of earlier ones. It is
/// all that the interpreter and the emitters know; formulas are lowered to it, and its transformations give it back.
/// </summary>
sealed class Code
{
    readonly Instruction[] _instructions;
    readonly int[] _operands;
    readonly int _operandCount;
    readonly int[] _outputs;

    internal Code(int inputs, Instruction[] instructions, int[] operands, int[] outputs)
        : this(inputs, instructions, instructions.Length, operands, operands.Length, outputs)
    {
    }

    /// <summary>A code of the first of those instructions and operands.</summary>
    internal Code(int inputs, Instruction[] instructions, int length, int[] operands, int operandCount, int[] outputs)
    {
        Inputs = inputs;
        Length = length;
        _instructions = instructions;
        _operands = operands;
        _operandCount = operandCount;
        _outputs = outputs;
    }

    /// <summary>The number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>The number of instructions.</summary>
    public int Length { get; }

    /// <summary>The instructions in order.</summary>
    public ReadOnlySpan<Instruction> Instructions => _instructions.AsSpan(0, Length);

    /// <summary>The places of the results that the code gives, in the order of its outputs.</summary>
    public ReadOnlySpan<int> Outputs => _outputs;

    /// <summary>The operands of all instructions, where <see cref="Instruction.First"/> points to.</summary>
    public ReadOnlySpan<int> Pool => _operands.AsSpan(0, _operandCount);

    /// <summary>The places an instruction reads.</summary>
    public ReadOnlySpan<int> Operands(int place)
    {
        ref readonly var instruction = ref _instructions[place];
        return instruction.Count == 0 ? [] : _operands.AsSpan(instruction.First, instruction.Count);
    }

    /// <summary>The same instructions with other outputs.</summary>
    public Code WithOutputs(ReadOnlySpan<int> outputs) => new(Inputs, _instructions, Length, _operands, _operandCount, outputs.ToArray());

    /// <summary>How many instructions and outputs read each result.</summary>
    public int[] Uses()
    {
        var uses = new int[Length];
        for (var i = 0; i < Length; i++)
            foreach (var operand in Operands(i)) uses[operand]++;
        foreach (var output in _outputs) uses[output]++;
        return uses;
    }

    /// <summary>Whether the result is a constant, and its value.</summary>
    public bool IsConstant(int place, out double value)
    {
        value = _instructions[place].Value;
        return _instructions[place].Operation == Operation.Constant;
    }

    /// <summary>Whether the instruction applies that row.</summary>
    public bool Is(int place, ScalarRule row) => _instructions[place].Applies(row);

    /// <summary>One instruction a line, as in t3 = multiply t1 t2, then the outputs.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Length; i++)
        {
            var instruction = _instructions[i];
            text.Append(CultureInfo.InvariantCulture, $"t{i} = ").AppendLine(instruction.Operation switch
            {
                Operation.Input => $"input {instruction.First}",
                Operation.Constant => instruction.Value.ToString("R", CultureInfo.InvariantCulture),
                _ => $"{instruction.Row} {string.Join(' ', Operands(i).ToArray().Select(o => $"t{o}"))}",
            });
        }

        return text.Append("give ").AppendJoin(' ', _outputs.Select(o => $"t{o}")).ToString();
    }
}
