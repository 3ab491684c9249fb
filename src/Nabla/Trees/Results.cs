using Nabla.Tensors;

namespace Nabla.Trees;

/// <summary>A value and its gradient by a tree of type T.</summary>
[Tree]
public readonly partial record struct Valued<T>(Tensor Value, T Gradient) where T : ITree;

/// <summary>A value, its gradient, and what else the function gave.</summary>
[Tree]
public readonly partial record struct Valued<T, TAux>(Tensor Value, T Gradient, TAux Auxiliary) where T : ITree where TAux : ITree;

/// <summary>A value and its tangent.</summary>
[Tree]
public readonly partial record struct Dual<T>(T Value, T Tangent) where T : ITree;

/// <summary>Two trees.</summary>
[Tree]
public readonly partial record struct Pair<A, B>(A First, B Second) where A : ITree where B : ITree
{
    /// <summary>A tuple as a pair.</summary>
    public static implicit operator Pair<A, B>((A, B) tuple) => new(tuple.Item1, tuple.Item2);

    /// <summary>A pair as a tuple.</summary>
    public static implicit operator (A, B)(Pair<A, B> pair) => (pair.First, pair.Second);
}

/// <summary>Three trees.</summary>
[Tree]
public readonly partial record struct Triple<A, B, C>(A First, B Second, C Third) where A : ITree where B : ITree where C : ITree;

/// <summary>A value and its pullback: from a cotangent of the value to one of the argument. May be called again and again.</summary>
public readonly record struct Pulled<R, T>(R Value, Func<R, T> Pullback);

/// <summary>A value and its derivative: from a tangent of the argument to one of the value. May be called again and again.</summary>
public readonly record struct Pushed<R, T>(R Value, Func<T, R> Derivative);
