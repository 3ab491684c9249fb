using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>A code in two parts: what can be computed beforehand, and the rest, which takes that as further inputs.</summary>
/// <param name="Before">The part that is computed beforehand; the same inputs.</param>
/// <param name="Rest">The other part: the inputs, then as many more as the first part has outputs; the same outputs.</param>
readonly record struct Split(Code Before, Code Rest)
{
    /// <summary>Splits off what depends on none but some inputs and takes more than sums and products, or all of that.</summary>
    public static Split Of(Code code, Func<int, bool> isKnown, bool cheapToo = false)
    {
        var early = Early(code, isKnown, cheapToo);
        var handed = Handed(code, early);
        var instructions = code.Instructions.ToArray();
        var outputs = new List<int>();
        for (var place = 0; place < instructions.Length; place++)
        {
            if (!handed[place]) continue;
            instructions[place] = new(Operation.Input, null, code.Inputs + outputs.Count, 0);
            outputs.Add(place);
        }

        var rest = new Code(code.Inputs + outputs.Count, instructions, code.Pool.ToArray(), code.Outputs.ToArray());
        return new(Finishing.Finish(code.WithOutputs([.. outputs])), outputs.Count == 0 ? code : Finishing.Finish(rest));
    }

    static bool[] Early(Code code, Func<int, bool> isKnown, bool cheapToo)
    {
        var (known, early) = (new bool[code.Length], new bool[code.Length]);
        for (var place = 0; place < code.Length; place++)
        {
            var instruction = code.Instructions[place];
            known[place] = instruction.Operation switch
            {
                Operation.Input => isKnown(instruction.First),
                Operation.Constant => true,
                _ => All(known, code.Operands(place)),
            };
            early[place] = known[place] && instruction.Operation == Operation.Row
                && (cheapToo || !IsCheap(instruction) || Any(early, code.Operands(place)));
        }

        return early;
    }

    static bool[] Handed(Code code, bool[] early)
    {
        var handed = new bool[code.Length];
        for (var place = 0; place < code.Length; place++)
        {
            if (early[place]) continue;
            foreach (var operand in code.Operands(place)) handed[operand] |= early[operand];
        }

        foreach (var output in code.Outputs) handed[output] |= early[output];
        return handed;
    }

    static bool IsCheap(in Instruction instruction) =>
        instruction.Applies(Elementwise.Add) || instruction.Applies(Elementwise.Subtract) || instruction.Applies(Elementwise.Multiply)
        || instruction.Applies(Elementwise.Negate) || instruction.Applies(Elementwise.Abs);

    static bool All(bool[] which, ReadOnlySpan<int> places)
    {
        foreach (var place in places)
            if (!which[place]) return false;
        return true;
    }

    static bool Any(bool[] which, ReadOnlySpan<int> places)
    {
        foreach (var place in places)
            if (which[place]) return true;
        return false;
    }
}
