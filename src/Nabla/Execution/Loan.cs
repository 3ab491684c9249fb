using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution;

/// <summary>
/// Arrays for the life of a pass. Those of middling size are lent again and again: made anew each time they would be large
/// objects, and a few of these set off a collection of everything there is.
/// </summary>
static class Loan
{
    // Smaller ones are cheap to make.
    const int SmallestLent = 1 << 10;

    // Larger ones would be held on to for long after a rare large formula.
    const int MostBytes = 1 << 22;

    /// <summary>An array at least that long; what stands in it at first is left open.</summary>
    public static T[] Take<T>(int length) where T : unmanaged =>
        IsLent<T>(length) ? ArrayPool<T>.Shared.Rent(length) : GC.AllocateUninitializedArray<T>(length);

    /// <summary>An array at least that long, with zeros as far as the length.</summary>
    public static T[] TakeCleared<T>(int length) where T : unmanaged
    {
        if (!IsLent<T>(length)) return new T[length];
        var array = ArrayPool<T>.Shared.Rent(length);
        Array.Clear(array, 0, length);
        return array;
    }

    /// <summary>Gives an array back that nobody reads any more.</summary>
    public static void Give<T>(T[] array) where T : unmanaged
    {
        if (IsLent<T>(array.Length)) ArrayPool<T>.Shared.Return(array);
    }

    // The pool's arrays are as long as powers of two, so that it is the same of what was asked for and what was lent.
    static bool IsLent<T>(int length) where T : unmanaged =>
        length >= SmallestLent && BitOperations.RoundUpToPowerOf2((uint)length) * (long)Unsafe.SizeOf<T>() <= MostBytes;

    /// <summary>Makes room for twice as much, or for the length if that is more.</summary>
    public static void Grow<T>(ref T[] array, int length) where T : unmanaged
    {
        var old = array;
        array = Take<T>(Math.Max(length, 2 * old.Length));
        old.CopyTo(array, 0);
        Give(old);
    }
}
