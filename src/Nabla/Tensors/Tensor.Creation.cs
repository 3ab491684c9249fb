using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nabla.Execution;
using Nabla.Primitives;

namespace Nabla.Tensors;

[CollectionBuilder(typeof(Tensor), nameof(Stack))]
public sealed partial class Tensor
{
    /// <summary>A tensor of this shape with a copy of the elements, in row-major order; T is bool, int, long, float or double.</summary>
    /// <exception cref="ShapeException">There are more or fewer elements than the shape has.</exception>
    public static Tensor From<T>(ReadOnlySpan<T> elements, Shape shape) where T : unmanaged
    {
        if (elements.Length != shape.Count)
            throw new ShapeException($"From: {elements.Length} elements do not fill shape {shape} of {shape.Count}.");
        var y = Allocate(new(DTypes.Of<T>(), shape));
        elements.CopyTo(y.Elements<T>());
        GC.KeepAlive(y);
        return y;
    }

    /// <summary>A vector with a copy of the elements.</summary>
    public static Tensor From<T>(T[] elements) where T : unmanaged => From<T>(elements, [elements.Length]);

    /// <summary>A tensor of this shape with a copy of the elements.</summary>
    public static Tensor From<T>(T[] elements, Shape shape) where T : unmanaged => From<T>(elements.AsSpan(), shape);

    /// <summary>A matrix with a copy of the elements.</summary>
    public static Tensor From<T>(T[,] elements) where T : unmanaged =>
        From<T>(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(elements)), elements.Length),
            [elements.GetLength(0), elements.GetLength(1)]);

    /// <summary>Zeros.</summary>
    public static Tensor Zeros(Shape shape, DType dtype = DType.Float32) => Zeros(new(dtype, shape));

    /// <summary>Ones.</summary>
    public static Tensor Ones(Shape shape, DType dtype = DType.Float32) => Full(new(dtype, shape), 1);

    /// <summary>The same number everywhere.</summary>
    public static Tensor Full(Shape shape, double number, DType dtype = DType.Float32) => Full(new(dtype, shape), number);

    /// <summary>The unit matrix.</summary>
    public static Tensor Eye(nint size, DType dtype = DType.Float32)
    {
        var y = Allocate(new(dtype, [size, size]), zeroed: true);
        for (nint i = 0; i < size; i++) ElementCopy.Write(y, i * (size + 1), [1.0]);
        return y;
    }

    /// <summary>The numbers 0, 1, …, count − 1.</summary>
    public static Tensor Arange(nint count, DType dtype = DType.Int32)
    {
        var y = Allocate(new(dtype, [count]));
        for (nint i = 0; i < count; i++) ElementCopy.Write(y, i, [(long)i]);
        return y;
    }

    /// <summary>Tensors of one shape side by side along a new first axis; bare numbers become float32.</summary>
    public static Tensor Stack(ReadOnlySpan<Tensor> rows) => Primitives.Stack.Of(rows);

    // One element seen from everywhere: takes no memory.
    internal static Tensor Full(TensorType type, double number)
    {
        var one = new Tensor(number, type.DType);
        return type.Shape.Count == 0 ? Allocate(type) : new(one.Storage, type, 0, type.Shape.Count == 1 ? null : new nint[type.Shape.Rank]);
    }

    internal static Tensor Zeros(TensorType type) => Full(type, 0);

    /// <summary>This tensor, or the tensor of a bare number: floating numbers and integers become float32.</summary>
    internal Tensor Settled() => !IsWeak ? this : ConvertType.To(this, DType == DType.Bool ? DType.Bool : DType.Float32);
}
