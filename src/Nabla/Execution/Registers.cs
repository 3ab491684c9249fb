using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>How many results a code keeps alive at a time, against the registers that there are for them.</summary>
static class Registers
{
    /// <summary>How many registers results share.</summary>
    public const int Available = 15;

    /// <summary>For each constant its number in memory where registers are too few to keep it in one between its uses; else −1.</summary>
    public static int[] NumbersInMemory(Code code)
    {
        var numberAt = new int[code.Length];
        Array.Fill(numberAt, -1);
        // As long as results fit, the JIT does better by its own choice: each number read from memory again is a load.
        var alive = MostAlive(code);
        if (alive <= Available) return numberAt;
        var uses = ReadsOfConstants(code);
        var several = new List<int>();
        for (var place = 0; place < code.Length; place++)
            if (uses[place] > 1) several.Add(place);
        if (several.Count == 0) return numberAt;
        var tooMany = several.Count + alive - Available;
        // The least read first: what is read most often stays in its register.
        foreach (var place in several.OrderBy(place => uses[place]).Take(Math.Max(0, tooMany))) numberAt[place] = 0;
        var count = 0;
        for (var place = 0; place < code.Length; place++)
            if (numberAt[place] == 0) numberAt[place] = count++;
        return numberAt;
    }

    // Doubling is mostly an addition, which reads no 2.
    static int[] ReadsOfConstants(Code code)
    {
        var reads = new int[code.Length];
        for (var place = 0; place < code.Length; place++)
        {
            var isProduct = code.Is(place, Elementwise.Multiply);
            foreach (var operand in code.Operands(place))
                if (code.IsConstant(operand, out var value) && !(isProduct && value == 2)) reads[operand]++;
        }

        return reads;
    }

    /// <summary>By how many results, added up over the order, the registers are exceeded.</summary>
    public static int Excess(Code code, int[] order) => Alive(code, order).Sum(alive => Math.Max(0, alive - Available));

    static int MostAlive(Code code) => Alive(code, [.. Enumerable.Range(0, code.Length)]).DefaultIfEmpty(0).Max();

    // After each instruction of the order. Constants apart; inputs live from the start, the first output until the end.
    static List<int> Alive(Code code, int[] order)
    {
        var unread = new int[code.Length];
        foreach (var place in order)
            foreach (var operand in code.Operands(place)) unread[operand]++;
        if (code.Outputs.Length > 0) unread[code.Outputs[0]]++;
        var alive = 0;
        foreach (var place in order)
            if (code.Instructions[place].Operation == Operation.Input && unread[place] > 0) alive++;
        var counts = new List<int>();
        foreach (var place in order)
        {
            if (code.Instructions[place].Operation != Operation.Row) continue;
            foreach (var operand in code.Operands(place))
                if (--unread[operand] == 0 && code.Instructions[operand].Operation != Operation.Constant) alive--;
            if (unread[place] > 0) alive++;
            counts.Add(alive);
        }

        return counts;
    }
}
