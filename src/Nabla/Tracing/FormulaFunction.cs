using Nabla.Execution;
using Nabla.Primitives;
using Nabla.Rules;
using Nabla.Symbolics;
using Nabla.Tensors;

namespace Nabla.Tracing;

/// <summary>
/// A formula as a function of tensors: the instructions that it is lowered to, applied one after another to operands of any
/// level. Its numbers are bare numbers, so they take the element type of what they meet and keep their ties.
/// </summary>
sealed class FormulaFunction
{
    readonly int[] _lastUses;
    readonly Tensor?[] _numbers;

    public FormulaFunction(Expr formula, IReadOnlyList<string> variables, Budget? budget = null)
    {
        Code = Lowering.Lower([formula], variables, new CodeBuilder(variables.Count, budget, asWritten: true, capacity: 8));
        _lastUses = new int[Code.Length];
        _numbers = new Tensor?[Code.Length];
        for (var place = 0; place < Code.Length; place++)
        {
            if (Code.IsConstant(place, out var number)) _numbers[place] = number;
            foreach (var operand in Code.Operands(place)) _lastUses[operand] = place;
        }

        _lastUses[Code.Outputs[0]] = int.MaxValue;
    }

    /// <summary>The instructions, as the formula is written; its inputs are the variables.</summary>
    public Code Code { get; }

    /// <summary>The formula at every place of the variables' values, which are repeated to one shape and brought to one floating type.</summary>
    public Tensor Apply(params ReadOnlySpan<Tensor> variables)
    {
        var dtype = Promotion.Floating(ConvertType.Common(variables));
        var x = new Tensor[variables.Length];
        var shape = Shape.Scalar;
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = variables[i].IsWeak ? Number(variables[i]) : ConvertType.To(variables[i], dtype);
            shape = i == 0 || x[i].Shape == shape ? x[i].Shape : Shape.Broadcast(shape, x[i].Shape, "a formula");
        }

        var done = new Tensor?[Code.Length];
        for (var place = 0; place < done.Length; place++)
        {
            var instruction = Code.Instructions[place];
            done[place] = instruction.Operation switch
            {
                Operation.Input => x[instruction.First],
                Operation.Constant => _numbers[place],
                _ => Apply(instruction.Row!, Code.Operands(place), done, dtype),
            };
            // A long formula on large tensors needs no more memory than its values do that are still to be read.
            foreach (var operand in Code.Operands(place))
                if (_lastUses[operand] == place) done[operand] = null;
        }

        var result = done[Code.Outputs[0]]!;
        // Bare numbers give a bare number, of full precision.
        if (result.IsWeak && Array.TrueForAll(x, a => a.IsWeak)) return Number(result);
        return Broadcast.To(ConvertType.To(result, dtype), shape);
    }

    Tensor Apply(ScalarRule row, ReadOnlySpan<int> operands, Tensor?[] done, DType dtype)
    {
        var x = new Tensor[operands.Length];
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = done[operands[i]]!;
            var isCondition = i == 0 && ReferenceEquals(row, Elementwise.Where);
            // A comparison is the number 0 or 1.
            if (x[i].DType == DType.Bool && !isCondition) x[i] = x[i].IsWeak ? Number(x[i]) : ConvertType.To(x[i], dtype);
        }

        // A tie goes to numbers that stand in the formula, and is shared by those that are computed.
        if (row.Arity < 0 && !Array.TrueForAll(x, a => a.IsWeak))
        {
            for (var i = 0; i < x.Length; i++)
                if (x[i].IsWeak && Code.Instructions[operands[i]].Operation == Operation.Row) x[i] = Tensor.Full(new(dtype, []), x[i].Number);
        }

        // A condition without variables has chosen, and would be rounded to single precision as a bare number.
        var selects = ReferenceEquals(row, Elementwise.Where);
        if (selects && x[0].IsWeak) return x[0].Number != 0 ? x[1] : x[2];
        // So would two bare numbers be, of which one is chosen place by place.
        if (selects && x[1].IsWeak && x[2].IsWeak) x[1] = Tensor.Full(new(dtype, []), x[1].Number);
        return Tensor.Row(row, x);
    }

    static Tensor Number(Tensor weak) => weak.Number;
}
