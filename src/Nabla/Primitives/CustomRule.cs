using Nabla.Tensors;
using Nabla.Tracing;
using Nabla.Transforms;

namespace Nabla.Primitives;

/// <summary>A body with a derivative of its author's: from a forward rule, or as the transpose of a backward rule.</summary>
/// <param name="name">The name in graphs and errors.</param>
/// <param name="body">What it computes.</param>
/// <param name="forward">Of the operands: the results, then what the derivative needs.</param>
/// <param name="derivative">Of what it needs and the tangents of the floating operands: the tangents of the floating results.</param>
/// <param name="transposed">Of what it needs and the cotangents of the floating results: those of the floating operands; null to make it.</param>
sealed class CustomRule(string name, Graph body, Graph forward, Graph derivative, Graph? transposed) : GraphPrimitive
{
    public override string Name => name;

    /// <summary>How many results there are.</summary>
    public int Results => body.OutputValues.Length;

    public override string Parameters => $"body={body.Length} equations";

    public override IEnumerable<(string Role, Graph Body)> Graphs => transposed is null
        ? [("body", body), ("forward", forward), ("derivative", derivative)]
        : [("body", body), ("forward", forward), ("derivative", derivative), ("transposed", transposed)];

    public override void InferTypes(ReadOnlySpan<Tensor> x, Span<TensorType> types) => Bodies.Types(body.OutputValues).CopyTo(types);

    public override void Evaluate(ReadOnlySpan<Tensor> x, Span<Tensor> y) => body.Run(x).CopyTo(y);

    public override Joint Joint(ReadOnlySpan<Tensor> x, bool[] varies)
    {
        var split = Split(x, varies);
        var (n, floats) = (x.Length, Floats(body.OutputValues));
        var tangents = Bodies.Types(body.InputVariables, Floats(body.InputVariables));
        var joint = Tracer.Trace(a =>
        {
            var known = forward.Run(a.AsSpan(0, n));
            var dy = new Tensor[split.Outputs.Length];
            Provenance.Apply(split.Linear, name, [.. known[floats.Length..], .. a[n..]], dy);
            return [.. known[..floats.Length], .. dy];
        }, [.. Bodies.Types(body.InputVariables), .. tangents]);
        return InOrder(new Call(name, joint), floats) with { Operands = (operands, _, dx) => [.. operands, .. Floating(operands, dx)] };
    }

    public override Split Split(ReadOnlySpan<Tensor> x, bool[] varies) => new(
        new Call(name, forward), forward.OutputValues.Length - body.OutputValues.Length,
        new Call($"{name}_derivative", derivative, transposed), Places(Floats(body.OutputValues)),
        (operands, residuals, dx) => [.. residuals, .. Floating(operands, dx)]);

    public override void Transpose(ReadOnlySpan<Tensor?> yBar, ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> linear, Span<Tensor?> xBar) =>
        throw NonlinearPrimitive.NotLinear(this);

    public override void Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size, Span<Tensor> y)
    {
        // Every operand has examples, so that the rule's parts fit each other.
        var operands = x.ToArray();
        for (var i = 0; i < operands.Length; i++) operands[i] = Axes.Repeated(x[i], batched[i], size);
        Graph All(Graph graph) => Bodies.Batched(graph, Bodies.All(graph.InputVariables.Length), size, Bodies.All(graph.OutputValues.Length)).Body;
        new CustomRule(name, All(body), All(forward), All(derivative), transposed is null ? null : All(transposed)).Apply(operands, y);
    }

    /// <summary>Which of the tensors are floating.</summary>
    public static bool[] Floats(ReadOnlySpan<Tensor> x)
    {
        var floats = new bool[x.Length];
        for (var i = 0; i < floats.Length; i++) floats[i] = x[i].DType.IsFloating;
        return floats;
    }

    static List<Tensor> Floating(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx) => Tangents(x, dx, Floats(x));
}
