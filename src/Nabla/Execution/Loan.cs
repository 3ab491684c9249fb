using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution;

/// <summary>
/// Arrays for the life of a pass. Those of middling size and more are lent again and again: made anew each time they would
/// be large objects, and a few of these set off a collection of everything there is.
/// </summary>
static class Loan
{
    // Smaller ones are cheap to make.
    const int SmallestLent = 1 << 10;

    // Larger ones would be held on to for long after a rare large formula: they are lent for as long as the collector leaves them.
    const int MostBytes = 1 << 22;

    /// <summary>An array at least that long; what stands in it at first is left open.</summary>
    public static T[] Take<T>(int length) where T : unmanaged =>
        IsLent<T>(length) ? ArrayPool<T>.Shared.Rent(length)
        : IsLarge<T>(length) ? Large<T>.Take(length) ?? GC.AllocateUninitializedArray<T>(length)
        : GC.AllocateUninitializedArray<T>(length);

    /// <summary>An array at least that long, with zeros as far as the length.</summary>
    public static T[] TakeCleared<T>(int length) where T : unmanaged
    {
        var array = IsLent<T>(length) ? ArrayPool<T>.Shared.Rent(length) : IsLarge<T>(length) ? Large<T>.Take(length) : null;
        if (array is null) return new T[length];
        Array.Clear(array, 0, length);
        return array;
    }

    /// <summary>Gives an array back that nobody reads any more.</summary>
    public static void Give<T>(T[] array) where T : unmanaged
    {
        if (IsLent<T>(array.Length)) ArrayPool<T>.Shared.Return(array);
        else if (IsLarge<T>(array.Length)) Large<T>.Give(array);
    }

    // The pool's arrays are as long as powers of two, so that it is the same of what was asked for and what was lent.
    static bool IsLent<T>(int length) where T : unmanaged => length >= SmallestLent && !IsLarge<T>(length);

    static bool IsLarge<T>(int length) where T : unmanaged =>
        BitOperations.RoundUpToPowerOf2((uint)length) * (long)Unsafe.SizeOf<T>() > MostBytes;

    // Each is one thread's, and nobody's once the collector has come by.
    static class Large<T> where T : unmanaged
    {
        // A pass has few of a kind at a time.
        const int Most = 4;

        // A longer one would be better kept for what needs it.
        const int LongestBy = 4;

        [ThreadStatic] static List<WeakReference<T[]>>? t_spare;

        public static T[]? Take(int length)
        {
            if (t_spare is not { } spare) return null;
            for (var i = 0; i < spare.Count; i++)
            {
                if (!spare[i].TryGetTarget(out var array) || array.Length < length || array.Length / LongestBy > length) continue;
                spare.RemoveAt(i);
                return array;
            }

            return null;
        }

        public static void Give(T[] array)
        {
            var spare = t_spare ??= [];
            if (spare.Count == Most) spare.RemoveAt(0);
            spare.Add(new(array));
        }
    }

    /// <summary>Makes room for twice as much, or for the length if that is more.</summary>
    public static void Grow<T>(ref T[] array, int length) where T : unmanaged
    {
        var old = array;
        array = Take<T>(Math.Max(length, 2 * old.Length));
        old.CopyTo(array, 0);
        Give(old);
    }
}
