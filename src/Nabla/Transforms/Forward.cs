using Nabla.Tensors;
using Nabla.Tracing;

namespace Nabla.Transforms;

/// <summary>Forward mode: values and derivatives along a direction in one run.</summary>
static class Forward
{
    /// <summary>Results and their tangents; a null tangent of an input is zero.</summary>
    public static (Tensor[] Values, Tensor[] Tangents) Jvp(Func<Tensor[], Tensor[]> f, ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx)
    {
        var (values, tangents) = Run(f, x, dx);
        var full = new Tensor[values.Length];
        for (var i = 0; i < full.Length; i++) full[i] = tangents[i] ?? Tensor.Zeros(values[i].Type);
        Level.Attach(full, x);
        return (values, full);
    }

    /// <summary>Results and their tangents; null is zero in both.</summary>
    public static (Tensor[] Values, Tensor?[] Tangents) Run(Func<Tensor[], Tensor[]> f, ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx)
    {
        Nesting.Guard("Jvp");
        var level = new DualLevel();
        try
        {
            var duals = new Tensor[x.Length];
            for (var i = 0; i < duals.Length; i++)
            {
                if (dx[i] is { } tangent && tangent.Type != x[i].Type)
                    throw new ShapeException($"Jvp: the tangent of input {i} has type {tangent.Type}, and the input {x[i].Type}.");
                duals[i] = level.Wrap(x[i], x[i].DType.IsFloating ? dx[i] : null);
            }

            var y = f(duals);
            var (values, tangents) = (new Tensor[y.Length], new Tensor?[y.Length]);
            for (var i = 0; i < y.Length; i++)
            {
                values[i] = level.Primal(y[i]);
                tangents[i] = level.Tangent(y[i]);
            }

            Provenance.Current?.End(tangents);
            return (values, tangents);
        }
        finally
        {
            level.Close();
        }
    }
}
