namespace Nabla.Symbolics;

// What a traversal keeps for each node, by identity: within one operation equal nodes are one object, and asking the
// nodes themselves whether they are equal could cost the size of the formula each time. Key and value lie side by side,
// because in large formulas the time goes into fetching them from memory.
sealed class NodeMap<T>
{
    // Clearing more than this would cost small formulas what a large one before them left behind.
    const int LargestCleared = 1 << 8;

    struct Slot
    {
        public Expr? Key;
        public T Value;
    }

    static readonly Slot[] s_none = new Slot[1];

    Slot[] _slots = s_none;
    Slot[] _few = s_none;

    public int Count { get; private set; }

    public bool TryGet(Expr node, out T value)
    {
        ref var slot = ref Find(node);
        value = slot.Value;
        return slot.Key is not null;
    }

    public bool Contains(Expr node) => Find(node).Key is not null;

    public T this[Expr node]
    {
        get => TryGet(node, out var value) ? value : throw new KeyNotFoundException("The node was not visited.");
        set => At(node, out _) = value;
    }

    /// <summary>What is kept for the node; isNew where it is only now given room.</summary>
    public ref T At(Expr node, out bool isNew)
    {
        ref var slot = ref Find(node);
        isNew = slot.Key is null;
        if (isNew)
        {
            if (4 * ++Count > 3 * _slots.Length)
            {
                Grow();
                slot = ref Find(node);
            }

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
        Count = 0;
        if (_slots.Length <= LargestCleared) _few = _slots;
        else _slots = _few;
        Array.Clear(_slots, 0, _slots.Length);
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

    void Grow()
    {
        var slots = _slots;
        if (slots.Length == LargestCleared) _few = slots;
        _slots = new Slot[slots.Length < 1024 ? Math.Max(16, 4 * slots.Length) : 2 * slots.Length];
        foreach (var slot in slots)
            if (slot.Key is not null) Find(slot.Key) = slot;
    }
}
