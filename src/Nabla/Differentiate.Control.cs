using Nabla.Primitives;
using Nabla.Tensors;
using Nabla.Transforms;
using Nabla.Trees;

namespace Nabla;

public static partial class Differentiate
{
    /// <summary>One of two computations by a truth value; where its value is known while tracing, the other is not even traced.</summary>
    /// <param name="condition">One truth value, shape ().</param>
    /// <param name="onTrue">What is computed if it is true; it may capture tensors.</param>
    /// <param name="onFalse">What is computed otherwise: results of the same types.</param>
    /// <param name="at">The argument of both.</param>
    /// <exception cref="ShapeException">The results differ in type or number.</exception>
    public static R Cond<A, R>(Tensor condition, Func<A, R> onTrue, Func<A, R> onFalse, A at) where A : ITree where R : ITree
    {
        if (!condition.IsAbstract) return (bool)condition ? onTrue(at) : onFalse(at);
        var (first, second) = (new FlatFunction<A, R>(onTrue, at), new FlatFunction<A, R>(onFalse, at));
        var types = Bodies.Types(first.Inputs);
        var whenTrue = Bodies.Of(first.Invoke, types, "a branch of Cond", out var a);
        var whenFalse = Bodies.Of(second.Invoke, types, "a branch of Cond", out var b);
        Tree.Both(first.Given, second.Given, "Cond, if true and if false");
        var (n, all) = (a.Length, a.Length + b.Length);
        TensorType[] operands = [.. Bodies.Types(a), .. Bodies.Types(b), .. types];
        var cond = new Cond(
            Tracer.Trace(x => whenTrue.Run([.. x[..n], .. x[all..]]), operands),
            Tracer.Trace(x => whenFalse.Run(x.AsSpan(n)), operands));
        var y = new Tensor[whenTrue.OutputValues.Length];
        cond.Apply([condition.To(DType.Bool), .. a, .. b, .. first.Inputs], y);
        return first.Result(y);
    }

    /// <summary>One of two computations on a tensor by a truth value.</summary>
    public static Tensor Cond(Tensor condition, Func<Tensor, Tensor> onTrue, Func<Tensor, Tensor> onFalse, Tensor at) =>
        Cond<Tensor, Tensor>(condition, onTrue, onFalse, at);

    /// <summary>
    /// The body applied again and again while a condition on its result holds. Where its numbers are known while tracing,
    /// it is an ordinary loop; else it has a forward derivative only.
    /// </summary>
    /// <exception cref="ShapeException">The body changes the type of a value, or the condition is not one truth value.</exception>
    public static T While<T>(Func<T, Tensor> condition, Func<T, T> body, T start) where T : ITree
    {
        var x = start;
        for (var holds = condition(x); ; holds = condition(x))
        {
            if (holds.IsAbstract) break;
            if (!(bool)holds) return x;
            x = body(x);
        }

        var (test, next) = (new FlatFunction<T, Tensor>(condition, x), new FlatFunction<T, T>(body, x));
        var types = Bodies.Types(next.Inputs);
        var testGraph = Bodies.Of(test.Invoke, types, "the condition of While", out var a);
        var bodyGraph = Bodies.Of(next.Invoke, types, "the body of While", out var b);
        Tree.Both(x, next.Given, "While, at its start and after its body");
        var y = new Tensor[next.Inputs.Length];
        new While(testGraph, bodyGraph, a.Length, b.Length).Apply([.. a, .. b, .. next.Inputs], y);
        return next.Result(y);
    }

    /// <summary>A body on one tensor applied again and again while a condition holds.</summary>
    public static Tensor While(Func<Tensor, Tensor> condition, Func<Tensor, Tensor> body, Tensor start) => While<Tensor>(condition, body, start);

    /// <summary>
    /// A step for each row of a tree of tensors, with a carry from row to row: the last carry, and the rows that the steps
    /// made, stacked along axis 0. Graphs and derivatives do not grow with the number of rows.
    /// </summary>
    /// <param name="step">Of carry and row: the next carry, of the same types, and a row of results.</param>
    /// <param name="start">The first carry.</param>
    /// <param name="rows">Tensors with the same length along axis 0.</param>
    /// <exception cref="ShapeException">The rows differ in number, or the step changes the type of the carry.</exception>
    public static Pair<C, Y> Scan<C, X, Y>(Func<C, X, Pair<C, Y>> step, C start, X rows) where C : ITree where X : ITree where Y : ITree
    {
        var flat = new FlatFunction<Pair<C, X>, Pair<C, Y>>(p => step(p.First, p.Second), new(start, rows));
        var carries = Tree.Leaves(start).Length;
        var types = Bodies.Types(flat.Inputs);
        if (carries == types.Length) throw new ShapeException("Scan: there are no rows; give their number instead.");
        for (var i = carries; i < types.Length; i++)
        {
            if (types[i].Shape.Rank == 0) throw new ShapeException($"Scan: {types[i]} has no rows.");
            types[i] = new(types[i].DType, types[i].Shape.Without(0));
        }

        return flat.Result(Scanned(flat.Invoke, types, flat.Inputs, carries, flat.Inputs[carries].Shape[0], () => Tree.Both(start, flat.Given.First, Carry)));
    }

    /// <summary>A step on one tensor for each row of another.</summary>
    public static Pair<Tensor, Tensor> Scan(Func<Tensor, Tensor, Pair<Tensor, Tensor>> step, Tensor start, Tensor rows) =>
        Scan<Tensor, Tensor, Tensor>(step, start, rows);

    /// <summary>A step repeated a fixed number of times, with its number from 0 on; it has all derivatives.</summary>
    public static C Scan<C>(Func<C, Tensor, C> step, C start, nint length) where C : ITree
    {
        var flat = new FlatFunction<Pair<C, Tensor>, C>(p => step(p.First, p.Second), new(start, Tensor.Arange(length)));
        var types = Bodies.Types(flat.Inputs);
        types[^1] = new(DType.Int32, []);
        return flat.Result(Scanned(flat.Invoke, types, flat.Inputs, types.Length - 1, length, () => Tree.Both(start, flat.Given, Carry)));
    }

    /// <summary>A step on one tensor repeated a fixed number of times, with its number from 0 on.</summary>
    public static Tensor Scan(Func<Tensor, Tensor, Tensor> step, Tensor start, nint length) => Scan<Tensor>(step, start, length);

    /// <summary>f, of which a reverse derivative keeps the arguments only and computes the rest again: less memory, more time.</summary>
    public static Func<A, R> Checkpoint<A, R>(Func<A, R> f) where A : ITree where R : ITree => x =>
    {
        var flat = new FlatFunction<A, R>(f, x);
        var body = Bodies.Of(flat.Invoke, Bodies.Types(flat.Inputs), "Checkpoint", out var captured);
        var y = new Tensor[body.OutputValues.Length];
        new Checkpoint(body).Apply([.. captured, .. flat.Inputs], y);
        return flat.Result(y);
    };

    /// <summary>f of one tensor, of which a reverse derivative keeps the argument only.</summary>
    public static Func<Tensor, Tensor> Checkpoint(Func<Tensor, Tensor> f) => Checkpoint<Tensor, Tensor>(f);

    const string Carry = "Scan, before and after its step";

    static Tensor[] Scanned(Func<Tensor[], Tensor[]> step, TensorType[] types, Tensor[] inputs, int carries, nint length, Action check)
    {
        var body = Bodies.Of(step, types, "the step of Scan", out var captured);
        check();
        var y = new Tensor[body.OutputValues.Length];
        new Scan(body, captured.Length, carries, length).Apply([.. captured, .. inputs], y);
        return y;
    }
}
