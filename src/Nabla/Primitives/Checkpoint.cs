using Nabla.Tensors;
using Nabla.Tracing;
using Nabla.Transforms;

namespace Nabla.Primitives;

/// <summary>A body whose values are not kept for the reverse derivative, but computed again: memory for time.</summary>
/// <param name="body">What it computes.</param>
sealed class Checkpoint(Graph body) : GraphPrimitive
{
    public override string Name => "checkpoint";

    public override string Parameters => $"body={body.Length} equations";

    public override IEnumerable<(string Role, Graph Body)> Graphs => [("body", body)];

    public override void InferTypes(ReadOnlySpan<Tensor> x, Span<TensorType> types) => Bodies.Types(body.OutputValues).CopyTo(types);

    public override void Evaluate(ReadOnlySpan<Tensor> x, Span<Tensor> y) => body.Run(x).CopyTo(y);

    public override Joint Joint(ReadOnlySpan<Tensor> x, bool[] varies)
    {
        var results = Bodies.Varying(body, varies);
        return InOrder(new Checkpoint(Bodies.Joint(body, varies, results)), results);
    }

    public override Split Split(ReadOnlySpan<Tensor> x, bool[] varies)
    {
        var results = Bodies.Varying(body, varies);
        // The linear part begins with the operands and runs the body again on its way.
        var joint = Bodies.Joint(body, varies, results);
        var tangents = joint.Of(Bodies.All(joint.InputVariables.Length), [.. new bool[results.Length], .. Bodies.All(results.Count(r => r))]);
        return new(this, 0, new Call("recompute", tangents), Places(results), (operands, _, dx) => [.. operands, .. Present(dx)]);
    }

    public override void Transpose(ReadOnlySpan<Tensor?> yBar, ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> linear, Span<Tensor?> xBar) =>
        new Call(Name, body).Transpose(yBar, x, linear, xBar);

    public override void Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size, Span<Tensor> y) =>
        new Checkpoint(Bodies.Batched(body, batched.ToArray(), size, Bodies.All(y.Length)).Body).Apply(x, y);
}
