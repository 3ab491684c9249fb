using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nabla.Tensors;

/// <summary>
/// Blocks of memory by size class, four classes per power of two. Blocks are pinned arrays, so the garbage collector
/// counts them and frees the ones the pool lets go.
/// </summary>
/// <remarks>
/// Blocks come back when the collector finds their storage dead, and it would look too rarely. So where none is free and
/// those lent since the last collection add up to a budget, the pool asks for one of the youngest generation, and of older
/// ones while that frees too little.
/// </remarks>
static class StoragePool
{
    // Of the size of a large cache: where more is lent between collections, no block comes back before it has left the cache.
    const long SmallestBudget = 32L << 20;
    const int Classes = 4 * 32;

    // Under load the finalizers come late, and without them every block would be a new one. But one of the user's may be
    // stuck, or wait for a lock of this thread: after a wait in vain the next ones are short.
    const int Patience = 1000;
    const int LittlePatience = 50;

    static readonly Stack<CacheLine[]>[] s_free = NewClasses();
    static readonly int[] s_idle = new int[Classes];
    static readonly Lock s_collecting = new();

    static long s_lent;
    static long s_lentSince;
    static long s_budget = SmallestBudget;
    static int s_generation;
    static int s_millisecondsToWait = Patience;

    static StoragePool() => _ = new IdleTrim();

    /// <summary>Bytes in blocks that storages hold now, as far as the collector knows.</summary>
    public static long LentBytes => Interlocked.Read(ref s_lent);

    /// <summary>Bytes in blocks that wait to be used.</summary>
    public static long FreeBytes
    {
        get
        {
            long bytes = 0;
            for (var c = 0; c < Classes; c++)
            {
                lock (s_free[c]) bytes += Bytes(c) * s_free[c].Count;
            }

            return bytes;
        }
    }

    /// <summary>A block of at least this many bytes, 64-byte aligned from <see cref="Start"/> on, of any content.</summary>
    public static Loan Rent(nint byteLength)
    {
        var sizeClass = Class(byteLength);
        if (!TryTake(sizeClass, out var block) && !(Collected() && TryTake(sizeClass, out block)))
            block = GC.AllocateUninitializedArray<CacheLine>(checked((int)Lines(sizeClass) + 1), pinned: true);
        Interlocked.Add(ref s_lent, Bytes(sizeClass));
        Interlocked.Add(ref s_lentSince, Bytes(sizeClass));
        return new(block, sizeClass, byteLength);
    }

    public static void Return(CacheLine[] block, int sizeClass, bool reusable)
    {
        Interlocked.Add(ref s_lent, -Bytes(sizeClass));
        if (!reusable) return;
        var free = s_free[sizeClass];
        lock (free) free.Push(block);
    }

    /// <summary>Bytes from the start of the array's data to its first multiple of 64.</summary>
    public static unsafe nint Start(CacheLine[] block) =>
        -(nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(block)) & (CacheLine.Bytes - 1);

    /// <summary>The smallest class that holds so many bytes; at most a quarter of a block is unused.</summary>
    public static int Class(nint byteLength)
    {
        var lines = Math.Max(4, (byteLength - 1) / CacheLine.Bytes + 1);
        var power = BitOperations.Log2((ulong)lines);
        var quarter = (nint)1 << (power - 2);
        var steps = (lines - ((nint)1 << power) + quarter - 1) / quarter;
        var sizeClass = 4 * power + (int)steps;
        return sizeClass < Classes && Lines(sizeClass) < Array.MaxLength
            ? sizeClass
            : throw new InsufficientMemoryException($"A tensor of {byteLength} bytes is larger than one block of memory can be.");
    }

    public static long Lines(int sizeClass) => (4L + sizeClass % 4) << (sizeClass / 4 - 2);

    static long Bytes(int sizeClass) => sizeClass < 8 ? 0 : Lines(sizeClass) * CacheLine.Bytes;

    static bool TryTake(int sizeClass, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CacheLine[]? block)
    {
        var free = s_free[sizeClass];
        lock (free)
        {
            if (!free.TryPop(out block)) return false;
            s_idle[sizeClass] = Math.Min(s_idle[sizeClass], free.Count);
            return true;
        }
    }

    /// <summary>Whether a collection was due and has been made.</summary>
    static bool Collected()
    {
        if (Interlocked.Read(ref s_lentSince) < s_budget || !s_collecting.TryEnter()) return false;
        try
        {
            var lent = LentBytes;
            var finalized = LastFinalized.Announce();
            GC.Collect(s_generation, GCCollectionMode.Forced, blocking: true);
            s_millisecondsToWait = finalized.Wait(s_millisecondsToWait) ? Patience : LittlePatience;
            var freed = lent - LentBytes;
            s_generation = freed >= s_budget / 2 ? 0 : (s_generation + 1) % 3;
            s_budget = Math.Max(SmallestBudget, LentBytes / 2);
            Interlocked.Exchange(ref s_lentSince, 0);
            return true;
        }
        finally
        {
            s_collecting.Exit();
        }
    }

    /// <summary>Lets go of half the blocks that no one has needed since the last full collection.</summary>
    static void Trim()
    {
        for (var c = 0; c < Classes; c++)
        {
            lock (s_free[c])
            {
                for (var idle = (s_idle[c] + 1) / 2; idle > 0; idle--) s_free[c].Pop();
                s_idle[c] = s_free[c].Count;
            }
        }
    }

    static Stack<CacheLine[]>[] NewClasses()
    {
        var classes = new Stack<CacheLine[]>[Classes];
        for (var c = 0; c < Classes; c++) classes[c] = new();
        return classes;
    }

    /// <summary>Finalized after each collection of the oldest generation that it has reached.</summary>
    sealed class IdleTrim
    {
        int _lastFull = GC.CollectionCount(2);

        ~IdleTrim()
        {
            if (GC.CollectionCount(2) is var full && full != _lastFull)
            {
                _lastFull = full;
                Trim();
            }

            GC.ReRegisterForFinalize(this);
        }
    }

    /// <summary>Created before a collection, it is finalized after the storages that died earlier.</summary>
    sealed class LastFinalized(ManualResetEventSlim done)
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static ManualResetEventSlim Announce()
        {
            var done = new ManualResetEventSlim();
            _ = new LastFinalized(done);
            return done;
        }

        ~LastFinalized() => done.Set();
    }
}
