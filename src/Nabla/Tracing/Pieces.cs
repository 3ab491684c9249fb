using System.Collections;

namespace Nabla.Tracing;

/// <summary>
/// A list that grows by pieces of a few kilobytes. Growing copies nothing once it is long, and no piece is one of the
/// collector's large objects, of which a few make it search all generations: long programs cost what short ones do.
/// </summary>
sealed class Pieces<T> : IReadOnlyList<T>
{
    const int Bits = 10;
    const int Most = 1 << Bits;

    T[] _first;
    T[][] _others = [];

    /// <summary>An empty list with room for so many.</summary>
    public static Pieces<T> WithRoom(int room) => new(room);

    /// <summary>A list of so many defaults.</summary>
    public static Pieces<T> Of(int count)
    {
        var pieces = new Pieces<T>(count) { Count = count };
        if (count <= Most) return pieces;
        pieces._others = new T[(count - 1) >> Bits][];
        for (var i = 0; i < pieces._others.Length; i++) pieces._others[i] = new T[Most];
        return pieces;
    }

    Pieces(int room) => _first = new T[Math.Min(room, Most)];

    public int Count { get; private set; }

    public T this[int i]
    {
        get => i < Most ? _first[i] : _others[(i >> Bits) - 1][i & (Most - 1)];
        set => (i < Most ? _first : _others[(i >> Bits) - 1])[i & (Most - 1)] = value;
    }

    public void Add(T item)
    {
        if (Count < Most)
        {
            if (Count == _first.Length) Array.Resize(ref _first, Math.Clamp(2 * Count, 4, Most));
        }
        else if (Count % Most == 0)
        {
            var piece = (Count >> Bits) - 1;
            if (piece == _others.Length) Array.Resize(ref _others, Math.Max(4, 2 * piece));
            _others[piece] = new T[Most];
        }

        this[Count++] = item;
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
