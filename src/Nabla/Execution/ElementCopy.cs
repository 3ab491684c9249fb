using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nabla.Tensors;

namespace Nabla.Execution;

/// <summary>Elements of concrete tensors, in row-major order from a place on, as numbers of one type and back.</summary>
static class ElementCopy
{
    const int Part = 256;

    // A loop is faster than the call of one.
    const int Few = 8;

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

    /// <summary>Elements as double where they lie, or read into the room; the tensor is to be kept alive until done with them.</summary>
    public static ReadOnlySpan<double> Doubles(Tensor x, nint start, Span<double> room)
    {
        if (x is { IsContiguous: true, DType: DType.Float64 }) return x.Storage.AsSpan<double>(x.Offset + start, room.Length);
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

    /// <summary>
    /// Elements of the tensor's own type, or one of its size: runs along the last axis, after each of which the place
    /// within the other axes is counted up.
    /// </summary>
    public static void Gather<T>(Tensor x, nint start, Span<T> into) where T : unmanaged
    {
        if (into.IsEmpty) return;
        if (x.IsContiguous)
        {
            x.Storage.AsSpan<T>(x.Offset + start, into.Length).CopyTo(into);
            GC.KeepAlive(x);
            return;
        }

        ref var origin = ref Unsafe.As<byte, T>(ref x.Storage.Reference);
        var lengths = x.Shape.Lengths;
        var strides = x.Strides;
        if (start == 0 && lengths.Length == 2 && lengths[1] <= Few)
        {
            ShortRows(ref Unsafe.Add(ref origin, x.Offset), lengths[1], strides[0], strides[1], into);
            GC.KeepAlive(x);
            return;
        }

        Span<nint> index = stackalloc nint[lengths.Length];
        var place = x.Offset;
        for (var axis = lengths.Length - 1; start != 0 && axis >= 0; axis--)
        {
            (start, index[axis]) = nint.DivRem(start, lengths[axis]);
            place += index[axis] * strides[axis];
        }

        var last = lengths.Length - 1;
        for (var done = 0; done < into.Length;)
        {
            var run = (int)nint.Min(lengths[last] - index[last], into.Length - done);
            var step = strides[last];
            var some = into.Slice(done, run);
            if (step == 1 && run > Few) MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref origin, place), run).CopyTo(some);
            else if (step == 0 && run > Few) some.Fill(Unsafe.Add(ref origin, place));
            else
                for (var i = 0; i < run; i++) some[i] = Unsafe.Add(ref origin, place + i * step);
            done += run;
            place += run * step;
            index[last] += run;
            for (var axis = last; axis > 0 && index[axis] == lengths[axis]; axis--)
            {
                place += strides[axis - 1] - lengths[axis] * strides[axis];
                index[axis] = 0;
                index[axis - 1]++;
            }
        }

        GC.KeepAlive(x);
    }

    // Of a small matrix the counting would cost more than the elements.
    static void ShortRows<T>(ref T first, nint columns, nint toNextRow, nint toNext, Span<T> into) where T : unmanaged
    {
        nint row = 0;
        for (var i = 0; i < into.Length; row += toNextRow)
        {
            var place = row;
            for (nint column = 0; column < columns && i < into.Length; column++, place += toNext) into[i++] = Unsafe.Add(ref first, place);
        }
    }

    static void Copy<T>(Tensor from, Tensor into) where T : unmanaged
    {
        if (from.Count == 0) return;
        var rank = into.Rank;
        var last = rank == 0 ? 1 : (int)into.Shape[-1];
        var step = rank == 0 ? 1 : into.Strides[rank - 1];
        var row = new T[last];
        for (nint start = 0; start < from.Count; start += last)
        {
            Gather(from, start, row);
            var (rest, place) = (start / last, into.Offset);
            for (var axis = rank - 2; axis >= 0; axis--)
            {
                (rest, var index) = nint.DivRem(rest, into.Shape[axis]);
                place += index * into.Strides[axis];
            }

            ref var origin = ref Unsafe.As<byte, T>(ref into.Storage.Reference);
            for (var i = 0; i < last; i++) Unsafe.Add(ref origin, place + i * step) = row[i];
        }

        GC.KeepAlive(into);
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
