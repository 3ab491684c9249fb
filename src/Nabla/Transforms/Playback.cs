using Nabla.Primitives;
using Nabla.Tensors;
using Nabla.Tracing;

namespace Nabla.Transforms;

/// <summary>A graph run with all that it computes kept: the value of every variable, and its cotangent.</summary>
/// <param name="Values">By the number of the variable.</param>
/// <param name="Cotangents">By the number of the variable; null where it has none, or zero.</param>
sealed record Playback(Tensor?[] Values, Tensor?[] Cotangents)
{
    /// <summary>Runs the graph on concrete inputs; seeds are the cotangents of its outputs, none for values alone.</summary>
    /// <exception cref="GradientException">There are seeds, and an operation has no reverse derivative.</exception>
    public static Playback Of(Graph graph, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> seeds)
    {
        var linear = new GraphLevel("a derivative");
        var level = new DualLevel(linear);
        try
        {
            var duals = new Tensor?[graph.Variables.Count];
            var (added, variables) = (new List<Tensor>(), new List<int>());
            // A variable's cotangent is the derivative by a number added to its tangent, where all that use it see it.
            Tensor Keep(int variable, Tensor primal, Tensor? tangent)
            {
                if (tangent is null) return duals[variable] = primal;
                added.Add(linear.Input(primal.Type));
                variables.Add(variable);
                return duals[variable] = level.Wrap(primal, ElementwisePrimitive.Sum.Apply(tangent, added[^1]));
            }

            for (var i = 0; i < inputs.Length; i++)
                Keep(graph.IndexOf(graph.InputVariables[i]), inputs[i], inputs[i].DType.IsFloating && !seeds.IsEmpty ? Tensor.Zeros(inputs[i].Type) : null);
            Tensor Value(Tensor x) => graph.IndexOf(x) is >= 0 and var i ? duals[i]! : x;
            foreach (var equation in graph.Equations)
            {
                var y = new Tensor[equation.Count];
                equation.Primitive.Apply(Array.ConvertAll(graph.Operands(equation), Value), y);
                for (var i = 0; i < y.Length; i++) Keep(equation.First + i, level.Primal(y[i]), y[i].DType.IsFloating ? level.Tangent(y[i]) : null);
            }

            var values = Array.ConvertAll(duals, d => d is null ? null : level.Primal(d));
            var cotangents = new Tensor?[values.Length];
            var transpose = new Cotangents(new(linear, [.. added], linear.Equations, []));
            for (var i = 0; i < seeds.Length; i++)
                if (level.Tangent(Value(graph.OutputValues[i])) is { } tangent) transpose.Add(tangent, seeds[i]);
            var bars = seeds.IsEmpty ? [] : transpose.Transpose();
            for (var i = 0; i < bars.Length; i++) cotangents[variables[i]] = bars[i];
            return new(values, cotangents);
        }
        finally
        {
            level.Close();
            linear.Close();
        }
    }
}
