using Nabla.Primitives;
using Nabla.Tensors;
using Nabla.Tracing;

namespace Nabla.Transforms;

/// <summary>A function of one example applied to a batch at once, each primitive by its own rule.</summary>
static class Vectorization
{
    // Each adds an axis to all that is computed within: far more are a recursion without end, which the stack would end late.
    const int MostNested = 200;

    [ThreadStatic]
    static int t_nested;

    /// <summary>f over an axis of each input that names one; the examples are along axis 0 of the results.</summary>
    /// <exception cref="ShapeException">The axes have different lengths, or there is none.</exception>
    public static Tensor[] Vmap(Func<Tensor[], Tensor[]> f, ReadOnlySpan<Tensor> x, ReadOnlySpan<int?> axes)
    {
        if (t_nested >= MostNested) throw Nesting.TooDeep("Vmap", $"{MostNested} are nested, and each adds an axis");
        nint size = -1;
        for (var i = 0; i < x.Length; i++)
        {
            if (axes[i] is not { } axis) continue;
            var length = x[i].Shape[Axes.One(x[i].Shape, axis, $"Vmap, input {i}")];
            if (size >= 0 && length != size)
                throw new ShapeException($"Vmap: input {i} of shape {x[i].Shape} has {length} examples along axis {axis}, another has {size}.");
            size = length;
        }

        if (size < 0) throw new ShapeException("Vmap: no input has an axis of examples.");
        var level = new BatchLevel(size);
        t_nested++;
        try
        {
            var examples = new Tensor[x.Length];
            for (var i = 0; i < examples.Length; i++)
                examples[i] = axes[i] is { } axis ? level.Wrap(x[i].MoveAxis(axis, 0)) : x[i];
            var y = f(examples);
            var results = new Tensor[y.Length];
            for (var i = 0; i < y.Length; i++)
            {
                var settled = y[i].Settled();
                results[i] = level.Examples(settled) ?? Axes.Repeated(settled, batched: false, size);
            }

            return results;
        }
        finally
        {
            t_nested--;
            level.Close();
        }
    }
}
