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
/// the code's common pool from <paramref name="First"/> on; an input keeps its number there instead.
/// </summary>
/// <param name="Operation">What it does.</param>
/// <param name="Row">The row, where one is applied.</param>
/// <param name="First">Where its operands begin in the pool; the number of the input.</param>
/// <param name="Count">How many operands it has.</param>
/// <param name="Value">The number, for constants.</param>
/// <param name="IsLiteral">For constants: whether the number stood in the formula, and so takes the whole share of a tie.</param>
readonly record struct Instruction(
    Operation Operation, ScalarRule? Row, int First, int Count, double Value = 0, bool IsLiteral = false);
