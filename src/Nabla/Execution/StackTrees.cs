using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>Chooses the results that never need a local: read once, by an instruction that can compute them in place.</summary>
static class StackTrees
{
    // Deep trees cost compilers stack; past this a local is cheap.
    const int Deepest = 12;

    /// <summary>For each result, whether it is computed where it is read.</summary>
    public static bool[] Choose(Code code)
    {
        var uses = code.Uses();
        var isOutput = new bool[code.Length];
        foreach (var output in code.Outputs) isOutput[output] = true;
        var chosen = new bool[code.Length];
        var depth = new int[code.Length];
        for (var place = 0; place < code.Length; place++)
        {
            if (code.Instructions[place].Operation != Operation.Row) continue;
            foreach (var operand in code.Operands(place))
                if (chosen[operand]) depth[place] = Math.Max(depth[place], depth[operand] + 1);
            // A branch begins with an empty stack.
            chosen[place] = uses[place] == 1 && !isOutput[place] && depth[place] < Deepest && !code.Is(place, Elementwise.Where);
        }

        return chosen;
    }
}
