namespace Nabla.Execution;

/// <summary>
/// Orders a code so that few results are alive at a time: what the value needs keeps its order, and the instructions of
/// the derivatives follow as soon as what they build on is there, as in a loop that adds up a sum and its gradient together.
/// </summary>
static class Scheduling
{
    /// <summary>The places of the instructions in their new order.</summary>
    public static int[] Order(Code code)
    {
        var isNeeded = Cone(code, code.Outputs);
        var isValue = Cone(code, code.Outputs.Length > 0 ? code.Outputs[..1] : []);
        var after = new int[code.Length];
        for (var place = 0; place < code.Length; place++)
        {
            after[place] = isValue[place] ? place : -1;
            if (isValue[place]) continue;
            foreach (var operand in code.Operands(place)) after[place] = Math.Max(after[place], after[operand]);
        }

        var order = new List<int>(code.Length);
        var placed = new bool[code.Length];
        var pending = new Stack<int>();
        foreach (var place in SortedBy(after))
            if (isNeeded[place] && after[place] >= 0 && !RestsOnInputs(code, after[place])) Place(code, place, placed, order, pending);
        foreach (var output in code.Outputs) Place(code, output, placed, order, pending);
        return [.. order];
    }

    // Places by their keys, equal keys in the order of the code: counted, because keys are places too.
    static int[] SortedBy(int[] after)
    {
        var starts = new int[after.Length + 2];
        foreach (var key in after) starts[key + 2]++;
        for (var key = 1; key < starts.Length; key++) starts[key] += starts[key - 1];
        var sorted = new int[after.Length];
        for (var place = 0; place < after.Length; place++) sorted[starts[after[place] + 1]++] = place;
        return sorted;
    }

    // What only inputs are needed for waits until it is asked for.
    static bool RestsOnInputs(Code code, int place) => code.Instructions[place].Operation != Operation.Row;

    static bool[] Cone(Code code, ReadOnlySpan<int> outputs)
    {
        var cone = new bool[code.Length];
        foreach (var output in outputs) cone[output] = true;
        for (var place = code.Length - 1; place >= 0; place--)
        {
            if (!cone[place]) continue;
            foreach (var operand in code.Operands(place)) cone[operand] = true;
        }

        return cone;
    }

    // The instruction after whatever it still lacks, without recursion.
    static void Place(Code code, int root, bool[] placed, List<int> order, Stack<int> pending)
    {
        pending.Push(root);
        while (pending.TryPeek(out var place))
        {
            var waits = false;
            if (!placed[place])
            {
                foreach (var operand in code.Operands(place))
                {
                    if (placed[operand]) continue;
                    pending.Push(operand);
                    waits = true;
                }

                if (waits) continue;
                placed[place] = true;
                order.Add(place);
            }

            pending.Pop();
        }
    }
}
