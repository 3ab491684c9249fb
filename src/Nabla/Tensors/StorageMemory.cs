using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nabla.Tensors;

/// <summary>Elements of a storage as <see cref="Memory{T}"/>.</summary>
sealed class StorageMemory<T>(Storage storage, nint offset, nint count) : MemoryManager<T> where T : unmanaged
{
    public override Span<T> GetSpan() => storage.AsSpan<T>(offset, count);

    public override unsafe MemoryHandle Pin(int elementIndex = 0)
    {
        var handle = GCHandle.Alloc(storage.Array, GCHandleType.Pinned);
        return new(Unsafe.AsPointer(ref MemoryMarshal.GetReference(GetSpan()[elementIndex..])), handle, this);
    }

    // The handle of MemoryHandle is what holds the array in its place.
    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
