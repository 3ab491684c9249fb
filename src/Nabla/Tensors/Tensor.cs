using Nabla.Tracing;
using Nabla.Trees;

namespace Nabla.Tensors;

/// <summary>
/// An immutable array of numbers of one element type and shape, or a value under a transform that stands for one. The
/// leaf of every tree.
/// </summary>
public sealed partial class Tensor : ITree
{
    readonly Traced? _traced;
    readonly nint[]? _strides;
    readonly nint _offset;
    readonly double _number;
    Storage? _storage;

    internal Tensor(Storage storage, TensorType type, nint offset = 0, nint[]? strides = null)
    {
        _storage = storage;
        _offset = offset;
        _strides = strides;
        DType = type.DType;
        Shape = type.Shape;
    }

    internal Tensor(Traced traced, TensorType type)
    {
        _traced = traced;
        DType = type.DType;
        Shape = type.Shape;
    }

    // A number written in the program: weak, and without storage until it is read.
    Tensor(double number, DType weak)
    {
        _number = number;
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
    internal Level? Level => _traced?.Level;

    internal Traced? Traced => _traced;

    /// <summary>The value of a bare number.</summary>
    internal double Number => _number;

    internal bool IsConcrete => _traced is null;

    /// <summary>Whether no level below has numbers for it.</summary>
    internal bool IsAbstract
    {
        get
        {
            var x = this;
            while (x._traced is { } traced)
            {
                if (traced.Value is not { } value) return true;
                x = value;
            }

            return false;
        }
    }

    /// <summary>Whether the elements lie in row-major order without gaps.</summary>
    internal bool IsContiguous => _strides is null;

    internal ReadOnlySpan<nint> Strides => _strides ?? Shape.Strides();

    internal nint Offset => _offset;

    internal Storage Storage => _storage ??= MakeStorage();

    internal static Tensor FromNumber(double number, DType weak) => new(number, weak);

    /// <summary>A tensor of any content, for an Evaluate to write.</summary>
    internal static Tensor Allocate(TensorType type, bool zeroed = false) =>
        new(Storage.Allocate(type.Shape.Count * type.DType.Size, zeroed), type);

    /// <summary>Other axes over the same elements: strides and offset are counted in elements.</summary>
    internal Tensor View(Shape shape, nint[]? strides, nint offset) => shape.Count == 0
        ? new(Storage, new(DType, shape))
        : new(Storage, new(DType, shape), offset, strides is null || IsRowMajor(shape, strides) ? null : strides);

    /// <summary>The elements of a concrete, contiguous tensor. Keep the tensor alive until done with the span.</summary>
    internal Span<T> Elements<T>() where T : unmanaged => Storage.AsSpan<T>(_offset, Count);

    /// <summary>This concrete tensor, copied if its elements are not in row-major order.</summary>
    internal Tensor Contiguous() => IsContiguous ? this : Execution.ElementCopy.Contiguous(this);

    /// <summary>The numbers below every level that has them.</summary>
    /// <exception cref="AbstractValueException">The value is abstract: it has no numbers yet.</exception>
    internal Tensor Concrete(string reading)
    {
        var x = this;
        while (x._traced is { } traced) x = traced.Value ?? throw (traced.Level.IsOpen ? new AbstractValueException(reading, x) : new LeakedTensorException(traced.Level.Name, x));
        return x;
    }

    Storage MakeStorage()
    {
        var storage = Storage.Allocate(DType.Size);
        Execution.ElementCopy.Write(storage, DType, _number);
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
