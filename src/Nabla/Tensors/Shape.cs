using System.Globalization;
using System.Runtime.CompilerServices;

namespace Nabla.Tensors;

/// <summary>The lengths of a tensor along its axes; the default is the shape () of one number. Immutable, equal by lengths.</summary>
[CollectionBuilder(typeof(Shape), nameof(Of))]
public readonly struct Shape : IEquatable<Shape>
{
    // A power of two; shapes that change at every step of a program take each other's places and do not pile up.
    const int Places = 1024;
    const int MostKept = 6;

    static readonly nint[]?[] s_kept = new nint[Places][];

    // The number of elements, the lengths and the strides: one reference, because every tensor has a shape.
    readonly nint[]? _numbers;

    Shape(nint[] numbers) => _numbers = numbers;

    /// <summary>The shape () of one number.</summary>
    public static Shape Scalar => default;

    /// <summary>The shape with these lengths; a collection expression makes one too: <c>Shape s = [2, 3];</c></summary>
    /// <exception cref="ShapeException">A length is negative, or the elements cannot be counted.</exception>
    public static Shape Of(params ReadOnlySpan<nint> lengths) => New(lengths);

    /// <summary>The number of axes.</summary>
    public int Rank => _numbers is null ? 0 : _numbers.Length >> 1;

    /// <summary>The number of elements: the product of the lengths, 1 for ().</summary>
    public nint Count => _numbers is null ? 1 : _numbers[0];

    /// <summary>The lengths, outermost axis first.</summary>
    public ReadOnlySpan<nint> Lengths => _numbers is null ? default : new(_numbers, 1, _numbers.Length >> 1);

    /// <summary>The length along an axis; −1 is the last.</summary>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public nint this[int axis] => Lengths[Axis(axis)];

    /// <summary>The axis counted from the front: −1 becomes the last.</summary>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public int Axis(int axis)
    {
        var rank = Rank;
        if ((uint)(axis < 0 ? axis + rank : axis) < (uint)rank) return axis < 0 ? axis + rank : axis;
        throw new ShapeException(rank == 0
            ? $"There is no axis {Text(axis)}: the shape () of one number has none."
            : $"There is no axis {Text(axis)} in shape {this}: give {Text(-rank)} to {Text(rank - 1)}.");
    }

    /// <summary>Elements to skip per step along each axis, in row-major order: (2, 3, 4) gives 12, 4, 1.</summary>
    public nint[] Strides() => RowMajor.ToArray();

    /// <summary>What <see cref="Strides"/> gives, without a copy.</summary>
    internal ReadOnlySpan<nint> RowMajor => _numbers is null ? default : new(_numbers, 1 + (_numbers.Length >> 1), _numbers.Length >> 1);

    /// <summary>The shape with one more axis of this length, placed before <paramref name="axis"/>; −1 places it last.</summary>
    public Shape Insert(int axis, nint length = 1)
    {
        var at = axis < 0 ? axis + Rank + 1 : axis;
        if ((uint)at > (uint)Rank)
            throw new ShapeException($"No axis can be placed at {Text(axis)} of shape {this}: give {Text(-Rank - 1)} to {Text(Rank)}.");
        Span<nint> lengths = stackalloc nint[Rank + 1];
        Lengths[..at].CopyTo(lengths);
        lengths[at] = length;
        Lengths[at..].CopyTo(lengths[(at + 1)..]);
        return New(lengths);
    }

    /// <summary>The shape without this axis.</summary>
    public Shape Without(int axis)
    {
        var at = Axis(axis);
        Span<nint> lengths = stackalloc nint[Rank - 1];
        Lengths[..at].CopyTo(lengths);
        Lengths[(at + 1)..].CopyTo(lengths[at..]);
        return New(lengths);
    }

    /// <summary>The shape with another length along this axis.</summary>
    public Shape With(int axis, nint length)
    {
        if (this[axis] == length) return this;
        Span<nint> lengths = stackalloc nint[Rank];
        Lengths.CopyTo(lengths);
        lengths[Axis(axis)] = length;
        return New(lengths);
    }

    /// <summary>Whether a tensor of this shape can be repeated to the other by NumPy's rule.</summary>
    public bool BroadcastsTo(Shape other) => TryBroadcast(this, other, out var both) && both == other;

    /// <summary>NumPy's rule: lengths are aligned at the last axis, and a missing one or 1 is repeated.</summary>
    /// <exception cref="ShapeException">Two lengths differ and neither is 1; the message names the operation and both shapes.</exception>
    public static Shape Broadcast(Shape a, Shape b, string operation)
    {
        if (TryBroadcast(a, b, out var both)) return both;
        var axis = -1;
        while (a[axis] == b[axis] || a[axis] == 1 || b[axis] == 1) axis--;
        throw new ShapeException($"{operation}: shapes {a} and {b} do not broadcast: axis {Text(axis)} has lengths {Text(a[axis])} and " +
            $"{Text(b[axis])}; they must be equal or one of them 1.");
    }

    /// <summary>NumPy's rule without an exception; false where the shapes do not fit.</summary>
    public static bool TryBroadcast(Shape a, Shape b, out Shape both)
    {
        both = a;
        if (ReferenceEquals(a._numbers, b._numbers) || a == b || b.Rank == 0) return true;
        both = b;
        if (a.Rank == 0) return true;
        var (high, low) = a.Rank >= b.Rank ? (a, b) : (b, a);
        Span<nint> lengths = stackalloc nint[high.Rank];
        high.Lengths.CopyTo(lengths);
        var shift = high.Rank - low.Rank;
        for (var axis = 0; axis < low.Rank; axis++)
        {
            var (x, y) = (lengths[axis + shift], low.Lengths[axis]);
            if (x != y && x != 1 && y != 1) return false;
            lengths[axis + shift] = x == 1 ? y : x;
        }

        both = New(lengths);
        return true;
    }

    /// <summary>The lengths in order.</summary>
    public ReadOnlySpan<nint>.Enumerator GetEnumerator() => Lengths.GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Shape other) => ReferenceEquals(_numbers, other._numbers)
        || (_numbers is not null && other._numbers is not null && Lengths.SequenceEqual(other.Lengths));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var length in this) hash.Add(length);
        return hash.ToHashCode();
    }

    /// <summary>As people write it: (), (3), (2, 3).</summary>
    public override string ToString() => Text(Lengths);

    /// <summary>Whether the lengths are equal.</summary>
    public static bool operator ==(Shape a, Shape b) => a.Equals(b);

    /// <summary>Whether a length or the number of axes differs.</summary>
    public static bool operator !=(Shape a, Shape b) => !a.Equals(b);

    // A program meets few shapes and meets them again and again. What was made once is the same object, and so equal at once.
    static Shape New(ReadOnlySpan<nint> lengths)
    {
        if (lengths.IsEmpty) return default;
        if (lengths.Length > MostKept) return Made(lengths);
        var hash = (ulong)lengths.Length;
        foreach (var length in lengths) hash = (hash ^ (ulong)length) * 0x9E3779B97F4A7C15;
        ref var place = ref s_kept[hash >> 54];
        if (place is { } known && Are(known, lengths)) return new(known);
        var made = Made(lengths);
        place = made._numbers;
        return made;
    }

    static bool Are(nint[] numbers, ReadOnlySpan<nint> lengths)
    {
        if (numbers.Length != 2 * lengths.Length + 1) return false;
        for (var axis = 0; axis < lengths.Length; axis++)
            if (numbers[axis + 1] != lengths[axis]) return false;
        return true;
    }

    static Shape Made(ReadOnlySpan<nint> lengths)
    {
        nint count = 1;
        var overflow = false;
        foreach (var length in lengths)
        {
            if (length < 0) throw new ShapeException($"A shape has no negative length: {Text(lengths)}.");
            if (length != 0 && count > nint.MaxValue / 16 / length) overflow = true;
            count = overflow ? 0 : count * length;
        }

        if (overflow && !lengths.Contains(0)) throw new ShapeException($"A tensor of shape {Text(lengths)} has more elements than memory can hold.");
        var numbers = new nint[2 * lengths.Length + 1];
        numbers[0] = count;
        lengths.CopyTo(numbers.AsSpan(1));
        nint step = 1;
        for (var axis = lengths.Length - 1; axis >= 0; axis--)
        {
            numbers[1 + lengths.Length + axis] = step;
            step *= Math.Max(1, lengths[axis]);
        }

        return new(numbers);
    }

    static string Text(nint number) => number.ToString(CultureInfo.InvariantCulture);

    static string Text(ReadOnlySpan<nint> lengths)
    {
        var text = new DefaultInterpolatedStringHandler(2, lengths.Length, CultureInfo.InvariantCulture);
        text.AppendLiteral("(");
        for (var axis = 0; axis < lengths.Length; axis++)
        {
            if (axis > 0) text.AppendLiteral(", ");
            text.AppendFormatted(lengths[axis]);
        }

        text.AppendLiteral(")");
        return text.ToStringAndClear();
    }
}
