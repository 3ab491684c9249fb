using Nabla.Tensors;
using Nabla.Tracing;

namespace Nabla.Primitives;

/// <summary>
/// An operation on tensors with everything that the transforms need of it. Choose the base by what the operation is:
/// <see cref="LinearPrimitive"/>, <see cref="BilinearPrimitive"/>, <see cref="NonlinearPrimitive"/>, or
/// <see cref="GraphPrimitive"/> for those that hold graphs. What is left abstract there must be written.
/// </summary>
abstract class Primitive
{
    /// <summary>The name in graphs and errors.</summary>
    public abstract string Name { get; }

    /// <summary>The parameters as graphs print them: axis=1, or nothing.</summary>
    public virtual string Parameters => "";

    /// <summary>Element types and shapes of the results.</summary>
    /// <exception cref="ShapeException">The operands do not fit; the message names the operation and their shapes.</exception>
    public abstract void InferTypes(ReadOnlySpan<Tensor> x, Span<TensorType> types);

    /// <summary>The results of concrete operands, computed plainly: the oracle of everything faster.</summary>
    public abstract void Evaluate(ReadOnlySpan<Tensor> x, Span<Tensor> y);

    /// <summary>Tangents of the results y from operands and their tangents, of which one at least is no null; null is zero.</summary>
    public abstract void Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, ReadOnlySpan<Tensor> y, Span<Tensor?> dy);

    /// <summary>
    /// Cotangents of the linear operands from those of the results, of which one at least is no null. A linear operand has
    /// a type and no value; the operation is linear in all of them together.
    /// </summary>
    public abstract void Transpose(ReadOnlySpan<Tensor?> yBar, ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> linear, Span<Tensor?> xBar);

    /// <summary>The results for all examples at once: axis 0 of batched operands and of every result runs over them.</summary>
    public abstract void Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size, Span<Tensor> y);

    /// <summary>The same in other operations, as people write it, or null: for formulas; it may overflow where this does not.</summary>
    public virtual Tensor? Written(ReadOnlySpan<Tensor> x) => null;

    /// <summary>What a compiler may do with it.</summary>
    public abstract Lowered Lower();

    /// <summary>Applies it to operands of any level.</summary>
    public void Apply(ReadOnlySpan<Tensor> x, Span<Tensor> y)
    {
        if (Level.Top(x) is { } level) level.Apply(this, x, y);
        // Every operation ends here or as an equation of a graph, so recursion without end is caught in both places.
        else if (Nesting.IsExhausted) throw Nesting.TooDeep(Name);
        else if (Provenance.IsAsked) Provenance.Evaluate(this, x, y);
        else Evaluate(x, y);
    }

    /// <summary>Applies one with one result.</summary>
    public Tensor Apply(params ReadOnlySpan<Tensor> x)
    {
        Tensor y = null!;
        Apply(x, new Span<Tensor>(ref y));
        return y;
    }

    /// <inheritdoc/>
    public override string ToString() => Parameters.Length == 0 ? Name : $"{Name}[{Parameters}]";
}
