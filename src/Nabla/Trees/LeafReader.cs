using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Nabla.Tensors;

namespace Nabla.Trees;

/// <summary>
/// Hands out leaves in order. Each Next takes the member it replaces, whose structure says how many leaves it needs.
/// </summary>
public ref struct LeafReader
{
    readonly ReadOnlySpan<Tensor> _leaves;
    int _next;

    internal LeafReader(ReadOnlySpan<Tensor> leaves) => _leaves = leaves;

    /// <summary>Leaves not handed out yet.</summary>
    internal readonly int Left => _leaves.Length - _next;

    /// <summary>The next leaf.</summary>
    /// <exception cref="TreeException">There is none left.</exception>
    public Tensor Next() => _next < _leaves.Length
        ? _leaves[_next++]
        : throw new TreeException($"The tree needs more than the {_leaves.Length} leaves it was given.");

    /// <summary>The next leaf, or null in the place of null.</summary>
    [return: NotNullIfNotNull(nameof(old))]
    public Tensor? Next(Tensor? old) => old is null ? null : Next();

    /// <summary>A tree of the old one's structure from the next leaves, or null in the place of null.</summary>
    [return: NotNullIfNotNull(nameof(old))]
    public T? Next<T>(T? old) where T : ITree => old is null ? old : (T)old.Unflatten(ref this);

    /// <summary>A tree of the old one's structure from the next leaves, or null in the place of null.</summary>
    public T? Next<T>(T? old) where T : struct, ITree => old is { } tree ? Next(tree) : null;

    /// <summary>As many trees as the old list has, each of its predecessor's structure.</summary>
    public ImmutableArray<T> Next<T>(ImmutableArray<T> old) where T : ITree
    {
        if (old.IsDefaultOrEmpty) return old;
        var trees = ImmutableArray.CreateBuilder<T>(old.Length);
        foreach (var tree in old) trees.Add(Next(tree)!);
        return trees.MoveToImmutable();
    }

    /// <summary>As many trees as the old list has, each of its predecessor's structure.</summary>
    [return: NotNullIfNotNull(nameof(old))]
    public T[]? Next<T>(T[]? old) where T : ITree
    {
        if (old is null) return null;
        var trees = new T[old.Length];
        for (var i = 0; i < trees.Length; i++) trees[i] = Next(old[i])!;
        return trees;
    }

    /// <summary>As many trees as the old list has, each of its predecessor's structure; the new list is an array.</summary>
    [return: NotNullIfNotNull(nameof(old))]
    public IReadOnlyList<T>? Next<T>(IReadOnlyList<T>? old) where T : ITree
    {
        if (old is null) return null;
        var trees = new T[old.Count];
        for (var i = 0; i < trees.Length; i++) trees[i] = Next(old[i])!;
        return trees;
    }
}
