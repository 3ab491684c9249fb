using Nabla.Primitives;
using Nabla.Tensors;
using Nabla.Tracing;
using Nabla.Transforms;
using Nabla.Trees;

namespace Nabla;

public static partial class Differentiate
{
    /// <summary>f with a forward rule of yours; the reverse derivative is its transpose. Check.Gradients tests it.</summary>
    /// <param name="f">The function; what it captures must be no traced tensor.</param>
    /// <param name="rule">Of the argument and a direction: the value, and its derivative along the direction, linear in it.</param>
    /// <exception cref="ShapeException">The rule gives other types than f.</exception>
    public static Func<T, R> CustomJvp<T, R>(Func<T, R> f, Func<T, T, Dual<R>> rule) where T : ITree where R : ITree => x =>
    {
        var (flat, both) = (new FlatFunction<T, R>(f, x), new FlatFunction<Pair<T, T>, Dual<R>>(p => rule(p.First, p.Second), new(x, x)));
        var types = Bodies.Types(flat.Inputs);
        var body = Independent(flat.Invoke, types, "CustomJvp");
        var (n, m) = (types.Length, body.OutputValues.Length);
        var jvp = Independent(both.Invoke, [.. types, .. types], "the rule of CustomJvp");
        var outputs = Bodies.Types(body.OutputValues);
        Tree.Both(flat.Given, both.Given.Value, "CustomJvp, the function and its rule's value");
        Tree.Both(flat.Given, both.Given.Tangent, "CustomJvp, the function and its rule's tangent");
        Fits(outputs, Bodies.Types(jvp.OutputValues), "the rule of CustomJvp", "value");
        Fits(outputs, Bodies.Types(jvp.OutputValues).AsSpan(m), "the rule of CustomJvp", "tangent");
        var (inputs, results) = (CustomRule.Floats(body.InputVariables), CustomRule.Floats(body.OutputValues));
        // The value is taken from f and the tangent from the rule, whose operands are what is kept.
        var forward = Tracer.Trace(a => [.. body.Run(a), .. a], types);
        var derivative = Tracer.Trace(a =>
        {
            var (dx, next) = (new Tensor[n], n);
            for (var i = 0; i < n; i++) dx[i] = inputs[i] ? a[next++] : a[i];
            return [.. jvp.Run([.. a[..n], .. dx])[m..].Where((_, i) => results[i])];
        }, [.. types, .. Bodies.Types(body.InputVariables, inputs)]);
        return Applied(new("custom_jvp", body, forward, derivative, null), flat);
    };

    /// <summary>A function of one tensor with a forward rule of yours.</summary>
    public static Func<Tensor, Tensor> CustomJvp(Func<Tensor, Tensor> f, Func<Tensor, Tensor, Dual<Tensor>> rule) =>
        CustomJvp<Tensor, Tensor>(f, rule);

    /// <summary>f with a backward rule of yours; the forward derivative is its transpose. Check.Gradients tests it.</summary>
    /// <param name="f">The function; what it captures must be no traced tensor.</param>
    /// <param name="forward">Of the argument: the value, and what the backward rule needs.</param>
    /// <param name="backward">Of that and the cotangent of the value: the cotangent of the argument, linear in it.</param>
    /// <exception cref="ShapeException">A rule gives other types than f and its argument have.</exception>
    public static Func<T, R> CustomVjp<T, R, S>(Func<T, R> f, Func<T, Pair<R, S>> forward, Func<S, R, T> backward)
        where T : ITree where R : ITree where S : ITree => x =>
    {
        var (flat, ahead) = (new FlatFunction<T, R>(f, x), new FlatFunction<T, Pair<R, S>>(forward, x));
        var types = Bodies.Types(flat.Inputs);
        var body = Independent(flat.Invoke, types, "CustomVjp");
        var known = Independent(ahead.Invoke, types, "the forward rule of CustomVjp");
        var (outputs, m) = (Bodies.Types(body.OutputValues), body.OutputValues.Length);
        Tree.Both(flat.Given, ahead.Given.First, "CustomVjp, the function and its forward rule");
        Fits(outputs, Bodies.Types(known.OutputValues), "the forward rule of CustomVjp", "value");
        var residuals = Bodies.Types(known.OutputValues)[m..];
        var (inputs, results) = (CustomRule.Floats(body.InputVariables), CustomRule.Floats(body.OutputValues));
        var transposed = Independent(a =>
        {
            // Integer results have no cotangent: the rule is given zeros of their type.
            var (yBar, next) = (new Tensor[m], residuals.Length);
            for (var i = 0; i < m; i++) yBar[i] = results[i] ? a[next++] : Tensor.Zeros(outputs[i]);
            var pair = ahead.Result([.. yBar, .. a[..residuals.Length]]);
            return Tree.Both(x, backward(pair.Second, pair.First), "CustomVjp, the argument and its backward rule").Second;
        }, [.. residuals, .. Bodies.Types(body.OutputValues, results)], "the backward rule of CustomVjp");
        Fits(types, Bodies.Types(transposed.OutputValues), "the backward rule of CustomVjp", "cotangent");
        var full = transposed.Of(Bodies.All(transposed.InputVariables.Length), inputs);
        var linear = Bodies.All(full.InputVariables.Length);
        linear.AsSpan(0, residuals.Length).Clear();
        return Applied(new("custom_vjp", body, known, Bodies.Transposed(full, linear), full), flat);
    };

    /// <summary>A function of one tensor with a backward rule of yours.</summary>
    public static Func<Tensor, Tensor> CustomVjp(Func<Tensor, Tensor> f, Func<Tensor, Pair<Tensor, Tensor>> forward, Func<Tensor, Tensor, Tensor> backward) =>
        CustomVjp<Tensor, Tensor, Tensor>(f, forward, backward);

    static R Applied<T, R>(CustomRule rule, FlatFunction<T, R> flat) where T : ITree where R : ITree
    {
        var y = new Tensor[rule.Results];
        rule.Apply(flat.Inputs, y);
        return flat.Result(y);
    }

    static Graph Independent(Func<Tensor[], Tensor[]> f, TensorType[] types, string name)
    {
        var graph = Bodies.Of(f, types, name, out var captured);
        // A captured tensor would get no derivative, and nobody would know.
        return captured.Length == 0 ? graph : throw new GradientException(
            $"{name} captures a {captured[0].Type} tensor that takes part in another transform: pass it as an argument, so that the rule covers it.");
    }

    // A tangent has the type of its value, a cotangent that of its argument.
    static void Fits(ReadOnlySpan<TensorType> expected, ReadOnlySpan<TensorType> given, string rule, string what)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            if (i < given.Length && given[i] == expected[i]) continue;
            var (which, found) = (expected.Length == 1 ? $"the {what}" : $"{what} {i}", i < given.Length ? given[i].ToString() : "missing");
            throw new ShapeException($"{rule}: {which} must be {expected[i]}, the type of {(what == "cotangent" ? "the argument" : "what the function gives")}, and is {found}.");
        }
    }
}
