using Nabla.Tensors;

namespace Nabla.Tracing;

/// <summary>What a tensor is to the level that traces it.</summary>
/// <param name="level">The level.</param>
abstract class Traced(Level level)
{
    public Level Level => level;

    /// <summary>The same value at the level below, or null where the level knows no single value: then it is abstract.</summary>
    public virtual Tensor? Value => null;
}

/// <summary>A value and its derivative along a direction; a null tangent is zero.</summary>
sealed class Dual(DualLevel level, Tensor primal, Tensor? tangent) : Traced(level)
{
    public Tensor Primal => primal;

    public Tensor? Tangent => tangent;

    public override Tensor Value => primal;
}

/// <summary>One value per example of a batch, along axis 0 of a tensor at the level below.</summary>
sealed class Batched(BatchLevel level, Tensor examples) : Traced(level)
{
    public Tensor Examples => examples;
}

/// <summary>The value of an input or an equation of a graph.</summary>
sealed class Variable(GraphLevel level, int index) : Traced(level)
{
    /// <summary>The number of the variable in its level.</summary>
    public int Index => index;
}

/// <summary>A formula for each element, in row-major order.</summary>
sealed class Lifted(FormulaLevel level, Symbolics.Expr[] elements) : Traced(level)
{
    public Symbolics.Expr[] Elements => elements;
}
