using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>What an instruction does.</summary>
enum Operation : byte
{
    /// <summary>Reads an input of the code.</summary>
    Input,

    /// <summary>A number.</summary>
    Constant,

    /// <summary>A row of the rule table applied to results of earlier instructions.</summary>
    Row,
}

/// <summary>
/// One instruction; its result is known by its place in the list. Operands are places of earlier instructions, kept in
/// the code's common pool; an input keeps its number instead.
/// </summary>
/// <param name="operation">What it does.</param>
/// <param name="row">The row, where one is applied.</param>
/// <param name="first">Where its operands begin in the pool; the number of the input.</param>
/// <param name="count">How many operands it has.</param>
/// <param name="value">The number, for constants.</param>
/// <param name="isLiteral">For constants: whether the number stood in the formula, and so takes the whole share of a tie.</param>
readonly struct Instruction(
    Operation operation, ScalarRule? row, int first, int count, double value = 0, bool isLiteral = false)
{
    // By number rather than by reference: long codes are nothing that the garbage collector has to look through.
    readonly short _row = (short)(row is null ? 0 : row.Number + 1);

    /// <summary>What it does.</summary>
    public Operation Operation { get; } = operation;

    /// <summary>For constants: whether the number stood in the formula.</summary>
    public bool IsLiteral { get; } = isLiteral;

    /// <summary>Where its operands begin in the pool; the number of the input.</summary>
    public int First { get; init; } = first;

    /// <summary>How many operands it has.</summary>
    public int Count { get; } = count;

    /// <summary>The number, for constants.</summary>
    public double Value { get; } = value;

    /// <summary>The row, where one is applied.</summary>
    public ScalarRule? Row => _row == 0 ? null : Elementwise.At(_row - 1);

    /// <summary>Whether it applies that row.</summary>
    public bool Applies(ScalarRule row) => _row == row.Number + 1;

    /// <summary>Whether it applies the same row as another, or neither applies one.</summary>
    public bool AppliesSame(in Instruction other) => _row == other._row;
}
