namespace Nabla.Tensors;

/// <summary>
/// One place in the brackets of <c>x[…]</c>: a number, a range, a range by steps, a new axis, an ellipsis, a tensor of integers
/// or a mask of bool. Made by conversion: <c>x[1, ^1, 2.., Ellipsis, NewAxis, indices]</c>.
/// </summary>
public readonly struct TensorIndex
{
    internal enum Kind : byte { Number, Range, NewAxis, Ellipsis, Tensor }

    TensorIndex(Kind what, Index number = default, Range range = default, int step = 1, Tensor? tensor = null, nint expected = -1) =>
        (What, Number, Range, Step, Tensor, Expected) = (what, number, range, step, tensor, expected);

    internal Kind What { get; }

    internal Index Number { get; }

    internal Range Range { get; }

    internal int Step { get; }

    internal Tensor? Tensor { get; }

    /// <summary>The length that the axis must have, of a mask; else −1.</summary>
    internal nint Expected { get; }

    /// <summary>The places along one axis where a mask of that length is true.</summary>
    internal static TensorIndex Masked(Tensor places, nint length) => new(Kind.Tensor, tensor: places, expected: length);

    /// <summary>A new axis of length 1.</summary>
    public static TensorIndex NewAxis => new(Kind.NewAxis);

    /// <summary>All axes that the others do not name.</summary>
    public static TensorIndex Ellipsis => new(Kind.Ellipsis);

    /// <summary>Every step-th element of a range; a negative step starts from the range's last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is zero.</exception>
    public static TensorIndex Every(Range range, int step) =>
        step == 0 ? throw new ArgumentOutOfRangeException(nameof(step), "A step must not be zero.") : new(Kind.Range, range: range, step: step);

    /// <summary>An element; −1 is the last. The axis disappears.</summary>
    public static implicit operator TensorIndex(int number) => new(Kind.Number, number < 0 ? ^-number : number);

    /// <summary>An element; ^1 is the last. The axis disappears.</summary>
    public static implicit operator TensorIndex(Index number) => new(Kind.Number, number);

    /// <summary>The elements of a range, cut to those that there are.</summary>
    public static implicit operator TensorIndex(Range range) => new(Kind.Range, range: range);

    /// <summary>Elements by integers, or by a mask of bool whose values must be known.</summary>
    public static implicit operator TensorIndex(Tensor tensor) => new(Kind.Tensor, tensor: tensor);
}
