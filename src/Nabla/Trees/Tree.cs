using Nabla.Tensors;

namespace Nabla.Trees;

/// <summary>Trees as lists of leaves, and back.</summary>
public static class Tree
{
    /// <summary>The leaves in order.</summary>
    public static Tensor[] Leaves<T>(T tree) where T : ITree
    {
        if (tree is Tensor leaf) return [leaf];
        return Flatten(tree).Leaves.ToArray();
    }

    /// <summary>The leaves in order with the path of each, as <c>Layers[0].Weight</c>.</summary>
    public static IReadOnlyList<(string Name, Tensor Leaf)> NamedLeaves<T>(T tree) where T : ITree
    {
        var writer = Flatten(tree, named: true);
        var named = new (string, Tensor)[writer.Leaves.Length];
        for (var i = 0; i < named.Length; i++) named[i] = (writer.Names[i], writer.Leaves[i]);
        return named;
    }

    /// <summary>A tree of this structure with these leaves in the place of its own.</summary>
    /// <exception cref="TreeException">There are more or fewer leaves than the tree has.</exception>
    public static T Unflatten<T>(T structure, ReadOnlySpan<Tensor> leaves) where T : ITree
    {
        var reader = new LeafReader(leaves);
        var tree = reader.Next(structure);
        if (reader.Left == 0) return tree;
        throw new TreeException($"The tree has {leaves.Length - reader.Left} leaves and was given {leaves.Length}.");
    }

    /// <summary>A tree of this structure whose leaves are f of the old ones.</summary>
    public static T Map<T>(T tree, Func<Tensor, Tensor> f) where T : ITree
    {
        var leaves = Leaves(tree);
        for (var i = 0; i < leaves.Length; i++) leaves[i] = f(leaves[i]);
        return Unflatten(tree, leaves);
    }

    /// <summary>A tree of the first one's structure whose leaves are f of the leaves of both.</summary>
    /// <exception cref="TreeException">The structures differ.</exception>
    public static T Map<T>(T x, T y, Func<Tensor, Tensor, Tensor> f) where T : ITree
    {
        var (xs, ys) = Both(x, y);
        for (var i = 0; i < xs.Length; i++) xs[i] = f(xs[i], ys[i]);
        return Unflatten(x, xs);
    }

    /// <summary>Whether the trees have leaves of the same types and shapes, and |x − y| ≤ absolute + relative·|y| everywhere; NaN equals NaN.</summary>
    /// <exception cref="TreeException">The structures differ.</exception>
    public static bool AllClose<T>(T x, T y, double relative = 1e-5, double absolute = 1e-8) where T : ITree
    {
        var (xs, ys) = Both(x, y);
        return xs.Zip(ys).All(pair => AreClose(pair.First, pair.Second, relative, absolute));
    }

    /// <summary>The leaves of two trees of one structure.</summary>
    /// <param name="x">The tree that says what the structure is.</param>
    /// <param name="y">The tree that is to have it.</param>
    /// <param name="what">Who asks, for the error.</param>
    /// <exception cref="TreeException">The structures differ, be it in which of as many leaves there are.</exception>
    internal static (Tensor[] First, Tensor[] Second) Both<T>(T x, T y, string what = "") where T : ITree
    {
        if (x is Tensor a && y is Tensor b) return ([a], [b]);
        var (first, second) = (Flatten(x), Flatten(y));
        return first.Structure == second.Structure ? (first.Leaves.ToArray(), second.Leaves.ToArray()) : throw Difference(x, y, what);
    }

    internal static LeafWriter Flatten<T>(T tree, bool named = false) where T : ITree
    {
        var writer = new LeafWriter(named);
        writer.Add(tree);
        return writer;
    }

    static bool AreClose(Tensor x, Tensor y, double relative, double absolute)
    {
        if (x.Type != y.Type) return false;
        var (a, b) = (x.ToArray<double>(), y.ToArray<double>());
        for (var i = 0; i < a.Length; i++)
        {
            var isClose = a[i] == b[i] || Math.Abs(a[i] - b[i]) <= absolute + relative * Math.Abs(b[i]) || (double.IsNaN(a[i]) && double.IsNaN(b[i]));
            if (!isClose || (double.IsInfinity(b[i]) && a[i] != b[i])) return false;
        }

        return true;
    }

    static TreeException Difference<T>(T x, T y, string what) where T : ITree
    {
        var (xs, ys) = (Flatten(x, named: true).Names, Flatten(y, named: true).Names);
        var (first, second) = (xs.Except(ys).FirstOrDefault(), ys.Except(xs).FirstOrDefault());
        var how = (first, second) switch
        {
            (null, null) => "the same leaves in parts of other types",
            (null, _) => $"{xs.Count} and {ys.Count} leaves: the first has no {second}",
            (_, null) => $"{xs.Count} and {ys.Count} leaves: the second has no {first}",
            _ => $"{xs.Count} and {ys.Count} leaves: the first has no {second}, the second no {first}",
        };
        return new($"{(what.Length > 0 ? what + ": two" : "Two")} trees of type {typeof(T).Name} have {how}.");
    }
}
