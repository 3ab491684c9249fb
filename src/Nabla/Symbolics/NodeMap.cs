namespace Nabla.Symbolics;

// What a traversal keeps for each node, by identity: within one operation equal nodes are one object, and asking the
// nodes themselves whether they are equal could cost the size of the formula each time.
sealed class NodeMap<T>
{
    Expr?[] _keys = new Expr?[64];
    T[] _values = new T[64];

    public int Count { get; private set; }

    public bool TryGet(Expr node, out T value)
    {
        var i = Find(node);
        value = _values[i];
        return _keys[i] is not null;
    }

    public bool Contains(Expr node) => _keys[Find(node)] is not null;

    public T this[Expr node]
    {
        get => TryGet(node, out var value) ? value : throw new KeyNotFoundException("The node was not visited.");
        set
        {
            var i = Find(node);
            _values[i] = value;
            if (_keys[i] is not null) return;
            _keys[i] = node;
            if (++Count > _keys.Length / 2) Grow();
        }
    }

    // The place of the node, or the free place where it belongs.
    int Find(Expr node)
    {
        var mask = _keys.Length - 1;
        var i = (int)(node.Hash >> 20) & mask;
        while (_keys[i] is { } key && !ReferenceEquals(key, node)) i = (i + 1) & mask;
        return i;
    }

    void Grow()
    {
        var (keys, values) = (_keys, _values);
        _keys = new Expr?[keys.Length * 2];
        _values = new T[keys.Length * 2];
        for (var k = 0; k < keys.Length; k++)
        {
            if (keys[k] is not { } key) continue;
            var i = Find(key);
            _keys[i] = key;
            _values[i] = values[k];
        }
    }
}
