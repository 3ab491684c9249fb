using Nabla.Tensors;
using Nabla.Tracing;
using Nabla.Transforms;

namespace Nabla.Primitives;

/// <summary>One of two graphs, by a truth value that comes first among the operands; the other is not run.</summary>
/// <param name="onTrue">Of the other operands.</param>
/// <param name="onFalse">Of the other operands; results of the same types.</param>
sealed class Cond(Graph onTrue, Graph onFalse) : GraphPrimitive
{
    public override string Name => "cond";

    public override string Parameters => $"true={onTrue.Length} equations, false={onFalse.Length} equations";

    public override IEnumerable<(string Role, Graph Body)> Graphs => [("true", onTrue), ("false", onFalse)];

    public override void InferTypes(ReadOnlySpan<Tensor> x, Span<TensorType> types)
    {
        if (x[0].Type != new TensorType(DType.Bool, []))
            throw new ShapeException($"Cond: the condition must be one truth value, and this one is {x[0].Type}.");
        var (first, second) = (Bodies.Types(onTrue.OutputValues), Bodies.Types(onFalse.OutputValues));
        for (var i = 0; i < types.Length; i++)
        {
            if (first[i] != second[i])
                throw new ShapeException($"Cond: result {i} is {first[i]} if true and {second[i]} if false; both must have one type and shape.");
            types[i] = first[i];
        }
    }

    public override void Evaluate(ReadOnlySpan<Tensor> x, Span<Tensor> y) => ((bool)x[0] ? onTrue : onFalse).Run(x[1..]).CopyTo(y);

    public override Joint Joint(ReadOnlySpan<Tensor> x, bool[] varies)
    {
        var results = Varying(varies[1..]);
        return InOrder(new Cond(Bodies.Joint(onTrue, varies[1..], results), Bodies.Joint(onFalse, varies[1..], results)), results);
    }

    public override Split Split(ReadOnlySpan<Tensor> x, bool[] varies)
    {
        var (inputs, results) = (varies[1..], Varying(varies[1..]));
        var (first, firstLinear, _) = Bodies.Split(onTrue, inputs, results);
        var (second, secondLinear, _) = Bodies.Split(onFalse, inputs, results);
        var outputs = onTrue.OutputValues.Length;
        var (firstTypes, secondTypes) = (Bodies.Types(first.OutputValues)[outputs..], Bodies.Types(second.OutputValues)[outputs..]);
        // Each branch leaves residuals of both, with zeros for those of the branch that was not taken.
        var known = new Cond(
            Tracer.Trace(a => [.. first.Run(a), .. Zeros(secondTypes)], Bodies.Types(first.InputVariables)),
            Tracer.Trace(a => Between(second.Run(a), outputs, Zeros(firstTypes)), Bodies.Types(second.InputVariables)));
        TensorType[] types = [.. firstTypes, .. secondTypes, .. Bodies.Types(onTrue.InputVariables, inputs)];
        var (n, all) = (firstTypes.Length, firstTypes.Length + secondTypes.Length);
        var linear = new Cond(
            Tracer.Trace(a => firstLinear.Run([.. a[..n], .. a[all..]]), types),
            Tracer.Trace(a => secondLinear.Run(a.AsSpan(n)), types));
        return new(known, all, linear, Places(results), (operands, r, dx) => [operands[0], .. r, .. Present(dx)]);
    }

    public override void Transpose(ReadOnlySpan<Tensor?> yBar, ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> linear, Span<Tensor?> xBar)
    {
        var marked = linear[1..].ToArray();
        var operands = Chosen(x, Array.ConvertAll(linear.ToArray(), l => !l));
        for (var i = 0; i < yBar.Length; i++) operands.Add(yBar[i] ?? Tensor.Zeros(onTrue.OutputValues[i].Type));
        var bars = new Tensor[marked.Count(l => l)];
        new Cond(Bodies.Transposed(onTrue, marked), Bodies.Transposed(onFalse, marked)).Apply([.. operands], bars);
        var next = 0;
        for (var i = 0; i < x.Length; i++)
            if (linear[i]) xBar[i] = bars[next++];
    }

    public override void Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size, Span<Tensor> y)
    {
        var mask = batched[1..].ToArray();
        // Examples that differ in the condition need both branches.
        var (first, _) = Bodies.Batched(onTrue, mask, size, Bodies.All(y.Length));
        var (second, _) = Bodies.Batched(onFalse, mask, size, Bodies.All(y.Length));
        if (!batched[0])
        {
            new Cond(first, second).Apply(x, y);
            return;
        }

        new Cond(first, second).Select(x, y);
    }

    /// <summary>Both branches, and of each result what the condition says: for conditions that have no one value.</summary>
    public void Select(ReadOnlySpan<Tensor> x, Span<Tensor> y)
    {
        var (a, b) = (onTrue.Run(x[1..]), onFalse.Run(x[1..]));
        for (var i = 0; i < y.Length; i++) y[i] = Selected(x[0], a[i], b[i]);
    }

    /// <summary>a for examples with a true condition, b for the others; the examples are along axis 0.</summary>
    public static Tensor Selected(Tensor condition, Tensor a, Tensor b)
    {
        var shape = condition.Shape;
        while (shape.Rank < a.Rank) shape = shape.Insert(shape.Rank, 1);
        return Tensor.Where(Reshape.To(condition, shape), a, b);
    }

    bool[] Varying(bool[] varies)
    {
        var (first, second) = (Bodies.Varying(onTrue, varies), Bodies.Varying(onFalse, varies));
        for (var i = 0; i < first.Length; i++) first[i] |= second[i];
        return first;
    }

    static Tensor[] Zeros(TensorType[] types) => Array.ConvertAll(types, Tensor.Zeros);

    static Tensor[] Between(Tensor[] y, int at, Tensor[] more) => [.. y[..at], .. more, .. y[at..]];
}
