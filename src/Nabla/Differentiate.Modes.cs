using Nabla.Tensors;
using Nabla.Transforms;
using Nabla.Trees;

namespace Nabla;

public static partial class Differentiate
{
    /// <summary>Forward mode: the value and its derivative along a direction, from an argument and the direction.</summary>
    public static Func<Tensor, Tensor, Dual<Tensor>> Jvp(Func<Tensor, Tensor> f) => (x, dx) => Jvp<Tensor, Tensor>(f, x, dx);

    /// <summary>Forward mode between trees.</summary>
    public static Func<T, T, Dual<R>> Jvp<T, R>(Func<T, R> f) where T : ITree where R : ITree => (x, dx) => Jvp(f, x, dx);

    /// <summary>Forward mode at a point.</summary>
    public static Dual<Tensor> Jvp(Func<Tensor, Tensor> f, Tensor x, Tensor dx) => Jvp<Tensor, Tensor>(f, x, dx);

    /// <summary>Forward mode at a tree.</summary>
    /// <exception cref="ShapeException">The direction has not the type of the argument.</exception>
    public static Dual<R> Jvp<T, R>(Func<T, R> f, T x, T dx) where T : ITree where R : ITree
    {
        var flat = new FlatFunction<T, R>(f, x);
        Reverse.Differentiable("Jvp", flat.Inputs);
        var (values, tangents) = Forward.Jvp(flat.Invoke, flat.Inputs, Along("Jvp", flat.Inputs, x, dx));
        return new(flat.Result(values), flat.Result(tangents));
    }

    /// <summary>Reverse mode: the value and its pullback, which is the transpose of the derivative.</summary>
    public static Func<Tensor, Pulled<Tensor, Tensor>> Vjp(Func<Tensor, Tensor> f) => x => Vjp<Tensor, Tensor>(f, x);

    /// <summary>Reverse mode between trees.</summary>
    public static Func<T, Pulled<R, T>> Vjp<T, R>(Func<T, R> f) where T : ITree where R : ITree => x => Vjp(f, x);

    /// <summary>Reverse mode at a point.</summary>
    public static Pulled<Tensor, Tensor> Vjp(Func<Tensor, Tensor> f, Tensor at) => Vjp<Tensor, Tensor>(f, at);

    /// <summary>Reverse mode at a tree.</summary>
    public static Pulled<R, T> Vjp<T, R>(Func<T, R> f, T at) where T : ITree where R : ITree
    {
        var flat = new FlatFunction<T, R>(f, at);
        Reverse.Differentiable("Vjp", flat.Inputs, flat.Varies);
        var linear = Linearization.Of(flat.Invoke, flat.Inputs, flat.Varies, "Vjp");
        var value = flat.Result(linear.Values);
        return new(value, yBar =>
        {
            var bars = linear.Reverse(Along("The pullback of Vjp", linear.Values, value, yBar));
            var xBar = new Tensor[bars.Length];
            for (var i = 0; i < xBar.Length; i++) xBar[i] = bars[i] ?? Tensor.Zeros(flat.Inputs[i].Type);
            return flat.Argument(xBar);
        });
    }

    /// <summary>The value and the derivative as a linear function; f runs once, however often the derivative is applied.</summary>
    public static Func<Tensor, Pushed<Tensor, Tensor>> Linearize(Func<Tensor, Tensor> f) => x => Linearize<Tensor, Tensor>(f, x);

    /// <summary>The value and the derivative as a linear function, at a point.</summary>
    public static Pushed<Tensor, Tensor> Linearize(Func<Tensor, Tensor> f, Tensor at) => Linearize<Tensor, Tensor>(f, at);

    /// <summary>The value and the derivative as a linear function, between trees.</summary>
    public static Pushed<R, T> Linearize<T, R>(Func<T, R> f, T at) where T : ITree where R : ITree
    {
        var flat = new FlatFunction<T, R>(f, at);
        Reverse.Differentiable("Linearize", flat.Inputs, flat.Varies);
        var linear = Linearization.Of(flat.Invoke, flat.Inputs, flat.Varies, "Linearize");
        var value = flat.Result(linear.Values);
        return new(value, dx => flat.Result(linear.Forward(Along("The derivative of Linearize", flat.Inputs, at, dx))));
    }

    // A direction may be bare numbers where the argument's types say what they are.
    static Tensor[] Along<T>(string what, ReadOnlySpan<Tensor> types, T at, T direction) where T : ITree
    {
        var (_, leaves) = Tree.Both(at, direction, what);
        for (var i = 0; i < leaves.Length; i++)
        {
            if (leaves[i].IsWeak) leaves[i] = leaves[i].To(types[i].DType);
            if (leaves[i].Type == types[i].Type) continue;
            var place = leaves.Length == 1 ? "" : $" ({Tree.NamedLeaves(direction)[i].Name})";
            throw new ShapeException($"{what}: a direction of type {leaves[i].Type} was given for a value of type {types[i].Type}{place}; both must have one type and shape.");
        }

        return leaves;
    }
}
