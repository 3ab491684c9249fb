using Nabla.Primitives;
using Nabla.Rules;
using Nabla.Tensors;

namespace Nabla.Tests.Primitives.Samples;

/// <summary>Every row of the rule table, on tensors of several shapes and with a number in each place.</summary>
static class RowSamples
{
    public static IEnumerable<Sample> All => Elementwise.All.SelectMany(Of).Concat(More);

    static IEnumerable<Sample> Of(ScalarRule row)
    {
        Shape[] shapes = [[2, 3], Shape.Scalar, [0]];
        foreach (var shape in shapes) yield return Make($"{row.Name} {shape}", row, shape, _ => false);
        if (row.Sampled.Length != 2) yield break;
        for (var place = 0; place < 2; place++)
        {
            var at = place;
            if (row.Sampled[0].Low < row.Sampled[0].High) yield return Make($"{row.Name} number {place}", row, [3], i => i == at);
        }
    }

    // An order, whose range is one number, has no derivative: it is always a number.
    static Sample Make(string name, ScalarRule row, Shape shape, Func<int, bool> isNumber)
    {
        bool IsNumber(int i) => isNumber(i) || row.Sampled[i].Low == row.Sampled[i].High;
        int[] operands = [.. Enumerable.Range(0, row.Sampled.Length).Where(i => !IsNumber(i))];
        return new(name, typeof(ElementwisePrimitive), x =>
        {
            var arguments = new Tensor[row.Sampled.Length];
            for (var i = 0; i < arguments.Length; i++)
                arguments[i] = IsNumber(i) ? (row.Sampled[i].Low + row.Sampled[i].High) / 2 : x[Array.IndexOf(operands, i)];
            return Tensor.Row(row, arguments);
        }, [.. operands.Select(i => new Input(shape, row.Sampled[i].Low, row.Sampled[i].High))]);
    }

    static IEnumerable<Sample> More =>
    [
        new("max of three", typeof(ElementwisePrimitive), x => Tensor.Max(x[0], x[1], x[2]),
            new([4], 0, 1), new([4], 2, 3), new([4], 4, 5)),
        new("max of three with a number", typeof(ElementwisePrimitive), x => Tensor.Max(x[0], 1.5, x[1]), new([4], 0, 1), new([4], 2, 3)),
        new("where by bool", typeof(ElementwisePrimitive), x => Tensor.Where(x[0], x[1], x[2]),
            new([2, 3], 0, 2, DType.Bool), new([2, 3]), new([2, 3])),
        new("where with numbers", typeof(ElementwisePrimitive), x => Tensor.Where(x[0], x[1], 0.5),
            new([2, 3], 0, 2, DType.Bool), new([2, 3])),
        new("clamp", typeof(ElementwisePrimitive), x => Tensor.Clamp(x[0] * x[0], 0.5, 3), new Input([5])),
        new("add of int32", typeof(ElementwisePrimitive), x => x[0] + x[1], new([3], -9, 9, DType.Int32), new([3], -9, 9, DType.Int32)),
        new("product by size 1", typeof(ElementwisePrimitive), x => x[0] * x[1], new([2, 1]), new([1, 3])),
        new("quotient by 0-d", typeof(ElementwisePrimitive), x => x[0] / x[1], new([2, 3]), new(Shape.Scalar, 1, 2)),
        new("product of an operand with itself", typeof(ElementwisePrimitive), x => x[0] * x[0], new Input([3])),
    ];
}
