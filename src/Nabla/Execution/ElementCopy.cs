using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nabla.Tensors;

namespace Nabla.Execution;

/// <summary>Elements of concrete tensors, in row-major order from a place on, as numbers of one type and back.</summary>
static partial class ElementCopy
{
    const int Part = 256;

    /// <summary>Elements as double; int64 beyond 2⁵³ is rounded.</summary>
    public static void Read(Tensor x, nint start, Span<double> into)
    {
        switch (x.DType)
        {
            case DType.Float64: Gather(x, start, into); break;
            case DType.Float32: Read<float>(x, start, into); break;
            case DType.Int64: Read<long>(x, start, into); break;
            case DType.Int32: Read<int>(x, start, into); break;
            default: Read<byte>(x, start, into); break;
        }
    }

    /// <summary>Whether the elements are doubles in order.</summary>
    public static bool LieAsDoubles(Tensor x) => x is { IsContiguous: true, DType: DType.Float64 };

    /// <summary>As many elements as the room has, as double, where they lie or read into it.</summary>
    public static ReadOnlySpan<double> Doubles(Tensor x, nint start, Span<double> room) => Doubles(x, start, room.Length, room);

    /// <summary>Elements as double where they lie, or read into the room; the tensor is to be kept alive until done with them.</summary>
    public static ReadOnlySpan<double> Doubles(Tensor x, nint start, int count, Span<double> room)
    {
        if (LieAsDoubles(x)) return x.Storage.AsSpan<double>(x.Offset + start, count);
        room = room[..count];
        Read(x, start, room);
        return room;
    }

    /// <summary>Elements as long: floating ones are cut towards zero.</summary>
    public static void Read(Tensor x, nint start, Span<long> into)
    {
        switch (x.DType)
        {
            case DType.Float64: Read<double>(x, start, into); break;
            case DType.Float32: Read<float>(x, start, into); break;
            case DType.Int64: Gather(x, start, into); break;
            case DType.Int32: Read<int>(x, start, into); break;
            default: Read<byte>(x, start, into); break;
        }
    }

    /// <summary>Writes elements of a contiguous tensor; bool by being nonzero.</summary>
    public static void Write(Tensor y, nint start, ReadOnlySpan<double> from)
    {
        var part = from.Length;
        switch (y.DType)
        {
            case DType.Float64: from.CopyTo(y.Storage.AsSpan<double>(y.Offset + start, part)); break;
            case DType.Float32: Narrow(from, y.Storage.AsSpan<float>(y.Offset + start, part)); break;
            case DType.Int64: Narrow(from, y.Storage.AsSpan<long>(y.Offset + start, part)); break;
            case DType.Int32: Narrow(from, y.Storage.AsSpan<int>(y.Offset + start, part)); break;
            default: Truth(from, y.Storage.AsSpan<bool>(y.Offset + start, part)); break;
        }

        GC.KeepAlive(y);
    }

    /// <summary>Writes elements of a contiguous tensor; bool by being nonzero, int32 modulo 2³².</summary>
    public static void Write(Tensor y, nint start, ReadOnlySpan<long> from)
    {
        var part = from.Length;
        switch (y.DType)
        {
            case DType.Float64: Convert(from, y.Storage.AsSpan<double>(y.Offset + start, part)); break;
            case DType.Float32: Convert(from, y.Storage.AsSpan<float>(y.Offset + start, part)); break;
            case DType.Int64: from.CopyTo(y.Storage.AsSpan<long>(y.Offset + start, part)); break;
            case DType.Int32: Convert(from, y.Storage.AsSpan<int>(y.Offset + start, part)); break;
            default: Truth(from, y.Storage.AsSpan<bool>(y.Offset + start, part)); break;
        }

        GC.KeepAlive(y);
    }

    /// <summary>The one element of new storage.</summary>
    public static void Write(Storage storage, DType dtype, double number) =>
        Write(new Tensor(storage, new(dtype, Shape.Scalar)), 0, [number]);

    /// <summary>A contiguous copy.</summary>
    public static Tensor Contiguous(Tensor x)
    {
        var y = Tensor.Allocate(x.Type);
        switch (x.DType.Size)
        {
            case 8: Gather(x, 0, y.Elements<long>()); break;
            case 4: Gather(x, 0, y.Elements<int>()); break;
            default: Gather(x, 0, y.Elements<byte>()); break;
        }

        GC.KeepAlive(y);
        return y;
    }

