using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nabla.Tensors;

/// <summary>64 bytes: the unit of storage, a cache line and a vector register.</summary>
[StructLayout(LayoutKind.Sequential, Size = Bytes)]
struct CacheLine
{
    public const int Bytes = 64;
}

/// <summary>
/// The bytes of one or more tensors. Small ones are plain arrays. Large ones are 64-byte-aligned blocks of
/// <see cref="StoragePool"/>, which takes a block back when its storage is unreachable; nothing needs disposal.
/// </summary>
/// <remarks>
/// A span does not keep a storage reachable. Code that works on spans of blocks keeps the storage alive until it is done
/// (<see cref="GC.KeepAlive"/>); before a span or memory is given to users, <see cref="Expose"/> ties the block to the
/// garbage collector alone, so that it is never reused.
/// </remarks>
readonly struct Storage
{
    /// <summary>Up to this size a fresh array of the nursery is cheaper than a block that must be finalized.</summary>
    public const int SmallBytes = 4096;

    static readonly byte[] s_empty = [];

    // An array of bytes, or a loan: one object, because most tensors are small and there are many.
    readonly object _memory;

    Storage(object memory) => _memory = memory;

    /// <summary>The length asked for.</summary>
    public nint ByteLength => _memory is Loan loan ? loan.ByteLength : Unsafe.As<byte[]>(_memory).Length;

    /// <summary>What the garbage collector holds; <see cref="Reference"/> lies inside.</summary>
    public Array Array => _memory is Loan loan ? loan.Block : Unsafe.As<byte[]>(_memory);

    /// <summary>What a tensor holds of its storage.</summary>
    public object Memory => _memory;

    /// <summary>The first byte.</summary>
    public ref byte Reference
    {
        get
        {
            if (_memory is Loan loan) return ref loan.Reference;
            return ref MemoryMarshal.GetArrayDataReference(Unsafe.As<byte[]>(_memory));
        }
    }

    /// <summary>The storage whose <see cref="Memory"/> that is.</summary>
    public static Storage Of(object memory) => new(memory);

    /// <summary>Bytes of any content, or zeros if asked.</summary>
    /// <exception cref="InsufficientMemoryException">No block can be so large.</exception>
    public static Storage Allocate(nint byteLength, bool zeroed = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(byteLength);
        if (byteLength == 0) return new(s_empty);
        if (byteLength <= SmallBytes)
            return new(zeroed ? new byte[byteLength] : GC.AllocateUninitializedArray<byte>((int)byteLength));
        var storage = new Storage(StoragePool.Rent(byteLength));
        if (zeroed) storage.Clear();
        return storage;
    }

    /// <summary>Elements from an offset on, both counted in elements of T.</summary>
    public Span<T> AsSpan<T>(nint offset, nint count) where T : unmanaged
    {
        var length = ByteLength / Unsafe.SizeOf<T>();
        if ((nuint)offset > (nuint)length || (nuint)count > (nuint)(length - offset) || count > int.MaxValue) ThrowOutside(offset, count, length);
        return MemoryMarshal.CreateSpan(ref Unsafe.Add(ref Unsafe.As<byte, T>(ref Reference), offset), (int)count);
    }

    /// <summary>Elements as memory for users, which keeps them alive.</summary>
    public Memory<T> AsMemory<T>(nint offset, nint count) where T : unmanaged
    {
        Expose();
        return new StorageMemory<T>(this, offset, count).Memory;
    }

    /// <summary>Called before a span leaves the library: this block will be freed by the garbage collector and never reused.</summary>
    public Storage Expose()
    {
        (_memory as Loan)?.Keep();
        return this;
    }

    /// <summary>So that <c>fixed (byte* p = storage)</c> gives the first byte, aligned to 64 bytes in blocks.</summary>
    public ref byte GetPinnableReference() => ref Reference;

    static void ThrowOutside(nint offset, nint count, nint length) => throw (count > int.MaxValue && count <= length - offset
        ? new InsufficientMemoryException($"{count} elements are needed at once, and {int.MaxValue} is the most: work on parts of the tensor.")
        : new ArgumentOutOfRangeException(nameof(count), $"{count} elements from element {offset} on lie outside a storage of {length}."));

    void Clear()
    {
        const int Part = 1 << 30;
        for (nint at = 0; at < ByteLength; at += Part)
            MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref Reference, at), (int)Math.Min(Part, ByteLength - at)).Clear();
        GC.KeepAlive(_memory);
    }
}
