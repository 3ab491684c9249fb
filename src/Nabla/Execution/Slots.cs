namespace Nabla.Execution;

/// <summary>
/// Gives each result a slot of a small workspace, used again after the result was last read: the fewer slots, the more
/// of them stay in cache.
/// </summary>
static class Slots
{
    /// <summary>The slot of each result, and how many there are. No result has the slot of one of its operands.</summary>
    public static (int[] Slot, int Count) Assign(Code code)
    {
        var lastRead = new int[code.Length];
        for (var place = 0; place < code.Length; place++)
            foreach (var operand in code.Operands(place)) lastRead[operand] = place;
        foreach (var output in code.Outputs) lastRead[output] = code.Length;

        var slot = new int[code.Length];
        var free = new Stack<int>();
        var count = 0;
        for (var place = 0; place < code.Length; place++)
        {
            slot[place] = free.TryPop(out var used) ? used : count++;
            foreach (var operand in code.Operands(place))
            {
                if (lastRead[operand] != place) continue;
                lastRead[operand] = -1;
                free.Push(slot[operand]);
            }

            if (lastRead[place] == 0) free.Push(slot[place]);
        }

        return (slot, count);
    }
}
