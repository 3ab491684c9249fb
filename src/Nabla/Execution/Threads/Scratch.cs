using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nabla.Execution;

/// <summary>
/// Working memory of one thread, handed out and given back like a stack and kept between uses, so that a kernel that
/// packs its operands allocates nothing in the steady state. Addresses are multiples of 64.
/// </summary>
sealed unsafe class Scratch
{
    const nuint Alignment = 64, SmallestBlock = 1 << 16;

    [ThreadStatic] static Scratch? t_current;

    // An array of its own: a list of such pairs costs a process's first product several methods to compile.
    Block[] _blocks = new Block[4];
    int _count, _block = -1;
    nuint _used;

    /// <summary>Uninitialised memory of so many bytes until the lease is disposed, in the reverse order of renting.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Lease Rent(nint bytes) => (t_current ??= new Scratch()).Take((nuint)Math.Max(bytes, 1));

    ~Scratch()
    {
        Free(0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    Lease Take(nuint bytes)
    {
        var (block, used) = (_block, _used);
        bytes = (bytes + Alignment - 1) & ~(Alignment - 1);
        if (_block < 0 || _used + bytes > _blocks[_block].Length) Open(bytes);
        var address = _blocks[_block].Address + _used;
        _used += bytes;
        return new(this, address, block, used);
    }

    /// <summary>Goes on to the next block: the one kept from before if it is large enough, else a new one.</summary>
    void Open(nuint bytes)
    {
        _block++;
        _used = 0;
        if (_block < _count && _blocks[_block].Length >= bytes) return;
        Free(_block);
        var length = Math.Max(bytes, Math.Max(SmallestBlock, _block == 0 ? 0 : 2 * _blocks[_block - 1].Length));
        if (_count == _blocks.Length) Array.Resize(ref _blocks, 2 * _count);
        _blocks[_count++] = new() { Address = (byte*)NativeMemory.AlignedAlloc(length, Alignment), Length = length };
    }

    void Free(int from)
    {
        while (_count > from) NativeMemory.AlignedFree(_blocks[--_count].Address);
    }

    struct Block
    {
        public byte* Address;
        public nuint Length;
    }

    /// <summary>Rented memory; disposing it gives it back.</summary>
    public readonly ref struct Lease
    {
        readonly Scratch _owner;
        readonly int _block;
        readonly nuint _used;

        internal Lease(Scratch owner, byte* address, int block, nuint used)
        {
            (_owner, _block, _used) = (owner, block, used);
            Address = address;
        }

        public byte* Address { get; }

        public void Dispose() => (_owner._block, _owner._used) = (_block, _used);
    }
}
