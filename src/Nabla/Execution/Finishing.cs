using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>
/// The last pass before a code is run: whole powers become products, rows of any number of operands chains of two, and
/// what no output needs is left out.
/// </summary>
static class Finishing
{
    // Repeated products lose half a unit in the last place each; up to here they keep the 4 units that rows promise.
    const int LargestPower = 8;
    const int LargestNegativePower = 4;

    /// <summary>The code with only what its outputs need, in rows of at most three operands.</summary>
    public static Code Finish(Code code, bool fastMath = false)
    {
        var builder = new CodeBuilder(code.Inputs, fastMath: fastMath);
        var needed = Needed(code);
        var places = new int[code.Length];
        for (var i = 0; i < code.Length; i++)
            if (needed[i]) places[i] = Make(builder, code, i, places);
        var outputs = new int[code.Outputs.Length];
        for (var i = 0; i < outputs.Length; i++) outputs[i] = places[code.Outputs[i]];
        return Trim(builder.Build(outputs));
    }

    // Rewrites leave instructions behind that nothing reads any more.
    static Code Trim(Code code)
    {
        var needed = Needed(code);
        if (Array.TrueForAll(needed, n => n)) return code;
        var instructions = new List<Instruction>();
        var operands = new List<int>();
        var places = new int[code.Length];
        for (var i = 0; i < code.Length; i++)
        {
            if (!needed[i]) continue;
            places[i] = instructions.Count;
            var instruction = code.Instructions[i];
            instructions.Add(instruction.Operation == Operation.Row ? instruction with { First = operands.Count } : instruction);
            foreach (var operand in code.Operands(i)) operands.Add(places[operand]);
        }

        return new(code.Inputs, [.. instructions], [.. operands], [.. code.Outputs.ToArray().Select(o => places[o])]);
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

    static int Make(CodeBuilder builder, Code code, int place, int[] places)
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
            return Power(builder, operands[0], exponent);
        return builder.Apply(row, operands);
    }

    static int Chain(CodeBuilder builder, ScalarRule row, ReadOnlySpan<int> from, int[] places)
    {
        var result = places[from[0]];
        foreach (var next in from[1..]) result = builder.Apply(row, result, places[next]);
        return result;
    }

    static int Power(CodeBuilder builder, int x, double exponent)
    {
        if (exponent == 0) return builder.Constant(1);
        if (Math.Abs(exponent) == 0.5) return exponent > 0 ? Root(builder, x) : Reciprocal(builder, Root(builder, x));
        if (!double.IsInteger(exponent) || exponent > LargestPower || exponent < -LargestNegativePower)
            return builder.Apply(Elementwise.Power, x, builder.Constant(exponent));
        // The reciprocal comes first: the power of x could overflow where the result does not.
        return exponent > 0 ? Product(builder, x, (int)exponent) : Product(builder, Reciprocal(builder, x), -(int)exponent);
    }

    static int Reciprocal(CodeBuilder builder, int x) => builder.Divide(builder.Constant(1), x);

    static int Product(CodeBuilder builder, int x, int power)
    {
        if (power == 1) return x;
        var half = Product(builder, x, power / 2);
        var square = builder.Multiply(half, half);
        return power % 2 == 0 ? square : builder.Multiply(square, x);
    }

    // A power of ½ is +0 at −0 and +∞ at −∞, where the square root is −0 and NaN.
    static int Root(CodeBuilder builder, int x)
    {
        var root = builder.Apply(Elementwise.Sqrt, builder.Add(x, builder.Constant(0)));
        if (builder.FastMath) return root;
        var isEdge = builder.Apply(Elementwise.Equal, x, builder.Constant(double.NegativeInfinity));
        return builder.Apply(Elementwise.Where, isEdge, builder.Constant(double.PositiveInfinity), root);
    }
}
