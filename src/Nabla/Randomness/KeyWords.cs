using Nabla.Tensors;

namespace Nabla.Randomness;

/// <summary>The 64 bits that decide every number drawn by a key.</summary>
readonly record struct KeyWords(uint High, uint Low)
{
    // Counters of draws stay below 2⁶², so children never repeat the bits that their parent draws.
    const ulong SplitDomain = 0b10ul << 62;
    const ulong FoldDomain = 0b11ul << 62;

    public KeyWords(ulong bits) : this((uint)(bits >> 32), (uint)bits)
    {
    }

    /// <summary>The i-th key of a contiguous tensor of keys, low word first.</summary>
    public static KeyWords Read(Tensor keys, nint i)
    {
        var words = keys.Storage.AsSpan<int>(keys.Offset + 2 * i, 2);
        var key = new KeyWords((uint)words[1], (uint)words[0]);
        GC.KeepAlive(keys);
        return key;
    }

    /// <summary>Becomes the i-th key of a contiguous tensor of keys.</summary>
    public void Write(Tensor keys, nint i)
    {
        var words = keys.Storage.AsSpan<int>(keys.Offset + 2 * i, 2);
        (words[0], words[1]) = ((int)Low, (int)High);
        GC.KeepAlive(keys);
    }

    /// <summary>The i-th of any number of keys that are independent of each other and of what this one draws.</summary>
    public KeyWords Child(long i) => new(Threefry.Block(this, SplitDomain | (ulong)i));

    /// <summary>The key for a piece of data, as a step or a layer's number; independent of the children.</summary>
    public KeyWords FoldIn(long data) => new(Threefry.Block(new(Threefry.Block(this, FoldDomain)), (ulong)data));
}
