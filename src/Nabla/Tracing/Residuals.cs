using Nabla.Tensors;

namespace Nabla.Tracing;

/// <summary>
/// Small plain tensors that a long derivative keeps for its backward pass, copied side by side. As objects, millions of them
/// would be followed and moved by the collector again and again; blocks of numbers it leaves alone.
/// </summary>
sealed class Residuals
{
    /// <summary>The largest tensor that is copied.</summary>
    public const int MostBytes = 256;

    const int BlockBytes = 1 << 16;

    byte[] _block = [];
    int _used;

    /// <summary>Copies a plain tensor whose elements lie in order: the block, and the offset in it in bytes.</summary>
    public (byte[] Block, int Offset) Add(Tensor x)
    {
        var size = (int)x.Count * x.DType.Size;
        // Offsets are multiples of every element's size.
        if (_used + size > _block.Length) (_block, _used) = (GC.AllocateUninitializedArray<byte>(BlockBytes), 0);
        var offset = _used;
        x.Storage.AsSpan<byte>(x.Offset * x.DType.Size, size).CopyTo(_block.AsSpan(offset));
        GC.KeepAlive(x);
        _used += (size + 7) & ~7;
        return (_block, offset);
    }

    /// <summary>The tensor that was copied.</summary>
    public static Tensor At(byte[] block, int offset, TensorType type) => new(Storage.Of(block), type, offset / type.DType.Size);
}
