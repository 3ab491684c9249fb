using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// An operation that holds graphs (Cond, While, Scan, Checkpoint, custom rules). What its bodies capture are operands. Its
/// forward derivative is one operation of the same kind on values and tangents together. To linearize it, it is split: the
/// known part computes results and residuals, the linear part maps tangents with these.
/// </summary>
abstract class GraphPrimitive : Primitive
{
    /// <summary>The graphs that it holds and what each is for, as the text of a graph shows them.</summary>
    public abstract IEnumerable<(string Role, Tracing.Graph Body)> Graphs { get; }

    /// <summary>The operation on values and tangents together.</summary>
    /// <param name="x">The operands, of which types are enough.</param>
    /// <param name="varies">Which operands have a tangent.</param>
    public abstract Joint Joint(ReadOnlySpan<Tensor> x, bool[] varies);

    /// <summary>Splits the derivative of the operation by which operands vary.</summary>
    /// <param name="x">The operands, of which types are enough.</param>
    /// <param name="varies">Which operands have a tangent.</param>
    public abstract Split Split(ReadOnlySpan<Tensor> x, bool[] varies);

    /// <summary>Results and their tangents in one run; null is zero.</summary>
    public void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Span<Tensor> y, Span<Tensor?> dy)
    {
        var joint = Joint(x, Varying(dx));
        var results = new Tensor[y.Length + joint.Tangents.Count(t => t >= 0)];
        joint.Primitive.Apply([.. joint.Operands(x, [], dx)], results);
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = results[joint.Values[i]];
            dy[i] = joint.Tangents[i] >= 0 ? results[joint.Tangents[i]] : null;
        }
    }

    /// <summary>Results, computed below, and their tangents as linear functions of the operands' tangents.</summary>
    public virtual void Linearize(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Span<Tensor> y, Span<Tensor?> dy)
    {
        var split = Split(x, Varying(dx));
        var known = new Tensor[y.Length + split.Residuals];
        split.Known.Apply(x, known);
        known.AsSpan(0, y.Length).CopyTo(y);
        if (split.Outputs.Length == 0) return;
        var tangents = new Tensor[split.Outputs.Length];
        Tracing.Provenance.Apply(split.Linear, Name, [.. split.Operands(x, known.AsSpan(y.Length), dx)], tangents);
        for (var i = 0; i < tangents.Length; i++) dy[split.Outputs[i]] = tangents[i];
    }

    public sealed override void Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, ReadOnlySpan<Tensor> y, Span<Tensor?> dy) =>
        Forward(x, dx, new Tensor[y.Length], dy);

    public override Lowered Lower() => new Lowered.Graphs();

    /// <summary>The numbers of the places that are marked.</summary>
    protected static int[] Places(bool[] marked)
    {
        var places = new List<int>();
        for (var i = 0; i < marked.Length; i++)
            if (marked[i]) places.Add(i);
        return [.. places];
    }

    /// <summary>Those of the tensors that are marked.</summary>
    protected static List<T> Chosen<T>(ReadOnlySpan<T> from, ReadOnlySpan<bool> marked)
    {
        var chosen = new List<T>();
        for (var i = 0; i < from.Length; i++)
            if (marked[i]) chosen.Add(from[i]);
        return chosen;
    }

    /// <summary>Those of the tangents that are not zero.</summary>
    protected static List<Tensor> Present(ReadOnlySpan<Tensor?> dx)
    {
        var present = new List<Tensor>();
        foreach (var tangent in dx)
            if (tangent is not null) present.Add(tangent);
        return present;
    }

    /// <summary>The joint operation whose results are all values and then the tangents of the marked ones.</summary>
    protected static Joint InOrder(Primitive primitive, bool[] results)
    {
        var (values, tangents, next) = (new int[results.Length], new int[results.Length], results.Length);
        for (var i = 0; i < results.Length; i++) (values[i], tangents[i]) = (i, results[i] ? next++ : -1);
        return new(primitive, values, tangents, (x, _, dx) => [.. x, .. Present(dx)]);
    }

    /// <summary>Tangents of the marked values, with zeros where there is none.</summary>
    protected static List<Tensor> Tangents(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, ReadOnlySpan<bool> marked)
    {
        var tangents = new List<Tensor>();
        for (var i = 0; i < x.Length; i++)
            if (marked[i]) tangents.Add(dx[i] ?? Tensor.Zeros(x[i].Type));
        return tangents;
    }

    /// <summary>What is marked in either, and whether that is more than in the first.</summary>
    protected static bool[] Or(bool[] a, bool[] b, out bool grows)
    {
        grows = false;
        var or = new bool[a.Length];
        for (var i = 0; i < or.Length; i++)
        {
            or[i] = a[i] || b[i];
            grows |= or[i] && !a[i];
        }

        return or;
    }

    static bool[] Varying(ReadOnlySpan<Tensor?> dx)
    {
        var varies = new bool[dx.Length];
        for (var i = 0; i < varies.Length; i++) varies[i] = dx[i] is not null;
        return varies;
    }
}

/// <summary>An operation on values and tangents together.</summary>
/// <param name="Primitive">Of its operands: values and tangents.</param>
/// <param name="Values">For each result, the place of its value among the joint ones.</param>
/// <param name="Tangents">For each result, the place of its tangent, or −1 for zero.</param>
/// <param name="Operands">The operands of the joint operation.</param>
sealed record Joint(Primitive Primitive, int[] Values, int[] Tangents, Operands Operands);

/// <summary>The derivative of a primitive that holds graphs, in two parts.</summary>
/// <param name="Known">Of the operands: the results, then the residuals.</param>
/// <param name="Residuals">How many residuals there are.</param>
/// <param name="Linear">Of its operands: the tangents of some results.</param>
/// <param name="Outputs">The results whose tangents the linear part gives; those of the others are zero.</param>
/// <param name="Operands">The operands of the linear part.</param>
sealed record Split(Primitive Known, int Residuals, Primitive Linear, int[] Outputs, Operands Operands);

/// <summary>The operands of a derivative in its order, from operands, residuals and tangents, of which null is zero.</summary>
delegate List<Tensor> Operands(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> residuals, ReadOnlySpan<Tensor?> dx);