    /// <summary>Copies elements to the places that a view of another storage shows.</summary>
    public static void Copy(Tensor from, Tensor into)
    {
        switch (from.DType.Size)
        {
            case 8: Copy<long>(from, into); break;
            case 4: Copy<int>(from, into); break;
            default: Copy<byte>(from, into); break;
        }
    }

    /// <summary>A copy with elements of another type.</summary>
    [SkipLocalsInit]
    public static Tensor Converted(Tensor x, DType dtype)
    {
        var y = Tensor.Allocate(new(dtype, x.Shape));
        Span<double> floats = stackalloc double[Part];
        Span<long> integers = stackalloc long[Part];
        for (nint start = 0; start < x.Count; start += Part)
        {
            var part = (int)nint.Min(Part, x.Count - start);
            // The smaller integers are exact as doubles.
            if (x.DType.IsFloating || (dtype.IsFloating && x.DType != DType.Int64))
            {
                Read(x, start, floats[..part]);
                Write(y, start, floats[..part]);
            }
            else
            {
                Read(x, start, integers[..part]);
                Write(y, start, integers[..part]);
            }
        }

        return y;
    }

    [SkipLocalsInit]
    static void Read<T>(Tensor x, nint start, Span<double> into) where T : unmanaged, INumber<T>
    {
        if (x.IsContiguous)
        {
            Widen(x.Storage.AsSpan<T>(x.Offset + start, into.Length), into);
            GC.KeepAlive(x);
            return;
        }

        Span<T> raw = stackalloc T[Part];
        for (var at = 0; at < into.Length; at += Part)
        {
            var part = Math.Min(Part, into.Length - at);
            Gather(x, start + at, raw[..part]);
            Widen(raw[..part], into.Slice(at, part));
        }
    }

    [SkipLocalsInit]
    static void Read<T>(Tensor x, nint start, Span<long> into) where T : unmanaged, INumber<T>
    {
        Span<T> raw = stackalloc T[Part];
        for (var at = 0; at < into.Length; at += Part)
        {
            var part = Math.Min(Part, into.Length - at);
            Gather(x, start + at, raw[..part]);
            for (var i = 0; i < part; i++) into[at + i] = long.CreateSaturating(raw[i]);
        }
    }

    static void Widen<T>(ReadOnlySpan<T> from, Span<double> into) where T : unmanaged, INumber<T>
    {
        from = from[..into.Length];
        var i = 0;
        if (typeof(T) == typeof(float))
        {
            ref var x = ref Unsafe.As<T, float>(ref MemoryMarshal.GetReference(from));
            ref var y = ref MemoryMarshal.GetReference(into);
            for (; i <= into.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                Vector.Widen(Vector.LoadUnsafe(ref x, (nuint)i), out var low, out var high);
                low.StoreUnsafe(ref y, (nuint)i);
                high.StoreUnsafe(ref y, (nuint)(i + Vector<double>.Count));
            }
        }

        for (; i < into.Length; i++) into[i] = double.CreateTruncating(from[i]);
    }

    static void Narrow<T>(ReadOnlySpan<double> from, Span<T> into) where T : unmanaged, INumber<T>
    {
        from = from[..into.Length];
        var i = 0;
        if (typeof(T) == typeof(float))
        {
            ref var x = ref MemoryMarshal.GetReference(from);
            ref var y = ref Unsafe.As<T, float>(ref MemoryMarshal.GetReference(into));
            for (; i <= into.Length - Vector<float>.Count; i += Vector<float>.Count)
                Vector.Narrow(Vector.LoadUnsafe(ref x, (nuint)i), Vector.LoadUnsafe(ref x, (nuint)(i + Vector<double>.Count))).StoreUnsafe(ref y, (nuint)i);
        }

        for (; i < into.Length; i++) into[i] = T.CreateSaturating(from[i]);
    }

    static void Convert<T>(ReadOnlySpan<long> from, Span<T> into) where T : INumber<T>
    {
        for (var i = 0; i < into.Length; i++) into[i] = T.CreateTruncating(from[i]);
    }

    static void Truth<T>(ReadOnlySpan<T> from, Span<bool> into) where T : INumber<T>
    {
        for (var i = 0; i < into.Length; i++) into[i] = from[i] != T.Zero;
    }
}
