using Nabla.Primitives;
using Nabla.Tensors;

namespace Nabla.Tracing;

/// <summary>
/// One running call of a transform. Every call makes its own, numbered in the order of their begin: an inner transform
/// has the higher number, so an operation belongs to the highest level among its operands, and lower ones are constants
/// to it. This is what keeps nested derivatives apart.
/// </summary>
abstract class Level
{
    static long s_last;

    readonly long _number = Interlocked.Increment(ref s_last);

    /// <summary>Whether the transform is still running.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>The transform, as errors name it.</summary>
    public abstract string Name { get; }

    /// <summary>Called when the transform has ended: a value of this level that is used later has leaked.</summary>
    public void Close() => IsOpen = false;

    /// <summary>The same value at the level below, or null where this level knows no single value: then it is abstract.</summary>
    public virtual Tensor? Value(Tensor x) => null;

    /// <summary>Applies a primitive to operands of this level and lower ones.</summary>
    public abstract void Apply(Primitive primitive, ReadOnlySpan<Tensor> x, Span<Tensor> y);

    /// <summary>The highest level among the operands, or null if all are plain numbers.</summary>
    /// <exception cref="LeakedTensorException">An operand belongs to a transform that has ended.</exception>
    public static Level? Top(ReadOnlySpan<Tensor> x)
    {
        Level? top = null;
        foreach (var operand in x)
        {
            if (operand.Level is not { } level) continue;
            if (!level.IsOpen) throw new LeakedTensorException(level.Name, operand);
            if (top is null || level._number > top._number) top = level;
        }

        return top;
    }

    /// <summary>
    /// Derivatives at a point that is itself being differentiated belong to that derivative too, even where they are constant:
    /// the third derivative of x² is 0, not the error of a result that has lost its argument.
    /// </summary>
    public static void Attach(Span<Tensor> derivatives, ReadOnlySpan<Tensor> x)
    {
        if (Top(x) is not DualLevel level) return;
        foreach (ref var derivative in derivatives)
            if (!ReferenceEquals(derivative.Level, level)) derivative = level.Wrap(derivative, null);
    }
}
