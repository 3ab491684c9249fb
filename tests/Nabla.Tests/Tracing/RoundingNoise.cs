using Nabla.Execution;
using Nabla.Primitives;
using Nabla.Rules;
using Nabla.Tensors;
using Nabla.Tracing;
using Nabla.Transforms;

namespace Nabla.Tests.Tracing;

/// <summary>
/// How far rounding can carry each number that a graph gives, to first order: the error of every operation on the way times
/// the derivative of the number by its result (Linnainmaa, BIT 16 (1976) 146–160). What <c>Agreement</c> does for formulas.
/// </summary>
static class RoundingNoise
{
    const double HalfUlp = 1.0 / (1L << 53);
    const double HalfUlpOfSingle = 1.0 / (1 << 24);

    /// <summary>The bound for every element of the outputs, one output after the other.</summary>
    public static double[] Of(Graph graph, params Tensor[] inputs)
    {
        var noise = new List<double>();
        var outputs = graph.Outputs.ToArray();
        for (var k = 0; k < outputs.Length; k++)
        for (nint i = 0; i < outputs[k].Shape.Count; i++)
        {
            Tensor[] seeds = [.. outputs.Select(type => Tensor.Zeros(type.Shape, type.DType))];
            var one = new double[outputs[k].Shape.Count];
            one[i] = 1;
            seeds[k] = Tensor.From(one, outputs[k].Shape).To(outputs[k].DType);
            noise.Add(Sum(graph, Playback.Of(graph, inputs, seeds)));
        }

        return [.. noise];
    }

    /// <summary>Instructions as a graph of one vector of inputs and one of outputs: the same rows on the same numbers.</summary>
    public static Graph Graph(Code code) => Differentiate.Trace(x =>
    {
        var done = new Tensor[code.Length];
        for (var place = 0; place < done.Length; place++)
        {
            var instruction = code.Instructions[place];
            done[place] = instruction.Operation switch
            {
                Operation.Input => x[instruction.First],
                Operation.Constant => Tensor.Full([], instruction.Value, DType.Float64),
                _ => Tensor.Row(instruction.Row!, [.. code.Operands(place).ToArray().Select(operand => done[operand])]).To(DType.Float64),
            };
        }

        return Tensor.Stack([.. code.Outputs.ToArray().Select(output => done[output])]);
    }, Tensor.Zeros([code.Inputs], DType.Float64));

    static double Sum(Graph graph, Playback run)
    {
        var sum = 0.0;
        foreach (var equation in graph.Equations)
        for (var k = equation.First; k < equation.First + equation.Count; k++)
        {
            if (run.Values[k] is not { DType.IsFloating: true } value || run.Cotangents[k] is not { } cotangent) continue;
            foreach (var (y, bar) in value.ToArray<double>().Zip(cotangent.ToArray<double>()))
                if (Error(equation.Primitive, value.DType, y) * Math.Abs(bar) is > 0 and var share) sum += share;
        }

        return sum;
    }

    // In float32 every number of ours is computed in double and rounded once, whatever the operation; rows in double have
    // what the table promises. Nothing else has a share in formulas of numbers.
    static double Error(Primitive primitive, DType dtype, double y) => (primitive.Lower(), primitive) switch
    {
        (Lowered.Rearrangement, _) => 0,
        _ when dtype == DType.Float32 => HalfUlpOfSingle * Math.Abs(y),
        (_, ElementwisePrimitive { Kernel.Exact: not ExactRow.None }) => HalfUlp * Math.Abs(y),
        (Lowered.Elementwise { Row: var row }, _) when IsChoice(row) => 0,
        (Lowered.Elementwise { Row.ValueAccuracy: var promise }, _) => 2 * HalfUlp * promise.Ulps * Math.Abs(y) + promise.Absolute,
        _ => throw new NotSupportedException($"The rounding of {primitive} is not known here."),
    };

    // What gives one of its operands, or a whole number.
    static bool IsChoice(ScalarRule row) =>
        ReferenceEquals(row, Elementwise.Where) || ReferenceEquals(row, Elementwise.Abs) || ReferenceEquals(row, Elementwise.Sign)
        || ReferenceEquals(row, Elementwise.Max) || ReferenceEquals(row, Elementwise.Min);
}
