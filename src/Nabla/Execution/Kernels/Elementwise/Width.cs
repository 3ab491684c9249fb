using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Nabla.Execution.Kernels;

/// <summary>The vectors a kernel works in. Its results have the same bits in all of them.</summary>
enum Width
{
    /// <summary>The widest this CPU has in hardware.</summary>
    Widest,

    /// <summary>One number at a time, for the strict mode.</summary>
    One,

    Bits128,
    Bits256,
    Bits512,
}

static class Widths
{
    /// <summary>Whether there are 32 vector registers, not 16.</summary>
    public static bool HasManyRegisters => Vector512.IsHardwareAccelerated || !X86Base.IsSupported;

    /// <summary>
    /// Whether a result of so many bytes, which no cache holds until it is read, is written past them. A core of 256 bits
    /// (Zen 3) then copies 40 MB half as fast again, since no line is read to be overwritten; one of 512 (Zen 4) a third slower.
    /// </summary>
    public static bool GoesPastCaches(nint bytes) => bytes >= 1 << 25 && Avx.IsSupported && !Vector512.IsHardwareAccelerated;

    /// <summary>The vectors that stand for the widest.</summary>
    public static Width Settled(this Width width) =>
        width != Width.Widest ? width
        : Vector512.IsHardwareAccelerated ? Width.Bits512
        : Vector256.IsHardwareAccelerated ? Width.Bits256
        : Width.Bits128;
}
