using Nabla.Tensors;

namespace Nabla.Trees;

/// <summary>A function between trees as one between lists of tensors, at a tree that gives the structure.</summary>
sealed class FlatFunction<T, R> where T : ITree where R : ITree
{
    readonly Func<T, R> _f;
    readonly T _at;
    R? _result;

    public FlatFunction(Func<T, R> f, T at)
    {
        _f = f ?? throw new ArgumentNullException(nameof(f));
        _at = at ?? throw new ArgumentNullException(nameof(at), $"A transform was given null for its {typeof(T).Name}.");
        if (at is Tensor leaf)
        {
            Inputs = [leaf.Settled()];
            return;
        }

        var writer = Tree.Flatten(at);
        Inputs = Settle(writer.Leaves.ToArray());
        for (var i = 0; i < Inputs.Length; i++)
            if (writer.IsFrozen(i)) (Varies ??= NewMask(Inputs.Length))[i] = false;
    }

    /// <summary>The tensors of the argument.</summary>
    public Tensor[] Inputs { get; }

    /// <summary>Which of them are not held constant by their tree; null for all.</summary>
    public bool[]? Varies { get; }

    /// <summary>The last result, for its structure: its tensors belong to a transform that may have ended.</summary>
    public R Given => _result!;

    /// <summary>The tensors of the result for those of an argument; remembers the structure of the result.</summary>
    /// <exception cref="TreeException">The result is null.</exception>
    public Tensor[] Invoke(Tensor[] x)
    {
        _result = _f(Argument(x));
        return _result is null ? throw new TreeException($"The function gave null where it should give a {typeof(R).Name}.") : Settle(Tree.Leaves(_result));
    }

    /// <summary>A tree of the argument's structure.</summary>
    public T Argument(ReadOnlySpan<Tensor> leaves) => Tree.Unflatten(_at, leaves);

    /// <summary>A tree of the structure of the last result.</summary>
    public R Result(ReadOnlySpan<Tensor> leaves) => Tree.Unflatten(_result!, leaves);

    static Tensor[] Settle(Tensor[] leaves)
    {
        for (var i = 0; i < leaves.Length; i++) leaves[i] = leaves[i].Settled();
        return leaves;
    }

    static bool[] NewMask(int length)
    {
        var mask = new bool[length];
        Array.Fill(mask, true);
        return mask;
    }
}
