using Nabla.Primitives;
using Nabla.Tensors;

namespace Nabla.Tracing;

/// <summary>
/// Forward differentiation: values travel with their tangents. Where the tangents are variables of a graph, the level
/// records the linear part of the computation, while the values are computed: linearization.
/// </summary>
/// <param name="tangents">The graph of the tangents, or null where they are known.</param>
sealed class DualLevel(GraphLevel? tangents = null) : Level
{
    public override string Name => tangents?.Name ?? "Jvp";

    /// <summary>An input of the transform.</summary>
    public Tensor Wrap(Tensor primal, Tensor? tangent) => new(this, primal.Type, primal, tangent);

    /// <summary>The value at the level below.</summary>
    public Tensor Primal(Tensor x) => ReferenceEquals(x.Level, this) ? x.Below! : x;

    /// <summary>The tangent at the level below; null is zero.</summary>
    public Tensor? Tangent(Tensor x) => ReferenceEquals(x.Level, this) ? x.Tangent : null;

    public override Tensor? Value(Tensor x) => x.Below;

    public override void Apply(Primitive primitive, ReadOnlySpan<Tensor> x, Span<Tensor> y)
    {
        Few<Tensor> primalRoom = default;
        Few<Tensor?> tangentRoom = default, resultRoom = default;
        var primals = x.Length <= Few<Tensor>.Length ? primalRoom[..x.Length] : new Tensor[x.Length];
        var dx = x.Length <= Few<Tensor>.Length ? tangentRoom[..x.Length] : new Tensor?[x.Length];
        var dy = y.Length <= Few<Tensor>.Length ? resultRoom[..y.Length] : new Tensor?[y.Length];
        var varies = false;
        for (var i = 0; i < x.Length; i++)
        {
            primals[i] = Primal(x[i]);
            dx[i] = Tangent(x[i]);
            varies |= dx[i] is not null;
        }

        if (varies && primitive is GraphPrimitive graph)
        {
            if (tangents is null) graph.Forward(primals, dx, y, dy);
            else graph.Linearize(primals, dx, y, dy);
        }
        else
        {
            primitive.Apply(primals, y);
            if (!varies) { }
            else if (Provenance.Current is { } asked) asked.Jvp(primitive, primals, dx, y, dy);
            else primitive.Jvp(primals, dx, y, dy);
        }

        for (var i = 0; i < y.Length; i++)
        {
            if (dy[i] is { } tangent && tangent.Type != y[i].Type)
                throw new InvalidOperationException($"The derivative of {primitive.Name} has type {tangent.Type}, but its value has {y[i].Type}.");
            y[i] = Wrap(y[i], dy[i]);
        }
    }
}
