using Nabla.Primitives;
using Nabla.Rules;

namespace Nabla.Tensors;

public sealed partial class Tensor
{
    /// <summary>
    /// A row of the rule table at every place. Operands are repeated to one shape and brought to one type; bare numbers
    /// become part of the operation.
    /// </summary>
    internal static Tensor Row(ScalarRule row, params ReadOnlySpan<Tensor> x)
    {
        if (x.Length == row.Arity && FloatAlike(x)) return ElementwisePrimitive.Of(row).Apply(x);
        var selects = ReferenceEquals(row, Elementwise.Where);
        // A condition has its own type.
        var typed = selects ? x[1..] : x;
        var (dtype, isWeak) = (typed[0].DType, typed[0].IsWeak);
        var allWeak = x[0].IsWeak;
        var shape = x[0].IsWeak ? Shape.Scalar : x[0].Shape;
        for (var i = 1; i < x.Length; i++)
        {
            allWeak &= x[i].IsWeak;
            if (!x[i].IsWeak && x[i].Shape != shape) shape = Shape.Broadcast(shape, x[i].Shape, row.Name);
        }

        foreach (var operand in typed[1..])
        {
            dtype = Promotion.Of(dtype, isWeak, operand.DType, operand.IsWeak);
            isWeak &= operand.IsWeak;
        }

        dtype = RowTypes.Working(row, dtype);
        if (allWeak) return RowOfNumbers(row, x, dtype);
        // Chosen from bare numbers place by place, the result has no operand to take its type from: the first is made one.
        if (selects && isWeak)
        {
            if (dtype != DType.Int64) dtype = Promotion.Default(dtype);
            return Bind(row, [x[0], Full(new(dtype, []), x[1].Number), x[2]], dtype, shape, selects);
        }

        return Bind(row, x, dtype, shape, selects);
    }

    // Most operands are floating and fit as they are.
    static bool FloatAlike(ReadOnlySpan<Tensor> x)
    {
        foreach (var operand in x)
            if (operand.IsWeak || !operand.DType.IsFloating || operand.DType != x[0].DType || operand.Shape != x[0].Shape) return false;
        return true;
    }

    static Tensor Bind(ScalarRule row, ReadOnlySpan<Tensor> x, DType dtype, Shape shape, bool selects)
    {
        Tracing.Few<Tensor> room = default;
        Span<Tensor> operands = x.Length <= Tracing.Few<Tensor>.Length ? room : new Tensor[x.Length];
        Tracing.Few<double> literalRoom = default;
        Span<double> literals = x.Length <= Tracing.Few<double>.Length ? literalRoom[..x.Length] : new double[x.Length];
        var (count, hasLiteral) = (0, false);
        for (var i = 0; i < x.Length; i++)
        {
            var isCondition = selects && i == 0;
            literals[i] = double.NaN;
            if (x[i].IsWeak && IsLiteral(x[i], isCondition ? x[i].DType : dtype, out literals[i])) hasLiteral = true;
            else
            {
                var operand = isCondition ? x[i].Settled() : ConvertType.To(x[i], dtype);
                operands[count++] = operand.Shape == shape ? operand : Broadcast.To(operand, shape);
            }
        }

        var primitive = hasLiteral || (row.Arity < 0 && x.Length > 2) ? ElementwisePrimitive.Of(row, literals) : ElementwisePrimitive.Of(row);
        return primitive.Apply(operands[..count]);
    }

    // NaN marks operands, and formulas have no infinite numbers: such a number is a tensor of its own.
    static bool IsLiteral(Tensor number, DType dtype, out double literal)
    {
        literal = dtype switch
        {
            DType.Float32 => (float)number.Number,
            DType.Float64 => number.Number,
            _ => Math.Truncate(number.Number),
        };
        if (double.IsFinite(literal)) return true;
        literal = double.NaN;
        return false;
    }

    static Tensor RowOfNumbers(ScalarRule row, ReadOnlySpan<Tensor> x, DType dtype)
    {
        var numbers = new double[x.Length];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = x[i].Number;
        return new(row.Evaluate(numbers), RowTypes.IsComparison(row) ? DType.Bool : dtype);
    }
}
