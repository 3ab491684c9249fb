using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>Chooses the results that never need a local: read once, by an instruction that can compute them in place.</summary>
static class StackTrees
{
    // Deep trees cost compilers stack; past this a local is cheap.
    const int Deepest = 12;

    /// <summary>
    /// For each result, whether it is computed where it is read: only where nothing else stands between, so that the
    /// order of the code is kept; and the sides of a choice, so that only the one taken is computed.
    /// </summary>
    public static bool[] Choose(Code code)
    {
        var uses = code.Uses();
        foreach (var output in code.Outputs) uses[output] = int.MaxValue;
        var chosen = new bool[code.Length];
        var depth = new int[code.Length];
        var number = new int[code.Length];
        var start = new int[code.Length];
        var rows = 0;
        for (var place = 0; place < code.Length; place++)
        {
            if (code.Instructions[place].Operation != Operation.Row) continue;
            start[place] = number[place] = ++rows;
            var isChoice = code.Is(place, Elementwise.Where);
            var operands = code.Operands(place);
            for (var k = operands.Length - 1; k >= 0; k--)
            {
                var operand = operands[k];
                // A branch begins with an empty stack.
                if (uses[operand] != 1 || depth[operand] >= Deepest || code.Is(operand, Elementwise.Where)
                    || code.Instructions[operand].Operation != Operation.Row) continue;
                if (!isChoice && number[operand] != start[place] - 1) continue;
                chosen[operand] = true;
                depth[place] = Math.Max(depth[place], depth[operand] + 1);
                if (number[operand] == start[place] - 1) start[place] = start[operand];
            }
        }

        return chosen;
    }
}
