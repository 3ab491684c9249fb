using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nabla.Tensors;

/// <summary>A block lent to one storage; it goes back to the pool when both are unreachable.</summary>
sealed class Loan(CacheLine[] block, int sizeClass, nint byteLength)
{
    readonly nint _start = StoragePool.Start(block);
    volatile bool _kept;

    public CacheLine[] Block => block;

    /// <summary>The length asked for.</summary>
    public nint ByteLength => byteLength;

    /// <summary>The first byte, aligned to 64.</summary>
    public ref byte Reference =>
        ref Unsafe.AddByteOffset(ref Unsafe.As<CacheLine, byte>(ref MemoryMarshal.GetArrayDataReference(block)), _start);

    /// <summary>Never reuses the block: a span that the collector alone can follow points into it.</summary>
    public void Keep() => _kept = true;

    ~Loan() => StoragePool.Return(block, sizeClass, reusable: !_kept);
}
