using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// An operation that holds graphs (Cond, While, Scan, Checkpoint, custom rules). What its bodies capture are operands. To
/// linearize it, it is split: the known part computes results and residuals, the linear part maps tangents with these.
/// </summary>
abstract class GraphPrimitive : Primitive
{
    /// <summary>Splits the derivative of the operation by which operands vary.</summary>
    /// <param name="x">The operands, of which types are enough.</param>
    /// <param name="varies">Which operands have a tangent.</param>
    public abstract Split Split(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> varies);

    /// <summary>Results, computed below, and their tangents as linear functions of the operands' tangents.</summary>
    public void Linearize(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Span<Tensor> y, Span<Tensor?> dy)
    {
        var varies = new bool[x.Length];
        for (var i = 0; i < varies.Length; i++) varies[i] = dx[i] is not null;
        var split = Split(x, varies);
        var known = new Tensor[y.Length + split.Residuals];
        split.Known.Apply(x, known);
        known.AsSpan(0, y.Length).CopyTo(y);
        var operands = new List<Tensor>(known[y.Length..]);
        foreach (var tangent in dx)
            if (tangent is not null) operands.Add(tangent);
        var tangents = new Tensor[split.Outputs.Length];
        split.Linear.Apply(operands.ToArray(), tangents);
        for (var i = 0; i < tangents.Length; i++) dy[split.Outputs[i]] = tangents[i];
    }
}

/// <summary>The derivative of a primitive that holds graphs, in two parts.</summary>
/// <param name="Known">Of the operands: the results, then the residuals.</param>
/// <param name="Residuals">How many residuals there are.</param>
/// <param name="Linear">Of the residuals and then the tangents of the varying operands: the tangents of some results.</param>
/// <param name="Outputs">The results whose tangents the linear part gives; those of the others are zero.</param>
sealed record Split(Primitive Known, int Residuals, Primitive Linear, int[] Outputs);
