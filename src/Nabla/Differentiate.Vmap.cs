using Nabla.Tensors;
using Nabla.Tracing;
using Nabla.Transforms;
using Nabla.Trees;

namespace Nabla;

public static partial class Differentiate
{
    /// <summary>f on every example along an axis, all at once; the examples are along axis 0 of the result.</summary>
    public static Func<Tensor, Tensor> Vmap(Func<Tensor, Tensor> f, int axis = 0) => Vmap<Tensor, Tensor>(f, axis);

    /// <summary>f on every example; an axis of null marks an argument that is the same for all.</summary>
    public static Func<Tensor, Tensor, Tensor> Vmap(Func<Tensor, Tensor, Tensor> f, (int?, int?)? axes = null) =>
        Vmap<Tensor, Tensor, Tensor>(f, axes);

    /// <summary>f on every example along an axis of all tensors of the argument.</summary>
    public static Func<A, R> Vmap<A, R>(Func<A, R> f, int axis = 0) where A : ITree where R : ITree => x =>
    {
        var flat = new FlatFunction<A, R>(f, x);
        var axes = new int?[flat.Inputs.Length];
        Array.Fill(axes, axis);
        return flat.Result(Vectorization.Vmap(flat.Invoke, flat.Inputs, axes));
    };

    /// <summary>f on every example along an axis of each argument; null marks one that is the same for all.</summary>
    public static Func<A, B, R> Vmap<A, B, R>(Func<A, B, R> f, (int?, int?)? axes = null)
        where A : ITree where B : ITree where R : ITree => (a, b) =>
    {
        var (first, second) = axes ?? (0, 0);
        var flat = new FlatFunction<Pair<A, B>, R>(p => f(p.First, p.Second), new(a, b));
        var all = new int?[flat.Inputs.Length];
        Array.Fill(all, second);
        Array.Fill(all, first, 0, Tree.Leaves(a).Length);
        return flat.Result(Vectorization.Vmap(flat.Invoke, flat.Inputs, all));
    };

    /// <summary>
    /// The graph of f on arguments of the types of this one; their numbers are not read. It knows where its equations were
    /// written: errors name that, and <see cref="Graph.ToText"/> shows it.
    /// </summary>
    public static Graph Trace<T, R>(Func<T, R> f, T at) where T : ITree where R : ITree
    {
        var flat = new FlatFunction<T, R>(f, at);
        var graph = Provenance.Run(() => Tracer.Trace(flat.Invoke, flat.Inputs.Select(x => x.Type).ToArray()), watches: false);
        graph.InputNames = [.. Tree.NamedLeaves(at).Select(leaf => leaf.Name)];
        return graph;
    }

    /// <summary>The graph of f on an argument of the type of this one.</summary>
    public static Graph Trace(Func<Tensor, Tensor> f, Tensor at) => Trace<Tensor, Tensor>(f, at);

    /// <summary>The graph of f on arguments of these types.</summary>
    public static Graph Trace(Func<Tensor, Tensor, Tensor> f, Tensor x, Tensor y)
    {
        var graph = Trace(p => f(p.First, p.Second), new Pair<Tensor, Tensor>(x, y));
        graph.InputNames = null;
        return graph;
    }
}
