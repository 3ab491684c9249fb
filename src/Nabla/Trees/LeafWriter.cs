using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Nabla.Tensors;

namespace Nabla.Trees;

/// <summary>Collects the leaves of a tree in order, and their names where asked.</summary>
public sealed class LeafWriter
{
    readonly List<Tensor> _leaves = [];
    readonly List<string>? _names;
    List<bool>? _frozen;
    HashCode _structure;
    int _frozenDepth;
    string _path = "";

    internal LeafWriter(bool named = false) => _names = named ? [] : null;

    /// <summary>The leaves so far; valid until the next one is added.</summary>
    internal ReadOnlySpan<Tensor> Leaves => CollectionsMarshal.AsSpan(_leaves);

    /// <summary>The path of each leaf, as <c>Layers[0].Weight</c>.</summary>
    internal IReadOnlyList<string> Names => _names ?? throw new InvalidOperationException("Names were not asked for.");

    /// <summary>Whether the tree holds the leaf constant: its tangent is zero.</summary>
    internal bool IsFrozen(int leaf) => _frozen is not null && leaf < _frozen.Count && _frozen[leaf];

    /// <summary>A hash of which trees there are, of what types, how many in each list, and where there is none.</summary>
    internal int Structure => _structure.ToHashCode();

    /// <summary>Adds a tensor; null adds nothing.</summary>
    public void Add(Tensor? leaf, string name = "", bool frozen = false)
    {
        _structure.Add(leaf is null ? Mark.Nothing : Mark.Leaf);
        if (leaf is null) return;
        if (frozen || _frozenDepth > 0)
        {
            _frozen ??= [];
            while (_frozen.Count < _leaves.Count) _frozen.Add(false);
            _frozen.Add(true);
        }

        _leaves.Add(leaf);
        _names?.Add(Join(_path, name));
    }

    /// <summary>Adds the leaves of a tree within this one; null adds nothing.</summary>
    public void Add<T>(T? tree, string name = "", bool frozen = false) where T : ITree
    {
        _structure.Add(tree?.GetType());
        if (tree is null) return;
        Tracing.Nesting.Guard("Flatten, of a tree that may hold itself");
        var path = _path;
        if (_names is not null) _path = Join(path, name);
        if (frozen) _frozenDepth++;
        tree.Flatten(this);
        _structure.Add(Mark.End);
        if (frozen) _frozenDepth--;
        _path = path;
    }

    /// <summary>Adds the leaves of a tree within this one; null adds nothing.</summary>
    public void Add<T>(T? tree, string name = "", bool frozen = false) where T : struct, ITree
    {
        if (tree is { } value) Add(value, name, frozen);
        else _structure.Add(Mark.Nothing);
    }

    /// <summary>Adds the leaves of each tree of a list.</summary>
    public void Add<T>(ImmutableArray<T> trees, string name = "", bool frozen = false) where T : ITree =>
        AddEach(trees.AsSpan(), name, frozen);

    /// <summary>Adds the leaves of each tree of a list.</summary>
    public void Add<T>(T[]? trees, string name = "", bool frozen = false) where T : ITree =>
        AddEach<T>(trees, name, frozen);

    /// <summary>Adds the leaves of each tree of a list.</summary>
    public void Add<T>(IReadOnlyList<T>? trees, string name = "", bool frozen = false) where T : ITree
    {
        _structure.Add(trees?.Count ?? 0);
        for (var i = 0; i < (trees?.Count ?? 0); i++) Add(trees![i], Element(name, i), frozen);
    }

    void AddEach<T>(ReadOnlySpan<T> trees, string name, bool frozen) where T : ITree
    {
        _structure.Add(trees.Length);
        for (var i = 0; i < trees.Length; i++) Add(trees[i], Element(name, i), frozen);
    }

    enum Mark : byte { Nothing, Leaf, End }

    string Element(string name, int i) => _names is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]");

    static string Join(string path, string name) => path.Length == 0 ? name : name.Length == 0 ? path : $"{path}.{name}";
}
