using System.Runtime.CompilerServices;

namespace Nabla.Symbolics;

// What a traversal keeps for each node, by identity: within one operation equal nodes are one object, and asking the
// nodes themselves whether they are equal could cost the size of the formula each time. Few nodes are hashed, key and
// value side by side. Of many, those of one table are found by their place in its order of creation, without a key and
// without a search: large formulas are then read as they lie in memory, and no array grows that the collector moves.
sealed class NodeMap<T>
{
    // Clearing more than this would cost small formulas what a large one before them left behind.
    const int LargestCleared = 1 << 8;

    // No table has this number.
    const int NoTable = -1;

    struct Slot
    {
        public Expr? Key;
        public T Value;
    }

    // So many nodes, made one after another, share a page of values and a word of bits that say which have one.
    const int PageSize = 64;

    static readonly Slot[] s_none = new Slot[1];

    Slot[] _slots = s_none;
    Slot[] _few = s_none;
    int _hashed;
    int _paged;
    T[]?[] _pages = [];
    ulong[] _present = [];
    int _table = NoTable;

    public int Count => _hashed + _paged;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(Expr node, out T value)
    {
        if (node.Table == _table) return TryGetPaged(node, out value);
        ref var slot = ref Find(node);
        value = slot.Value;
        return slot.Key is not null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(Expr node) => node.Table == _table ? IsPaged(node) : Find(node).Key is not null;

    public T this[Expr node]
    {
        get => TryGet(node, out var value) ? value : throw new KeyNotFoundException("The node was not visited.");
        set => At(node, out _) = value;
    }

    /// <summary>What is kept for the node; isNew where it is only now given room.</summary>
    public ref T At(Expr node, out bool isNew)
    {
        if (node.Table == _table) return ref Paged(node, out isNew);
        ref var slot = ref Find(node);
        isNew = slot.Key is null;
        if (isNew)
        {
            if (4 * (_hashed + 1) > 3 * _slots.Length)
            {
                Grow(node);
                return ref At(node, out isNew);
            }

            _hashed++;
            slot.Key = node;
        }

        return ref slot.Value;
    }

    /// <summary>Makes room for as many nodes, if they are few, before the first comes.</summary>
    public void Reserve(long count)
    {
        if (Count > 0 || _slots.Length > 1) return;
        var length = 16;
        while (length < LargestCleared && 3 * length < 4 * count) length *= 2;
        _slots = new Slot[length];
    }

    /// <summary>Forgets all nodes; keeps the room for as many if they were few.</summary>
    public void Clear()
    {
        if (Count == 0) return;
        _hashed = 0;
        if (_table != NoTable)
        {
            _paged = 0;
            _pages = [];
            _present = [];
            _table = NoTable;
        }

        if (_slots.Length <= LargestCleared) _few = _slots;
        else _slots = _few;
        Array.Clear(_slots, 0, _slots.Length);
    }

    bool TryGetPaged(Expr node, out T value)
    {
        var isPresent = IsPaged(node);
        value = isPresent ? _pages[(uint)node.Serial / PageSize]![(uint)node.Serial % PageSize] : default!;
        return isPresent;
    }

    bool IsPaged(Expr node)
    {
        var number = (uint)node.Serial / PageSize;
        return number < (uint)_present.Length && (_present[number] & BitOf(node)) != 0;
    }

    static ulong BitOf(Expr node) => 1UL << node.Serial;

    ref T Paged(Expr node, out bool isNew)
    {
        var number = (int)((uint)node.Serial / PageSize);
        if (number >= _pages.Length)
        {
            var pages = Math.Max(number + 1, 2 * _pages.Length);
            Array.Resize(ref _pages, pages);
            Array.Resize(ref _present, pages);
        }

        ref var present = ref _present[number];
        isNew = (present & BitOf(node)) == 0;
        if (isNew)
        {
            present |= BitOf(node);
            _paged++;
        }

        return ref (_pages[number] ??= new T[PageSize])[(uint)node.Serial % PageSize];
    }

    // The slot of the node, or the free slot where it belongs. Nodes made one after another lie side by side; where a
    // place is taken, the search goes on in strides that depend on the hash alone.
    ref Slot Find(Expr node)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        var i = node.Serial & mask;
        if (slots[i].Key is not { } first || ReferenceEquals(first, node)) return ref slots[i];
        var step = (int)(node.Hash >> 20) | 1;
        do i = (i + step) & mask;
        while (slots[i].Key is { } key && !ReferenceEquals(key, node));
        return ref slots[i];
    }

    // Makes room for the node; once there are many, its table is the one whose nodes go to pages.
    void Grow(Expr node)
    {
        var slots = _slots;
        if (slots.Length == LargestCleared) _few = slots;
        if (_table == NoTable && node.Table != 0 && slots.Length >= LargestCleared) _table = node.Table;
        _slots = new Slot[slots.Length < LargestCleared ? Math.Max(16, 4 * slots.Length) : _table == node.Table ? slots.Length : 2 * slots.Length];
        _hashed = 0;
        foreach (var slot in slots)
            if (slot.Key is not null) At(slot.Key, out _) = slot.Value;
    }
}
