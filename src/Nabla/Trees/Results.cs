namespace Nabla.Trees;

/// <summary>A value and its gradient by a tree of type T.</summary>
public readonly record struct Valued<T>(Tensors.Tensor Value, T Gradient) : ITree where T : ITree
{
    void ITree.Flatten(LeafWriter leaves)
    {
        leaves.Add(Value, nameof(Value));
        leaves.Add(Gradient, nameof(Gradient));
    }

    ITree ITree.Unflatten(ref LeafReader leaves)
    {
        var value = leaves.Next();
        return new Valued<T>(value, leaves.Next(Gradient)!);
    }
}

/// <summary>A value, its gradient, and what else the function gave.</summary>
public readonly record struct Valued<T, TAux>(Tensors.Tensor Value, T Gradient, TAux Auxiliary) : ITree where T : ITree where TAux : ITree
{
    void ITree.Flatten(LeafWriter leaves)
    {
        leaves.Add(Value, nameof(Value));
        leaves.Add(Gradient, nameof(Gradient));
        leaves.Add(Auxiliary, nameof(Auxiliary));
    }

    ITree ITree.Unflatten(ref LeafReader leaves)
    {
        var value = leaves.Next();
        var gradient = leaves.Next(Gradient)!;
        return new Valued<T, TAux>(value, gradient, leaves.Next(Auxiliary)!);
    }
}

/// <summary>A value and its tangent.</summary>
public readonly record struct Dual<T>(T Value, T Tangent) : ITree where T : ITree
{
    void ITree.Flatten(LeafWriter leaves)
    {
        leaves.Add(Value, nameof(Value));
        leaves.Add(Tangent, nameof(Tangent));
    }

    ITree ITree.Unflatten(ref LeafReader leaves)
    {
        var value = leaves.Next(Value)!;
        return new Dual<T>(value, leaves.Next(Tangent)!);
    }
}

/// <summary>Two trees.</summary>
public readonly record struct Pair<A, B>(A First, B Second) : ITree where A : ITree where B : ITree
{
    /// <summary>A tuple as a pair.</summary>
    public static implicit operator Pair<A, B>((A, B) tuple) => new(tuple.Item1, tuple.Item2);

    /// <summary>A pair as a tuple.</summary>
    public static implicit operator (A, B)(Pair<A, B> pair) => (pair.First, pair.Second);

    void ITree.Flatten(LeafWriter leaves)
    {
        leaves.Add(First, nameof(First));
        leaves.Add(Second, nameof(Second));
    }

    ITree ITree.Unflatten(ref LeafReader leaves)
    {
        var first = leaves.Next(First)!;
        return new Pair<A, B>(first, leaves.Next(Second)!);
    }
}

/// <summary>Three trees.</summary>
public readonly record struct Triple<A, B, C>(A First, B Second, C Third) : ITree where A : ITree where B : ITree where C : ITree
{
    void ITree.Flatten(LeafWriter leaves)
    {
        leaves.Add(First, nameof(First));
        leaves.Add(Second, nameof(Second));
        leaves.Add(Third, nameof(Third));
    }

    ITree ITree.Unflatten(ref LeafReader leaves)
    {
        var first = leaves.Next(First)!;
        var second = leaves.Next(Second)!;
        return new Triple<A, B, C>(first, second, leaves.Next(Third)!);
    }
}

/// <summary>A value and its pullback: from a cotangent of the value to one of the argument. May be called again and again.</summary>
public readonly record struct Pulled<R, T>(R Value, Func<R, T> Pullback);

/// <summary>A value and its derivative: from a tangent of the argument to one of the value. May be called again and again.</summary>
public readonly record struct Pushed<R, T>(R Value, Func<T, R> Derivative);
