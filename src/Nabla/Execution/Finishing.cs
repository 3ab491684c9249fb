using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>
/// The last pass before a code is run: whole powers become products, rows of any number of operands chains of two, and
/// what no output needs is left out.
/// </summary>
static class Finishing
{
    /// <summary>The code with only what its outputs need, in rows of at most three operands.</summary>
    public static Code Finish(Code code, bool fastMath = false)
    {
        using var builder = new CodeBuilder(code.Inputs, fastMath: fastMath, capacity: code.Length + 32);
        var needed = Needed(code);
        var uses = code.Uses();
        var places = Loan.Take<int>(code.Length);
        for (var i = 0; i < code.Length; i++)
            if (needed[i]) places[i] = Make(builder, code, i, places, uses);
        var outputs = new int[code.Outputs.Length];
        for (var i = 0; i < outputs.Length; i++) outputs[i] = places[code.Outputs[i]];
        Loan.Give(places);
        var finished = builder.View(outputs);
        return Arrange(finished, Scheduling.Order(finished));
    }

    /// <summary>A finished code in the order that suits a processor's registers: the same instructions, and so the same bits.</summary>
    public static Code ForRegisters(Code code) => Arrange(code, Scheduling.OrderForRegisters(code));

    // Rewrites leave instructions behind that nothing reads any more; the order chosen has none of them.
    static Code Arrange(Code code, int[] order)
    {
        var instructions = new Instruction[order.Length];
        var operands = new int[code.Pool.Length];
        var next = 0;
        var places = Loan.Take<int>(code.Length);
        for (var i = 0; i < order.Length; i++)
        {
            places[order[i]] = i;
            var instruction = code.Instructions[order[i]];
            instructions[i] = instruction.Operation == Operation.Row ? instruction with { First = next } : instruction;
            foreach (var operand in code.Operands(order[i])) operands[next++] = places[operand];
        }

        var outputs = code.Outputs.ToArray();
        for (var i = 0; i < outputs.Length; i++) outputs[i] = places[outputs[i]];
        Loan.Give(places);
        return new(code.Inputs, instructions, operands, outputs);
    }

    static bool[] Needed(Code code)
    {
        var needed = new bool[code.Length];
        foreach (var output in code.Outputs) needed[output] = true;
        for (var i = code.Length - 1; i >= 0; i--)
        {
            if (!needed[i]) continue;
            foreach (var operand in code.Operands(i)) needed[operand] = true;
        }

        return needed;
    }

    static int Make(CodeBuilder builder, Code code, int place, int[] places, int[] uses)
    {
        var instruction = code.Instructions[place];
        if (instruction.Operation == Operation.Input) return builder.Input(instruction.First);
        if (instruction.Operation == Operation.Constant) return builder.Constant(instruction.Value);
        var from = code.Operands(place);
        var row = instruction.Row!;
        if (from.Length > 3 || (row.Arity < 0 && from.Length > 2)) return Chain(builder, row, from, places);
        Span<int> operands = stackalloc int[from.Length];
        for (var k = 0; k < from.Length; k++) operands[k] = places[from[k]];
        if (ReferenceEquals(row, Elementwise.Power) && builder.IsConstant(operands[1], out var exponent))
            return Powers.Expand(builder, operands[0], exponent);
        if (ReferenceEquals(row, Elementwise.Multiply)) return Multiply(builder, code, from, operands, uses);
        if (ReferenceEquals(row, Elementwise.Add))
            return LessTwice(builder, operands[0], operands[1], uses[from[1]])
                ?? LessTwice(builder, operands[1], operands[0], uses[from[0]]) ?? builder.Add(operands[0], operands[1]);
        return builder.Apply(row, operands);
    }

    // Twice a number is an addition where its negative twice is a product: a + (−2)b as a − 2b, the same bits.
    static int? LessTwice(CodeBuilder builder, int a, int product, int uses)
    {
        if (uses > 1 || !builder.Is(product, Elementwise.Multiply)) return null;
        int factor = builder.Operand(product, 0), b = builder.Operand(product, 1);
        if (builder.IsConstant(b, -2)) (factor, b) = (b, factor);
        return builder.IsConstant(factor, -2) ? builder.Subtract(a, builder.Multiply(builder.Constant(2), b)) : null;
    }

    static int Multiply(CodeBuilder builder, Code code, ReadOnlySpan<int> from, ReadOnlySpan<int> operands, int[] uses)
    {
        var which = builder.IsConstant(operands[0], out var factor) ? 0 : builder.IsConstant(operands[1], out factor) ? 1 : -1;
        if (which < 0) return builder.Multiply(operands[0], operands[1]);
        var other = operands[1 - which];
        if (uses[from[1 - which]] == 1 && double.IsPow2(Math.Abs(factor))
            && (Multiple(builder, factor, other) ?? Distribute(builder, factor, other)) is { } scaled) return scaled;
        // The same bits as the multiple by the number's negative, with the sign turned: mostly it vanishes in a sum.
        var twin = builder.Find(Elementwise.Multiply, builder.Constant(-factor), other);
        return twin >= 0 ? builder.NegateApart(twin) : builder.Multiply(operands[0], operands[1]);
    }

    // Half a multiple is one multiple, and twice a sum of multiples the sum of the doubled ones: a product less, and exact.
    static int? Distribute(CodeBuilder builder, double factor, int sum)
    {
        var row = builder[sum].Row;
        if (!ReferenceEquals(row, Elementwise.Add) && !ReferenceEquals(row, Elementwise.Subtract)) return null;
        int a = builder.Operand(sum, 0), b = builder.Operand(sum, 1);
        return Multiple(builder, factor, a) is { } p && Multiple(builder, factor, b) is { } q ? builder.Apply(row!, p, q) : null;
    }

    static int? Multiple(CodeBuilder builder, double factor, int place)
    {
        if (!builder.Is(place, Elementwise.Multiply)) return null;
        int a = builder.Operand(place, 0), b = builder.Operand(place, 1);
        if (builder.IsConstant(b, out _)) (a, b) = (b, a);
        return builder.IsConstant(a, out var known) && double.IsNormal(factor * known)
            ? builder.Multiply(builder.Constant(factor * known), b)
            : null;
    }

    static int Chain(CodeBuilder builder, ScalarRule row, ReadOnlySpan<int> from, int[] places)
    {
        var result = places[from[0]];
        foreach (var next in from[1..]) result = builder.Apply(row, result, places[next]);
        return result;
    }
}
