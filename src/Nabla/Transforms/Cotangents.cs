using Nabla.Execution;
using Nabla.Primitives;
using Nabla.Tensors;
using Nabla.Tracing;

namespace Nabla.Transforms;

/// <summary>The transpose of a linear graph: cotangents flow from the results back through its equations to the inputs.</summary>
/// <remarks>
/// Sums and products of plain numbers that are made here are ours as long as nobody else has seen them. They are written
/// over, with the bits that new tensors would have.
/// </remarks>
sealed class Cotangents(Graph graph)
{
    readonly Tensor?[] _cotangents = new Tensor?[graph.Variables.Count];
    readonly bool[] _ours = new bool[graph.Variables.Count];

    /// <summary>Adds to the cotangent of a variable.</summary>
    public void Add(Tensor variable, Tensor cotangent)
    {
        if (cotangent.Type != variable.Type)
            throw new ShapeException($"A cotangent of type {cotangent.Type} was given for a value of type {variable.Type}.");
        var i = graph.IndexOf(variable);
        ref var sum = ref _cotangents[i];
        if (sum is null) sum = cotangent;
        else if (_ours[i] && cotangent.IsConcrete && Provenance.Current is null) ElementwisePrimitive.Sum.Evaluate([sum, cotangent], sum);
        else
        {
            sum = ElementwisePrimitive.Sum.Apply(sum, cotangent);
            _ours[i] = sum.IsConcrete;
        }
    }

    /// <summary>Runs the equations backwards; null is zero.</summary>
    public Tensor?[] Transpose()
    {
        for (var e = graph.Equations.Count - 1; e >= 0; e--)
        {
            var equation = graph.Equations[e];
            if (graph.SiteOf(equation) is { } site) Transpose(equation, site);
            else if (!TransposeScale(equation)) Transpose(equation);
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
        // What has been passed on is not needed any more. It stays ours where a sum has passed it on to one operand alone.
        var passedOn = _ours[equation.First] && equation.Primitive is ElementwisePrimitive ? yBar[0] : null;
        yBar.Clear();
        var (keepers, keeper) = (0, 0);
        for (var i = 0; i < x.Length; i++)
        {
            if (!linear[i] || xBar[i] is not { } bar) continue;
            Add(x[i], bar);
            var variable = graph.IndexOf(x[i]);
            if (ReferenceEquals(_cotangents[variable], passedOn)) (keepers, keeper) = (keepers + 1, variable);
        }

        if (passedOn is not null && keepers == 1) _ours[keeper] = true;
    }

    // Most of a reverse pass: plain factors times cotangents.
    bool TransposeScale(Equation equation)
    {
        var x = equation.Inputs;
        if (equation.Primitive is not ElementwisePrimitive { Kernel.Exact: ExactRow.Scale } scale) return false;
        ref var yBar = ref _cotangents[equation.First];
        var t = graph.IndexOf(x[^1]);
        if (yBar is not { IsConcrete: true } bar || t < 0 || (x.Length == 2 && !x[0].IsConcrete)) return false;
        yBar = null;
        Few<Tensor> room = default;
        room[0] = x[0];
        room[x.Length - 1] = bar;
        ReadOnlySpan<Tensor> factors = room[..x.Length];
        ref var sum = ref _cotangents[t];
        if (sum is null)
        {
            if (_ours[equation.First]) scale.Evaluate(factors, bar);
            else bar = scale.Evaluate(factors, bar.Type);
            sum = bar;
        }
        else if (!sum.IsConcrete) sum = ElementwisePrimitive.Sum.Apply(sum, scale.Apply(factors));
        else
        {
            if (!_ours[t]) sum = ElementCopy.Contiguous(sum);
            scale.AddTo(factors, sum);
        }

        _ours[t] = sum.IsConcrete;
        return true;
    }
}
