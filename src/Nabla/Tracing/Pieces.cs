using System.Collections;
using System.Runtime.CompilerServices;

namespace Nabla.Tracing;

/// <summary>
/// A list that grows by pieces of a few kilobytes. Growing copies nothing once it is long, and no piece is one of the
/// collector's large objects, of which a few make it search all generations: long programs cost what short ones do.
/// </summary>
sealed class Pieces<T> : IReadOnlyList<T>
{
    const int Bits = 10;
    const int Most = 1 << Bits;
    const int MostKept = 256;

    // Small programs are many, and each needs its lists for a moment only: the room of one is given to the next.
    [ThreadStatic]
    static T[]? t_kept;

    T[] _first;
    T[][] _others = [];

    /// <summary>An empty list with room for so many.</summary>
    public static Pieces<T> WithRoom(int room) => new(new T[Math.Min(room, Most)]);

    /// <summary>An empty list with room for so many at least: that of one that was released, if it is enough.</summary>
    public static Pieces<T> Reusing(int room) => new(Released(room) ?? new T[room]);

    /// <summary>A list of so many defaults, with the room of one that was released if it is enough.</summary>
    public static Pieces<T> Of(int count)
    {
        var pieces = new Pieces<T>(Released(count) ?? new T[Math.Min(count, Most)]) { Count = count };
        if (count <= Most) return pieces;
        pieces._others = new T[(count - 1) >> Bits][];
        for (var i = 0; i < pieces._others.Length; i++) pieces._others[i] = new T[Most];
        return pieces;
    }

    Pieces(T[] first) => _first = first;

    public int Count { get; private set; }

    public T this[int i]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => i < Most ? _first[i] : _others[(i >> Bits) - 1][i & (Most - 1)];
    }

    /// <summary>The place of an element, to be written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T At(int i) => ref i < Most ? ref _first[i] : ref _others[(i >> Bits) - 1][i & (Most - 1)];

    /// <summary>Empties the list for good: nobody reads it any more, and the next may have its room.</summary>
    public void Release()
    {
        if (_first.Length is > 0 and <= MostKept)
        {
            _first.AsSpan(0, Math.Min(Count, _first.Length)).Clear();
            t_kept = _first;
        }

        (_first, _others, Count) = ([], [], 0);
    }

    static T[]? Released(int room)
    {
        if (t_kept is not { } kept || kept.Length < room) return null;
        t_kept = null;
        return kept;
    }

    /// <summary>Adds an element.</summary>
    public void Add(T item) => Next() = item;

    /// <summary>Adds a default element, to be written in its place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Next()
    {
        if (Count < _first.Length) return ref _first[Count++];
        return ref Beyond();
    }

    ref T Beyond()
    {
        var (piece, at) = ((Count >> Bits) - 1, Count % Most);
        Count++;
        if (piece < 0)
        {
            Array.Resize(ref _first, Math.Clamp(2 * at, 4, Most));
            return ref _first[at];
        }

        if (piece == _others.Length) Array.Resize(ref _others, Math.Max(4, 2 * piece));
        return ref (_others[piece] ??= new T[Most])[at];
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
