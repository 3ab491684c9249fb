using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>Numbers as unsigned integers in the same order: both zeros are equal, and NaN is the largest.</summary>
static class SortKeys
{
    /// <summary>The digits of 8 bits of a key of this type.</summary>
    public static int Digits<T>() => Unsafe.SizeOf<T>();

    /// <summary>The key, inverted for a descending order.</summary>
    public static ulong Of<T>(T x, bool descending) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (T.IsNaN(x)) return descending ? 0 : Largest<T>();
        // −0 becomes +0.
        x += T.Zero;
        ulong key;
        if (typeof(T) == typeof(float))
        {
            var bits = Unsafe.BitCast<T, uint>(x);
            key = bits ^ ((uint)((int)bits >> 31) | 0x8000_0000u);
        }
        else
        {
            var bits = Unsafe.BitCast<T, ulong>(x);
            key = bits ^ ((ulong)((long)bits >> 63) | 0x8000_0000_0000_0000ul);
        }

        return descending ? Largest<T>() - key : key;
    }

    static ulong Largest<T>() => typeof(T) == typeof(float) ? uint.MaxValue : ulong.MaxValue;
}
