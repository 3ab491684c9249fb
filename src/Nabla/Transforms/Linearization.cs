using Nabla.Tensors;
using Nabla.Tracing;

namespace Nabla.Transforms;

/// <summary>
/// A function at a point: its results there, and its derivative as a graph from tangents of the inputs to tangents of the
/// results. Made by one run; running the graph is forward mode, transposing it is reverse mode.
/// </summary>
sealed class Linearization
{
    readonly Tensor?[] _tangents;

    Linearization(Graph linear, Tensor[] values, Tensor?[] tangents, bool[] depends)
    {
        Linear = linear;
        Values = values;
        Depends = depends;
        _tangents = tangents;
    }

    /// <summary>The results at the point.</summary>
    public Tensor[] Values { get; }

    /// <summary>For each result, whether an input of the function had a part in it.</summary>
    public bool[] Depends { get; }

    /// <summary>The derivative; a result without a tangent has zero in it.</summary>
    public Graph Linear { get; }

    /// <summary>For each result, whether it has a tangent.</summary>
    public bool[] Varies => Array.ConvertAll(_tangents, t => t is not null);

    /// <summary>Runs f at x, of which only floating tensors that vary have tangents, for a transform of that name.</summary>
    public static Linearization Of(Func<Tensor[], Tensor[]> f, ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> varies = default, string name = "a derivative")
    {
        Nesting.Guard(name);
        var graph = new GraphLevel(name);
        var level = new DualLevel(graph);
        try
        {
            var (inputs, duals) = (new Tensor[x.Length], new Tensor[x.Length]);
            for (var i = 0; i < x.Length; i++)
            {
                inputs[i] = graph.Input(x[i].Type);
                var isFixed = !x[i].DType.IsFloating || (!varies.IsEmpty && !varies[i]);
                duals[i] = level.Wrap(x[i], isFixed ? null : inputs[i]);
            }

            var y = f(duals);
            var (values, tangents, depends) = (new Tensor[y.Length], new Tensor?[y.Length], new bool[y.Length]);
            var outputs = new Tensor[y.Length];
            for (var i = 0; i < y.Length; i++)
            {
                depends[i] = ReferenceEquals(y[i].Level, level);
                values[i] = level.Primal(y[i]);
                tangents[i] = level.Tangent(y[i]);
                outputs[i] = tangents[i] ?? Tensor.Zeros(values[i].Type);
            }

            return new(new(graph, inputs, graph.Equations, outputs), values, tangents, depends);
        }
        finally
        {
            level.Close();
            graph.Close();
        }
    }

    /// <summary>Tangents of the results along tangents of the inputs.</summary>
    public Tensor[] Forward(ReadOnlySpan<Tensor> dx)
    {
        var dy = Linear.Run(dx);
        Provenance.Current?.End(dy);
        return dy;
    }

    /// <summary>Cotangents of the inputs from cotangents of the results; null is zero, in both.</summary>
    public Tensor?[] Reverse(ReadOnlySpan<Tensor?> yBar)
    {
        var cotangents = new Cotangents(Linear);
        for (var i = 0; i < yBar.Length; i++)
            if (yBar[i] is { } bar && _tangents[i] is { } output) cotangents.Add(output, bar);
        var xBar = cotangents.Transpose();
        Provenance.Current?.End(xBar);
        return xBar;
    }
}
