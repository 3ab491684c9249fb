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
        foreach (var place in Enumerable.Range(0, code.Length).OrderBy(place => after[place]))
            if (isNeeded[place] && after[place] >= 0 && !RestsOnInputs(code, after[place])) Place(code, place, placed, order);
        foreach (var output in code.Outputs) Place(code, output, placed, order);
        return [.. order];
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
    static void Place(Code code, int root, bool[] placed, List<int> order)
    {
        var pending = new Stack<int>();
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
