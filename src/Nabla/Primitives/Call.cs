using Nabla.Tensors;
using Nabla.Tracing;
using Nabla.Transforms;

namespace Nabla.Primitives;

/// <summary>
/// A graph as one operation, linear in some of its operands: the linear part of a split, or the given derivative of a
/// custom rule, whose transpose is then given too.
/// </summary>
/// <param name="name">The name in graphs and errors.</param>
/// <param name="body">What it computes.</param>
/// <param name="transposed">The transpose in the last operands, of the others and the results' cotangents; null to make it.</param>
sealed class Call(string name, Graph body, Graph? transposed = null) : GraphPrimitive
{
    public override string Name => name;

    public override IEnumerable<(string Role, Graph Body)> Graphs => [("body", body)];

    public override void InferTypes(ReadOnlySpan<Tensor> x, Span<TensorType> types) => Bodies.Types(body.OutputValues).CopyTo(types);

    public override void Evaluate(ReadOnlySpan<Tensor> x, Span<Tensor> y) => body.Run(x).CopyTo(y);

    public override Joint Joint(ReadOnlySpan<Tensor> x, bool[] varies)
    {
        var results = Bodies.Varying(body, varies);
        return InOrder(new Call(name, Bodies.Joint(body, varies, results)), results);
    }

    public override Split Split(ReadOnlySpan<Tensor> x, bool[] varies)
    {
        var results = Bodies.Varying(body, varies);
        var (known, linear, residuals) = Bodies.Split(body, varies, results);
        return new(new Call(name, known), residuals.Length, new Call(name, linear), Places(results), (_, r, dx) => [.. r, .. Present(dx)]);
    }

    public override void Transpose(ReadOnlySpan<Tensor?> yBar, ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> linear, Span<Tensor?> xBar)
    {
        List<Tensor> bars = [];
        for (var i = 0; i < yBar.Length; i++) bars.Add(yBar[i] ?? Tensor.Zeros(body.OutputValues[i].Type));
        var given = transposed?.OutputValues.Length ?? 0;
        if (given > 0 && !linear[..^given].Contains(true))
        {
            transposed!.Run([.. x[..^given], .. bars]).CopyTo(xBar[^given..]);
            for (var i = 0; i < x.Length; i++)
                if (!linear[i]) xBar[i] = null;
            return;
        }

        var marked = linear.ToArray();
        var operands = Chosen(x, Array.ConvertAll(marked, l => !l));
        var (results, next) = (Bodies.Transposed(body, marked).Run([.. operands, .. bars]), 0);
        for (var i = 0; i < x.Length; i++)
            if (linear[i]) xBar[i] = results[next++];
    }

    public override void Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size, Span<Tensor> y)
    {
        var mask = batched.ToArray();
        var (batch, _) = Bodies.Batched(body, mask, size, Bodies.All(y.Length));
        Graph? back = null;
        if (transposed is not null)
        {
            var linear = transposed.OutputValues.Length;
            bool[] inputs = [.. mask[..^linear], .. Bodies.All(y.Length)];
            // A cotangent for each example; those of operands that all examples share are summed by their broadcast.
            for (var i = mask.Length - linear; i < mask.Length; i++) mask[i] = true;
            (batch, _) = Bodies.Batched(body, mask, size, Bodies.All(y.Length));
            (back, _) = Bodies.Batched(transposed, inputs, size, Bodies.All(linear));
        }

        var operands = x.ToArray();
        for (var i = 0; i < operands.Length; i++)
            if (mask[i] && !batched[i]) operands[i] = Axes.Repeated(operands[i], batched: false, size);
        new Call(name, batch, back).Apply(operands, y);
    }
}
