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

    readonly List<(nint Address, nuint Length)> _blocks = [];
    int _block = -1;
    nuint _used;

    /// <summary>Uninitialised memory of so many bytes until the lease is disposed, in the reverse order of renting.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Lease Rent(nint bytes) => (t_current ??= new Scratch()).Take((nuint)Math.Max(bytes, 1));

    ~Scratch()
    {
        foreach (var (address, _) in _blocks) NativeMemory.AlignedFree((void*)address);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    Lease Take(nuint bytes)
    {
        var (block, used) = (_block, _used);
        bytes = (bytes + Alignment - 1) & ~(Alignment - 1);
        if (_block < 0 || _used + bytes > _blocks[_block].Length) Open(bytes);
        var address = (byte*)_blocks[_block].Address + _used;
        _used += bytes;
        return new(this, address, block, used);
    }

    /// <summary>Goes on to the next block: the one kept from before if it is large enough, else a new one.</summary>
    void Open(nuint bytes)
    {
        _block++;
        _used = 0;
        if (_block < _blocks.Count && _blocks[_block].Length >= bytes) return;
        for (var i = _blocks.Count - 1; i >= _block; i--)
        {
            NativeMemory.AlignedFree((void*)_blocks[i].Address);
            _blocks.RemoveAt(i);
        }

        var length = Math.Max(bytes, Math.Max(SmallestBlock, _block == 0 ? 0 : 2 * _blocks[_block - 1].Length));
        _blocks.Add(((nint)NativeMemory.AlignedAlloc(length, Alignment), length));
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
