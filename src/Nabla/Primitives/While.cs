using Nabla.Tensors;
using Nabla.Tracing;
using Nabla.Transforms;

namespace Nabla.Primitives;

/// <summary>
/// A body repeated while a condition on its results holds. It has a forward derivative only: the number of iterations,
/// and so the memory that a reverse derivative needs, is not known before it runs.
/// </summary>
/// <param name="condition">Of its captured operands and the carry: one truth value.</param>
/// <param name="body">Of its captured operands and the carry: the next carry.</param>
/// <param name="conditionCaptures">How many operands the condition captures; they come first.</param>
/// <param name="bodyCaptures">How many operands the body captures; they come next.</param>
sealed class While(Graph condition, Graph body, int conditionCaptures, int bodyCaptures) : GraphPrimitive
{
    readonly int _captures = conditionCaptures + bodyCaptures;

    public override string Name => "while";

    public override string Parameters => $"condition={condition.Length} equations, body={body.Length} equations";

    public override IEnumerable<(string Role, Graph Body)> Graphs => [("condition", condition), ("body", body)];

    public override void InferTypes(ReadOnlySpan<Tensor> x, Span<TensorType> types)
    {
        if (condition.OutputValues[0].Type != new TensorType(DType.Bool, []))
            throw new ShapeException($"While: the condition must be one truth value, and this one is {condition.OutputValues[0].Type}.");
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = body.OutputValues[i].Type;
            Bodies.Stays($"While: value {i}", x[_captures + i].Type, types[i]);
        }
    }

    public override void Evaluate(ReadOnlySpan<Tensor> x, Span<Tensor> y)
    {
        var first = x[..conditionCaptures];
        var second = x[conditionCaptures.._captures];
        var carry = x[_captures..].ToArray();
        while ((bool)condition.Run([.. first, .. carry])[0]) carry = body.Run([.. second, .. carry]);
        carry.CopyTo(y);
    }

    public override Joint Joint(ReadOnlySpan<Tensor> x, bool[] varies)
    {
        var (second, carry) = (varies[conditionCaptures.._captures], varies[_captures..]);
        for (var grows = true; grows;) carry = Or(carry, Bodies.Varying(body, [.. second, .. carry]), out grows);
        var (n, n2, c) = (conditionCaptures, second.Count(v => v), carry.Length);
        bool[] marked = [.. second, .. carry];
        var joint = Bodies.Joint(body, marked, carry);
        // The carry holds the values, then their tangents; the body's captured tangents stand behind what it captures.
        TensorType[] types = [.. Bodies.Types(body.InputVariables[..bodyCaptures]), .. Bodies.Types(body.InputVariables, [.. second, .. new bool[c]]),
            .. Bodies.Types(body.InputVariables[bodyCaptures..]), .. Bodies.Types(body.InputVariables, [.. new bool[bodyCaptures], .. carry])];
        var next = Tracer.Trace(
            a => joint.Run([.. a[..bodyCaptures], .. a[(bodyCaptures + n2)..(bodyCaptures + n2 + c)], .. a[bodyCaptures..(bodyCaptures + n2)], .. a[(bodyCaptures + n2 + c)..]]), types);
        var test = Tracer.Trace(a => condition.Run(a.AsSpan(0, n + c)), [.. Bodies.Types(condition.InputVariables), .. Bodies.Types(body.InputVariables, [.. new bool[bodyCaptures], .. carry])]);
        return InOrder(new While(test, next, n, bodyCaptures + n2), carry) with
        {
            Operands = (operands, _, dx) => [.. operands[.._captures], .. Present(dx[n.._captures]), .. operands[_captures..], .. Tangents(operands[_captures..], dx[_captures..], carry)],
        };
    }

    public override Split Split(ReadOnlySpan<Tensor> x, bool[] varies) => throw new GradientException(
        "While has no reverse derivative: how often it runs is not known when it is traced. Use Scan with a fixed length, or Jvp for a forward derivative.");

    public override void Transpose(ReadOnlySpan<Tensor?> yBar, ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> linear, Span<Tensor?> xBar) =>
        throw NonlinearPrimitive.NotLinear(this);

    public override void Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size, Span<Tensor> y)
    {
        var (first, second, carry) = (batched[..conditionCaptures].ToArray(), batched[conditionCaptures.._captures].ToArray(), batched[_captures..].ToArray());
        var test = Bodies.Batched(condition, [.. first, .. carry], size, [false]);
        if (test.Batched[0]) carry = Bodies.All(carry.Length);
        for (var grows = true; grows;)
        {
            carry = Or(carry, Bodies.Batched(body, [.. second, .. carry], size, carry).Batched, out grows);
            test = Bodies.Batched(condition, [.. first, .. carry], size, [false]);
            if (test.Batched[0] && carry.Contains(false)) (carry, grows) = (Bodies.All(carry.Length), true);
        }

        var next = Bodies.Batched(body, [.. second, .. carry], size, carry).Body;
        var operands = x.ToArray();
        for (var i = 0; i < carry.Length; i++)
            if (carry[i]) operands[_captures + i] = Axes.Repeated(operands[_captures + i], batched[_captures + i], size);
        if (!test.Batched[0]) new While(test.Body, next, conditionCaptures, bodyCaptures).Apply(operands, y);
        else Masked(test.Body, next, operands, y);
        for (var i = 0; i < y.Length; i++) y[i] = Axes.Repeated(y[i], carry[i], size);
    }

    // While any example goes on, those that have ended keep their values.
    void Masked(Graph test, Graph next, Tensor[] operands, Span<Tensor> y)
    {
        var n = conditionCaptures;
        var any = Tracer.Trace(a => [Tensor.Sum(test.Run(a)[0].To(DType.Int32)) > 0], Bodies.Types(test.InputVariables));
        var step = Tracer.Trace(a =>
        {
            Tensor[] carry = a[_captures..];
            var (goesOn, moved) = (test.Run([.. a[..n], .. carry])[0], next.Run([.. a[n.._captures], .. carry]));
            for (var i = 0; i < moved.Length; i++) moved[i] = Cond.Selected(goesOn, moved[i], carry[i]);
            return moved;
        }, [.. Bodies.Types(test.InputVariables[..n]), .. Bodies.Types(next.InputVariables)]);
        new While(any, step, n, _captures).Apply([.. operands[..n], .. operands[.._captures], .. operands[_captures..]], y);
    }
}
