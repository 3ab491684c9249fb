using System.Globalization;
using Nabla.Tensors;
using Nabla.Trees;

namespace Nabla.Optimization;

/// <summary>
/// The floating numbers of a tree as variables in one vector; what the tree holds constant and integers stay. Functions see
/// float64 tensors, whatever the element types are, because minimisers compare values by their last digits.
/// </summary>
sealed class TreeVariables<T> where T : ITree
{
    readonly T _tree;
    readonly Tensor[] _leaves;
    readonly bool[] _varies;

    public TreeVariables(T tree)
    {
        _tree = tree;
        var named = tree is Tensor leaf ? [("x", leaf)] : Tree.NamedLeaves(tree);
        _leaves = [.. named.Select(leaf => leaf.Leaf.Settled())];
        var writer = tree is Tensor ? null : Tree.Flatten(tree);
        _varies = [.. _leaves.Select((leaf, i) => leaf.DType.IsFloating && writer?.IsFrozen(i) != true)];
        Names = [.. named.SelectMany((leaf, i) => NamesOf(leaf.Name, _leaves[i], _varies[i]))];
    }

    /// <summary>The path of each number, as <c>In.Weight[3]</c> for the fourth of a tensor.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The numbers of the tree.</summary>
    public double[] Start()
    {
        var x = new double[Names.Count];
        Write(_tree, x);
        return x;
    }

    /// <summary>The tree with these numbers in float64.</summary>
    public T Point(ReadOnlySpan<double> x)
    {
        var (leaves, place) = ((Tensor[])_leaves.Clone(), 0);
        for (var i = 0; i < leaves.Length; i++)
        {
            if (!_varies[i]) continue;
            var count = (int)leaves[i].Count;
            leaves[i] = Tensor.From(x.Slice(place, count), leaves[i].Shape);
            place += count;
        }

        return Tree.Unflatten(_tree, leaves);
    }

    /// <summary>The tree with these numbers in the element types that it had.</summary>
    public T Result(ReadOnlySpan<double> x)
    {
        var leaves = Tree.Leaves(Point(x));
        for (var i = 0; i < leaves.Length; i++)
            if (_varies[i]) leaves[i] = leaves[i].To(_leaves[i].DType);
        return Tree.Unflatten(_tree, leaves);
    }

    /// <summary>Writes the numbers of a tree of the same structure.</summary>
    public void Write(T tree, Span<double> x)
    {
        var (leaves, place) = (Tree.Leaves(tree), 0);
        for (var i = 0; i < leaves.Length; i++)
        {
            if (!_varies[i]) continue;
            var count = (int)leaves[i].Count;
            leaves[i].CopyTo(x.Slice(place, count));
            place += count;
        }
    }

    static IEnumerable<string> NamesOf(string name, Tensor leaf, bool varies) =>
        !varies ? [] : leaf.Rank == 0 ? [name] : Enumerable.Range(0, (int)leaf.Count).Select(k => name + "[" + k.ToString(CultureInfo.InvariantCulture) + "]");
}
