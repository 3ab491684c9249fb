using System.Runtime.CompilerServices;
using Nabla.Tracing;
using Nabla.Trees;

namespace Nabla.Tensors;

/// <summary>
/// An immutable array of numbers of one element type and shape, or a value under a transform that stands for one. The
/// leaf of every tree.
/// </summary>
public sealed partial class Tensor : ITree
{
    readonly Level? _level;
    // Memory of the elements; under a level the value below it, or null for a variable of a graph.
    object? _content;
    // Strides of elements that are not in row-major order; under a level the tangent.
    readonly object? _aspect;
    // The offset of the first element, the number of a variable, or the bits of a bare number.
    readonly long _place;

    internal Tensor(Storage storage, TensorType type, nint offset = 0, nint[]? strides = null)
    {
        _content = storage.Memory;
        _place = offset;
        _aspect = strides;
        DType = type.DType;
        Shape = type.Shape;
    }

    /// <summary>A value that a level traces, with what the level knows of it.</summary>
    internal Tensor(Level level, TensorType type, Tensor? below = null, Tensor? tangent = null, int index = 0)
    {
        _level = level;
        _content = below;
        _aspect = tangent;
        _place = index;
        DType = type.DType;
        Shape = type.Shape;
    }

    // A number written in the program: weak, and without storage until it is read.
    Tensor(double number, DType weak)
    {
        _place = BitConverter.DoubleToInt64Bits(number);
        IsWeak = true;
        DType = weak;
    }

    /// <summary>The type of the elements.</summary>
    public DType DType { get; }

    /// <summary>The lengths of the axes.</summary>
    public Shape Shape { get; }

    /// <summary>The number of axes.</summary>
    public int Rank => Shape.Rank;

    /// <summary>The number of elements.</summary>
    public nint Count => Shape.Count;

    /// <summary>Whether this is a bare number, which takes the element type of what it meets.</summary>
    public bool IsWeak { get; }

    /// <summary>Element type and shape.</summary>
    public TensorType Type => new(DType, Shape);

    /// <summary>The innermost transform that this value takes part in, or null for plain numbers.</summary>
    internal Level? Level => _level;

    /// <summary>Under a level that knows one, the value at the level below; of a batch, all examples.</summary>
    internal Tensor? Below => (Tensor?)_content;

    /// <summary>Under a level that knows one, the tangent at the level below; null is zero.</summary>
    internal Tensor? Tangent => (Tensor?)_aspect;

    /// <summary>The number of a variable in its level.</summary>
    internal int Index => (int)_place;

    /// <summary>The value of a bare number.</summary>
    internal double Number => BitConverter.Int64BitsToDouble(_place);

    internal bool IsConcrete => _level is null;

    /// <summary>Whether no level below has numbers for it.</summary>
    internal bool IsAbstract
    {
        get
        {
            var x = this;
            while (x._level is { } level)
            {
                if (level.Value(x) is not { } value) return true;
                x = value;
            }

            return false;
        }
    }

    /// <summary>Whether the elements lie in row-major order without gaps.</summary>
    internal bool IsContiguous => _aspect is null;

    internal ReadOnlySpan<nint> Strides => IsContiguous ? Shape.RowMajor : Unsafe.As<nint[]>(_aspect);

    internal nint Offset => IsWeak ? 0 : (nint)_place;

    internal Storage Storage => Storage.Of(_content ??= MakeStorage().Memory);

    internal static Tensor FromNumber(double number, DType weak) => new(number, weak);

    /// <summary>A tensor of any content, for an Evaluate to write.</summary>
    internal static Tensor Allocate(TensorType type, bool zeroed = false) =>
        new(Storage.Allocate(type.Shape.Count * type.DType.Size, zeroed), type);

    /// <summary>Other axes over the same elements: strides and offset are counted in elements.</summary>
    internal Tensor View(Shape shape, nint[]? strides, nint offset) => shape.Count == 0
        ? new(Storage, new(DType, shape))
        : new(Storage, new(DType, shape), offset, strides is null || IsRowMajor(shape, strides) ? null : strides);

    /// <summary>The elements of a concrete, contiguous tensor. Keep the tensor alive until done with the span.</summary>
    internal Span<T> Elements<T>() where T : unmanaged => Storage.AsSpan<T>(Offset, Count);

    /// <summary>This concrete tensor, copied if its elements are not in row-major order.</summary>
    internal Tensor Contiguous() => IsContiguous ? this : Execution.ElementCopy.Contiguous(this);

    /// <summary>The numbers below every level that has them.</summary>
    /// <exception cref="AbstractValueException">The value is abstract: it has no numbers yet.</exception>
    internal Tensor Concrete(string reading)
    {
        var x = this;
        while (x._level is { } level) x = level.Value(x) ?? throw (level.IsOpen ? new AbstractValueException(reading, x) : new LeakedTensorException(level.Name, x));
        return x;
    }

    Storage MakeStorage()
    {
        var storage = Storage.Allocate(DType.Size);
        Execution.ElementCopy.Write(storage, DType, Number);
        return storage;
    }

    static bool IsRowMajor(Shape shape, ReadOnlySpan<nint> strides)
    {
        nint step = 1;
        for (var axis = strides.Length - 1; axis >= 0; axis--)
        {
            var length = shape.Lengths[axis];
            if (length != 1 && strides[axis] != step) return false;
            step *= length;
        }

        return true;
    }

    void ITree.Flatten(LeafWriter leaves) => leaves.Add(this);

    ITree ITree.Unflatten(ref LeafReader leaves) => leaves.Next();
}
