using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// The order of the numbers of each row: equal ones stay in theirs, NaN is the largest. Long rows are sorted by the digits
/// of their bits, short ones by insertion; rows are shared out to threads.
/// </summary>
static unsafe class Sorting
{
    // Below it, insertion beats counting digits.
    const int Few = 48;

    // Above it, keeping the best so far in order costs more than sorting all.
    const int MostKept = 64;

    /// <summary>Writes for each row the places of its numbers in order, and the numbers unless sorted is null.</summary>
    public static void Sort<T>(T* x, nint rows, nint columns, bool descending, long* places, T* sorted)
        where T : unmanaged, IFloatingPointIeee754<T> => Top(x, rows, columns, columns, descending, places, sorted);

    /// <summary>The first so many of each sorted row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A row has not so many.</exception>
    public static void Top<T>(T* x, nint rows, nint columns, nint count, bool descending, long* places, T* top)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, columns);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var work = new Work<T> { X = x, Columns = columns, Count = count, Descending = descending, Places = places, Sorted = top };
        Chunks.Run(rows, rows * columns * (count <= MostKept ? 2e-9 : 20e-9), ref work, &Rows);
    }

    struct Work<T> where T : unmanaged
    {
        public T* X, Sorted;
        public long* Places;
        public nint Columns, Count;
        public bool Descending;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows<T>(ref Work<T> work, nint first, nint end) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var n = work.Columns;
        if (n == 0 || work.Count == 0) return;
        using var scratch = Scratch.Rent(n * 2 * (sizeof(ulong) + sizeof(long)));
        var keys = (ulong*)scratch.Address;
        var places = (long*)(keys + 2 * n);
        for (var row = first; row < end; row++)
        {
            var x = work.X + row * n;
            var into = work.Places + row * work.Count;
            for (nint i = 0; i < n; i++) keys[i] = SortKeys.Of(x[i], work.Descending);
            if (n <= Few || work.Count <= MostKept) Keep(keys, n, work.Count, into, keys + n);
            else
            {
                var ordered = Digits(keys, keys + n, places, places + n, n, SortKeys.Digits<T>());
                new ReadOnlySpan<long>(ordered, (int)work.Count).CopyTo(new(into, (int)work.Count));
            }

            if (work.Sorted == null) continue;
            for (nint i = 0; i < work.Count; i++) work.Sorted[row * work.Count + i] = x[into[i]];
        }
    }

    /// <summary>The places of the smallest keys, by insertion into those found so far.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Keep(ulong* keys, nint n, nint count, long* places, ulong* kept)
    {
        nint found = 0;
        for (nint i = 0; i < n; i++)
        {
            var key = keys[i];
            if (found == count && key >= kept[count - 1]) continue;
            var at = found < count ? found++ : count - 1;
            for (; at > 0 && kept[at - 1] > key; at--) (kept[at], places[at]) = (kept[at - 1], places[at - 1]);
            (kept[at], places[at]) = (key, i);
        }
    }

    /// <summary>The places in the order of the keys: digit by digit from the lowest, each pass keeping the order of equals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static long* Digits(ulong* keys, ulong* otherKeys, long* places, long* otherPlaces, nint n, int digits)
    {
        for (nint i = 0; i < n; i++) places[i] = i;
        Span<nint> starts = stackalloc nint[256];
        for (var shift = 0; shift < 8 * digits; shift += 8)
        {
            starts.Clear();
            for (nint i = 0; i < n; i++) starts[(byte)(keys[i] >> shift)]++;
            if (starts[(byte)(keys[0] >> shift)] == n) continue;
            nint start = 0;
            foreach (ref var digit in starts) (digit, start) = (start, start + digit);
            for (nint i = 0; i < n; i++)
            {
                var to = starts[(byte)(keys[i] >> shift)]++;
                (otherKeys[to], otherPlaces[to]) = (keys[i], places[i]);
            }

            var (usedKeys, usedPlaces) = ((nint)keys, (nint)places);
            keys = otherKeys;
            places = otherPlaces;
            otherKeys = (ulong*)usedKeys;
            otherPlaces = (long*)usedPlaces;
        }

        return places;
    }
}
