namespace Nabla.Execution;

/// <summary>
/// Orders a code so that few results are alive at a time: what the value needs keeps its order, and the instructions of
/// the derivatives follow as soon as what they build on is there, as in a loop that adds up a sum and its gradient together.
/// </summary>
static class Scheduling
{
    /// <summary>The places of the instructions in their new order.</summary>
    public static int[] Order(Code code) => Order(code, Cone(code, code.Outputs), Values(code), null);

    /// <summary>Of a few orders the one that keeps fewest results waiting for registers: worth its time where code is emitted.</summary>
    public static int[] OrderForRegisters(Code code)
    {
        var isNeeded = Cone(code, code.Outputs);
        if (SideBySide.Order(code, isNeeded) is { } sideBySide && Registers.Excess(code, sideBySide) == 0) return sideBySide;
        var value = Values(code);
        var byInputs = ByInputs(code, value);
        var towardsOutputs = TowardsOutputs(code);
        var together = new[] { (value, null), (value, towardsOutputs), (byInputs, null), (byInputs, towardsOutputs) }
            .Select(choice => Order(code, isNeeded, choice.Item1, choice.Item2));
        // One derivative at a time is one long chain, for which the processor waits: only where it spares a good deal.
        return together.Select(order => (order, Registers.Excess(code, order)))
            .Concat(new[] { value, byInputs }.Select(of => OneByOne(code, of)).Select(order => (order, Registers.Excess(code, order) * 5 / 4)))
            .MinBy(choice => choice.Item2).order;
    }

    // The order with that order of what the value needs; among derivatives that become ready together the one of that rank.
    static int[] Order(Code code, bool[] isNeeded, int[] values, int[]? rank)
    {
        var after = new int[code.Length];
        Array.Fill(after, -1);
        for (var i = 0; i < values.Length; i++) after[values[i]] = i;
        for (var place = 0; place < code.Length; place++)
        {
            if (after[place] >= 0) continue;
            foreach (var operand in code.Operands(place)) after[place] = Math.Max(after[place], after[operand]);
        }

        var order = new List<int>(code.Length);
        var placed = new bool[code.Length];
        var pending = new Stack<int>();
        var sorted = SortedBy(after, rank);
        foreach (var place in sorted)
            if (isNeeded[place] && after[place] >= 0 && !RestsOnInputs(code, values[after[place]])) Place(code, place, placed, order, pending);
        foreach (var output in code.Outputs) Place(code, output, placed, order, pending);
        return [.. order];
    }

    // What the value needs, in the order of the code.
    static int[] Values(Code code)
    {
        var isValue = Cone(code, code.Outputs.Length > 0 ? code.Outputs[..1] : []);
        var values = new List<int>();
        for (var place = 0; place < code.Length; place++)
            if (isValue[place]) values.Add(place);
        return [.. values];
    }

    // The same by the last input each needs, as a loop over the inputs does that adds up several sums together.
    static int[] ByInputs(Code code, int[] values)
    {
        var last = new int[code.Length];
        foreach (var place in values)
        {
            last[place] = code.Instructions[place].Operation == Operation.Input ? code.Instructions[place].First : -1;
            foreach (var operand in code.Operands(place)) last[place] = Math.Max(last[place], last[operand]);
        }

        return [.. values.OrderBy(place => last[place])];
    }

    // The value, then one derivative after the other.
    static int[] OneByOne(Code code, int[] values)
    {
        var order = new List<int>(code.Length);
        var placed = new bool[code.Length];
        var pending = new Stack<int>();
        foreach (var place in values) Place(code, place, placed, order, pending);
        foreach (var output in code.Outputs) Place(code, output, placed, order, pending);
        return [.. order];
    }

    // Each result's turn if one output is computed after the other.
    static int[] TowardsOutputs(Code code)
    {
        var order = new List<int>(code.Length);
        var placed = new bool[code.Length];
        var pending = new Stack<int>();
        foreach (var output in code.Outputs) Place(code, output, placed, order, pending);
        var rank = new int[code.Length];
        Array.Fill(rank, code.Length);
        for (var i = 0; i < order.Count; i++) rank[order[i]] = i;
        return rank;
    }

    // Places by their keys, equal keys in the order of the code: counted, because keys are places too.
    static int[] SortedBy(int[] after, int[]? rank)
    {
        if (rank is not null) return [.. Enumerable.Range(0, after.Length).OrderBy(place => after[place]).ThenBy(place => rank[place])];
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
