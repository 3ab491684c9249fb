using Nabla.Tensors;
using Nabla.Tracing;

namespace Nabla.Transforms;

/// <summary>Functions as graphs.</summary>
static class Tracer
{
    /// <summary>The graph of f on inputs of those types, without equations that no result needs.</summary>
    public static Graph Trace(Func<Tensor[], Tensor[]> f, ReadOnlySpan<TensorType> types, string name = "Trace")
    {
        Nesting.Guard(name);
        var level = new GraphLevel(name);
        try
        {
            var inputs = new Tensor[types.Length];
            for (var i = 0; i < inputs.Length; i++) inputs[i] = level.Input(types[i]);
            var outputs = f([.. inputs]);
            Level.Top(outputs);
            return new Graph(level, inputs, level.Equations, outputs).Pruned();
        }
        finally
        {
            level.Close();
        }
    }
}
