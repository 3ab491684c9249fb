using Nabla.Primitives;
using Nabla.Tensors;
using Nabla.Tracing;

namespace Nabla.Transforms;

/// <summary>The graphs that primitives hold, put through the transforms: each gives closed graphs again.</summary>
static class Bodies
{
    /// <summary>The body of f with what it captures: those tensors are the first inputs of the graph.</summary>
    public static Graph Of(Func<Tensor[], Tensor[]> f, ReadOnlySpan<TensorType> types, string name, out Tensor[] captured) =>
        Tracer.Trace(x => Settled(f(x)), types, name).Closed(out captured);

    /// <summary>Which results have a tangent if these inputs have one.</summary>
    public static bool[] Varying(Graph body, bool[] varies)
    {
        bool[] result = [];
        Tracer.Trace(x =>
        {
            var dx = new Tensor?[x.Length];
            for (var i = 0; i < dx.Length; i++) dx[i] = varies[i] ? x[i] : null;
            var (_, dy) = Forward.Run(a => body.Run(a), x, dx);
            result = Array.ConvertAll(dy, t => t is not null);
            return [];
        }, Types(body.InputVariables));
        return result;
    }

    /// <summary>
    /// Forward mode: of the inputs and then the tangents of those that vary, the results and then the tangents of those
    /// asked for.
    /// </summary>
    public static Graph Joint(Graph body, bool[] varies, bool[] results) => Tracer.Trace(args =>
    {
        var x = args[..varies.Length];
        var (next, dx) = (varies.Length, new Tensor?[x.Length]);
        for (var i = 0; i < dx.Length; i++)
            if (varies[i]) dx[i] = args[next++];
        var (y, dy) = Forward.Run(a => body.Run(a), x, dx);
        return [.. y, .. WithZeros(y, dy, results)];
    }, [.. Types(body.InputVariables), .. Types(body.InputVariables, varies)]);

    /// <summary>
    /// Linearization: a known part that gives the results and then the residuals, and a linear part that makes of the
    /// residuals and the tangents of those inputs that vary the tangents of the results asked for.
    /// </summary>
    public static (Graph Known, Graph Linear, int?[] Residuals) Split(Graph body, bool[] varies, bool[] results)
    {
        Graph? linear = null;
        int?[] places = [];
        var known = Tracer.Trace(x =>
        {
            var at = Linearization.Of(a => body.Run(a), x, varies);
            linear = at.Linear.Of(varies, results).Closed(out var residuals);
            places = Array.ConvertAll(residuals, r => Array.FindIndex(x, input => ReferenceEquals(input, r)) is >= 0 and var i ? i : (int?)null);
            return [.. at.Values, .. residuals];
        }, Types(body.InputVariables));
        return (known, linear!, places);
    }

    /// <summary>
    /// The transpose in some inputs, in which the body is linear: of the other inputs and the cotangents of all results, the
    /// cotangents of those inputs.
    /// </summary>
    public static Graph Transposed(Graph body, bool[] linear) => Tracer.Trace(args =>
    {
        var level = new GraphLevel("a transpose");
        try
        {
            var (x, variables, next) = (new Tensor[linear.Length], new List<Tensor>(), 0);
            for (var i = 0; i < x.Length; i++)
            {
                if (linear[i]) variables.Add(x[i] = level.Input(body.InputVariables[i].Type));
                else x[i] = args[next++];
            }

            var y = body.Run(x);
            var cotangents = new Cotangents(new(level, [.. variables], level.Equations, y));
            for (var i = 0; i < y.Length; i++)
                if (level.IndexOf(y[i]) >= 0) cotangents.Add(y[i], args[next + i]);
            var xBar = cotangents.Transpose();
            var result = new Tensor[xBar.Length];
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = xBar[i] ?? Tensor.Zeros(variables[i].Type);
                if (level.IndexOf(result[i]) >= 0) throw NonlinearPrimitive.NotLinear("A product of tangents");
            }

            return result;
        }
        finally
        {
            level.Close();
        }
    }, [.. Types(body.InputVariables, Array.ConvertAll(linear, l => !l)), .. Types(body.OutputValues)]);

    /// <summary>The body on all examples at once, and which of its results have an axis of examples; forced ones do.</summary>
    public static (Graph Body, bool[] Batched) Batched(Graph body, bool[] batched, nint size, bool[] forced)
    {
        bool[] results = [];
        var graph = Tracer.Trace(args =>
        {
            var level = new BatchLevel(size);
            try
            {
                var x = new Tensor[args.Length];
                for (var i = 0; i < x.Length; i++) x[i] = batched[i] ? level.Wrap(args[i]) : args[i];
                var y = body.Run(x);
                results = Array.ConvertAll(y, t => level.Examples(t) is not null);
                for (var i = 0; i < y.Length; i++)
                {
                    y[i] = level.Examples(y[i]) ?? (forced[i] ? Axes.Repeated(y[i], batched: false, size) : y[i]);
                    results[i] |= forced[i];
                }

                return y;
            }
            finally
            {
                level.Close();
            }
        }, Types(body.InputVariables, batched, size));
        return (graph, results);
    }

    /// <summary>Throws where a body that is repeated changes the type of what it is given.</summary>
    public static void Stays(string what, TensorType before, TensorType after)
    {
        if (before == after) return;
        var cure = before.Shape != after.Shape ? "" : $": begin with To(DType.{after.DType}), as a bare number is a float32 here, or end the body with To(DType.{before.DType})";
        throw new ShapeException($"{what} begins as {before} and the body makes it {after}; its type must stay{cure}.");
    }

    /// <summary>The types of tensors; of those chosen only, if a choice is given.</summary>
    public static TensorType[] Types(ReadOnlySpan<Tensor> x, bool[]? chosen = null)
    {
        var types = new List<TensorType>(x.Length);
        for (var i = 0; i < x.Length; i++)
            if (chosen is null || chosen[i]) types.Add(x[i].Type);
        return [.. types];
    }

    /// <summary>An array of that length with one truth value.</summary>
    public static bool[] All(int length, bool value = true)
    {
        var all = new bool[length];
        Array.Fill(all, value);
        return all;
    }

    static TensorType[] Types(ReadOnlySpan<Tensor> x, bool[] batched, nint size)
    {
        var types = new TensorType[x.Length];
        for (var i = 0; i < types.Length; i++)
            types[i] = batched[i] ? new(x[i].DType, x[i].Shape.Insert(0, size)) : x[i].Type;
        return types;
    }

    static List<Tensor> WithZeros(Tensor[] y, Tensor?[] dy, bool[] results)
    {
        var tangents = new List<Tensor>();
        for (var i = 0; i < y.Length; i++)
            if (results[i]) tangents.Add(dy[i] ?? Tensor.Zeros(y[i].Type));
        return tangents;
    }

    static Tensor[] Settled(Tensor[] x) => Array.ConvertAll(x, t => t.Settled());
}
