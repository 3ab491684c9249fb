namespace Nabla.Symbolics;

// What a traversal keeps for each node, by identity: within one operation equal nodes are one object, and asking the
// nodes themselves whether they are equal could cost the size of the formula each time. Key and value lie side by side,
// because in large formulas the time goes into fetching them from memory.
sealed class NodeMap<T>
{
    struct Slot
    {
        public Expr? Key;
        public T Value;
    }

    Slot[] _slots = new Slot[64];

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
        set
        {
            ref var slot = ref Find(node);
            slot.Value = value;
            if (slot.Key is not null) return;
            slot.Key = node;
            if (++Count > _slots.Length / 2) Grow();
        }
    }

    // The slot of the node, or the free slot where it belongs.
    ref Slot Find(Expr node)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        var i = (int)(node.Hash >> 20) & mask;
        while (slots[i].Key is { } key && !ReferenceEquals(key, node)) i = (i + 1) & mask;
        return ref slots[i];
    }

    void Grow()
    {
        var slots = _slots;
        _slots = new Slot[slots.Length * 2];
        foreach (ref var slot in slots.AsSpan())
            if (slot.Key is { } key) Find(key) = slot;
    }
}
