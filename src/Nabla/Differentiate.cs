using Nabla.Tensors;
using Nabla.Transforms;
using Nabla.Trees;

namespace Nabla;

/// <summary>
/// The transforms: functions in, functions out, nested in any order. Tensors are differentiated by all arguments; a model,
/// any <see cref="ITree"/>, by the first. Each has a form at a point, which infers types from method groups too.
/// </summary>
public static partial class Differentiate
{
    /// <summary>The gradient of a function with one number as its result.</summary>
    /// <exception cref="GradientException">When called: the result is no floating number or does not depend on the argument.</exception>
    public static Func<Tensor, Tensor> Grad(Func<Tensor, Tensor> f) => x => Grad<Tensor>(f, x);

    /// <summary>The gradient by both arguments.</summary>
    public static Func<Tensor, Tensor, Pair<Tensor, Tensor>> Grad(Func<Tensor, Tensor, Tensor> f) => (x, y) => Grad(f, x, y);

    /// <summary>The gradient by all three arguments.</summary>
    public static Func<Tensor, Tensor, Tensor, Triple<Tensor, Tensor, Tensor>> Grad(Func<Tensor, Tensor, Tensor, Tensor> f) =>
        (x, y, z) => ValueAndGrad(f, x, y, z).Gradient;

    /// <summary>The gradient by a model: a model.</summary>
    public static Func<T, T> Grad<T>(Func<T, Tensor> f) where T : ITree => x => Grad(f, x);

    /// <summary>The gradient by a model of a function of it and of data.</summary>
    public static Func<T, TData, T> Grad<T, TData>(Func<T, TData, Tensor> f) where T : ITree => (x, data) => Grad(f, x, data);

    /// <summary>The gradient at a point.</summary>
    public static Tensor Grad(Func<Tensor, Tensor> f, Tensor at) => Grad<Tensor>(f, at);

    /// <summary>The gradient by both arguments at a point.</summary>
    public static Pair<Tensor, Tensor> Grad(Func<Tensor, Tensor, Tensor> f, Tensor x, Tensor y) => ValueAndGrad(f, x, y).Gradient;

    /// <summary>The gradient by a model, at a model.</summary>
    public static T Grad<T>(Func<T, Tensor> f, T at) where T : ITree => ValueAndGrad(f, at).Gradient;

    /// <summary>The gradient by a model, at a model and data.</summary>
    public static T Grad<T, TData>(Func<T, TData, Tensor> f, T at, TData data) where T : ITree =>
        ValueAndGrad<T>(x => f(x, data), at).Gradient;

    /// <summary>Value and gradient in one run.</summary>
    public static Func<Tensor, Valued<Tensor>> ValueAndGrad(Func<Tensor, Tensor> f) => x => ValueAndGrad<Tensor>(f, x);

    /// <summary>Value and gradient by both arguments in one run.</summary>
    public static Func<Tensor, Tensor, Valued<Pair<Tensor, Tensor>>> ValueAndGrad(Func<Tensor, Tensor, Tensor> f) =>
        (x, y) => ValueAndGrad(f, x, y);

    /// <summary>Value and gradient by a model.</summary>
    public static Func<T, Valued<T>> ValueAndGrad<T>(Func<T, Tensor> f) where T : ITree => x => ValueAndGrad(f, x);

    /// <summary>Value and gradient by a model of a function of it and of data.</summary>
    public static Func<T, TData, Valued<T>> ValueAndGrad<T, TData>(Func<T, TData, Tensor> f) where T : ITree =>
        (x, data) => ValueAndGrad(f, x, data);

    /// <summary>Value, gradient, and what else the function gives, which is not differentiated.</summary>
    public static Func<T, TData, Valued<T, TAux>> ValueAndGrad<T, TData, TAux>(Func<T, TData, (Tensor, TAux)> f)
        where T : ITree where TAux : ITree => (x, data) => ValueAndGrad(f, x, data);

    /// <summary>Value and gradient at a point.</summary>
    public static Valued<Tensor> ValueAndGrad(Func<Tensor, Tensor> f, Tensor at) => ValueAndGrad<Tensor>(f, at);

    /// <summary>Value and gradient by both arguments at a point.</summary>
    public static Valued<Pair<Tensor, Tensor>> ValueAndGrad(Func<Tensor, Tensor, Tensor> f, Tensor x, Tensor y) =>
        ValueAndGrad(p => f(p.First, p.Second), new Pair<Tensor, Tensor>(x, y));

    /// <summary>Value and gradient by all three arguments at a point.</summary>
    public static Valued<Triple<Tensor, Tensor, Tensor>> ValueAndGrad(
        Func<Tensor, Tensor, Tensor, Tensor> f, Tensor x, Tensor y, Tensor z) =>
        ValueAndGrad(p => f(p.First, p.Second, p.Third), new Triple<Tensor, Tensor, Tensor>(x, y, z));

    /// <summary>Value and gradient by a model, at a model.</summary>
    /// <exception cref="GradientException">The result is no floating number or does not depend on the argument.</exception>
    public static Valued<T> ValueAndGrad<T>(Func<T, Tensor> f, T at) where T : ITree
    {
        var flat = new FlatFunction<T, Tensor>(f, at);
        var (values, gradients) = Reverse.ValueAndGrad(flat.Invoke, flat.Inputs, flat.Varies);
        return new(values[0], flat.Argument(gradients));
    }

    /// <summary>Value and gradient by a model, at a model and data.</summary>
    public static Valued<T> ValueAndGrad<T, TData>(Func<T, TData, Tensor> f, T at, TData data) where T : ITree =>
        ValueAndGrad<T>(x => f(x, data), at);

    /// <summary>Value, gradient, and what else the function gives, at a model and data.</summary>
    public static Valued<T, TAux> ValueAndGrad<T, TData, TAux>(Func<T, TData, (Tensor, TAux)> f, T at, TData data)
        where T : ITree where TAux : ITree
    {
        var flat = new FlatFunction<T, Pair<Tensor, TAux>>(x => f(x, data), at);
        var (values, gradients) = Reverse.ValueAndGrad(flat.Invoke, flat.Inputs, flat.Varies);
        var result = flat.Result(values);
        return new(result.First, flat.Argument(gradients), result.Second);
    }
}
