using Nabla.Tensors;
using Nabla.Tracing;

namespace Nabla.Transforms;

/// <summary>The transpose of a linear graph: cotangents flow from the results back through its equations to the inputs.</summary>
sealed class Cotangents(Graph graph)
{
    readonly Tensor?[] _cotangents = new Tensor?[graph.Variables.Count];

    /// <summary>Adds to the cotangent of a variable.</summary>
    public void Add(Tensor variable, Tensor cotangent)
    {
        if (cotangent.Type != variable.Type)
            throw new ShapeException($"A cotangent of type {cotangent.Type} was given for a value of type {variable.Type}.");
        ref var sum = ref _cotangents[graph.IndexOf(variable)];
        sum = sum is null ? cotangent : Primitives.ElementwisePrimitive.Sum.Apply(sum, cotangent);
    }

    /// <summary>Runs the equations backwards; null is zero.</summary>
    public Tensor?[] Transpose()
    {
        for (var e = graph.Equations.Count - 1; e >= 0; e--)
        {
            var equation = graph.Equations[e];
            if (graph.SiteOf(equation) is { } site) Transpose(equation, site);
            else Transpose(equation);
        }

        var inputs = graph.InputVariables;
        var xBar = new Tensor?[inputs.Length];
        for (var i = 0; i < xBar.Length; i++) xBar[i] = _cotangents[graph.IndexOf(inputs[i])];
        return xBar;
    }

    void Transpose(Equation equation, Site site) => Provenance.Transpose(site, equation.Primitive, () => Transpose(equation));

    void Transpose(Equation equation)
    {
        var yBar = _cotangents.AsSpan(equation.First, equation.Count);
        if (!yBar.ContainsAnyExcept((Tensor?)null)) return;
        var x = equation.Inputs;
        Few<bool> linearRoom = default;
        Few<Tensor?> barRoom = default;
        var linear = x.Length <= Few<bool>.Length ? linearRoom[..x.Length] : new bool[x.Length];
        var xBar = x.Length <= Few<bool>.Length ? barRoom[..x.Length] : new Tensor?[x.Length];
        for (var i = 0; i < x.Length; i++) linear[i] = graph.IndexOf(x[i]) >= 0;
        equation.Primitive.Transpose(yBar, x, linear, xBar);
        // What has been passed on is not needed any more.
        yBar.Clear();
        for (var i = 0; i < x.Length; i++)
            if (linear[i] && xBar[i] is { } bar) Add(x[i], bar);
    }
}
