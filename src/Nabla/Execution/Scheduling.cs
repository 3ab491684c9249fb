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
        var after = Loan.Take<int>(code.Length);
        after.AsSpan(0, code.Length).Fill(-1);
        for (var i = 0; i < values.Length; i++) after[values[i]] = i;
        for (var place = 0; place < code.Length; place++)
        {
            if (after[place] >= 0) continue;
            foreach (var operand in code.Operands(place)) after[place] = Math.Max(after[place], after[operand]);
        }

        var order = new Ordering(code);
        var sorted = SortedBy(after.AsSpan(0, code.Length), rank);
        foreach (var place in sorted.AsSpan(0, code.Length))
            if (isNeeded[place] && after[place] >= 0 && !RestsOnInputs(code, values[after[place]])) order.Place(place);
        foreach (var output in code.Outputs) order.Place(output);
        Loan.Give(after);
        Loan.Give(sorted);
        return order.Finish();
    }

    // What the value needs, in the order of the code.
    static int[] Values(Code code)
    {
        var isValue = Cone(code, code.Outputs.Length > 0 ? code.Outputs[..1] : []);
        var values = new int[isValue.Count(isPart => isPart)];
        var next = 0;
        for (var place = 0; place < code.Length; place++)
            if (isValue[place]) values[next++] = place;
        return values;
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
        var order = new Ordering(code);
        foreach (var place in values) order.Place(place);
        foreach (var output in code.Outputs) order.Place(output);
        return order.Finish();
    }

    // Each result's turn if one output is computed after the other.
    static int[] TowardsOutputs(Code code)
    {
        var ordering = new Ordering(code);
        foreach (var output in code.Outputs) ordering.Place(output);
        var order = ordering.Finish();
        var rank = new int[code.Length];
        Array.Fill(rank, code.Length);
        for (var i = 0; i < order.Length; i++) rank[order[i]] = i;
        return rank;
    }

    // Places by their keys, equal keys in the order of the code: counted, because keys are places too. Lent by Loan.
    static int[] SortedBy(ReadOnlySpan<int> after, int[]? rank)
    {
        var sorted = Loan.Take<int>(after.Length);
        if (rank is not null)
        {
            var keys = after.ToArray();
            var next = 0;
            foreach (var place in Enumerable.Range(0, keys.Length).OrderBy(place => keys[place]).ThenBy(place => rank[place])) sorted[next++] = place;
            return sorted;
        }

        var starts = Loan.TakeCleared<int>(after.Length + 2);
        foreach (var key in after) starts[key + 2]++;
        for (var key = 1; key < after.Length + 2; key++) starts[key] += starts[key - 1];
        for (var place = 0; place < after.Length; place++) sorted[starts[after[place] + 1]++] = place;
        Loan.Give(starts);
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

    // An order that is being made.
    struct Ordering(Code code)
    {
        readonly bool[] _placed = new bool[code.Length];
        int[] _order = Loan.Take<int>(code.Length);
        int[] _pending = Loan.Take<int>(64);
        int _count;

        /// <summary>Appends the instruction after whatever it still lacks, without recursion.</summary>
        public void Place(int root)
        {
            if (_placed[root]) return;
            var depth = 1;
            _pending[0] = root;
            while (depth > 0)
            {
                var place = _pending[depth - 1];
                var waits = false;
                if (!_placed[place])
                {
                    foreach (var operand in code.Operands(place))
                    {
                        if (_placed[operand]) continue;
                        if (depth == _pending.Length) Loan.Grow(ref _pending, depth + 1);
                        _pending[depth++] = operand;
                        waits = true;
                    }

                    if (waits) continue;
                    _placed[place] = true;
                    _order[_count++] = place;
                }

                depth--;
            }
        }

        public int[] Finish()
        {
            var order = _order.AsSpan(0, _count).ToArray();
            Loan.Give(_order);
            Loan.Give(_pending);
            return order;
        }
    }
}
