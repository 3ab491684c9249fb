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
    readonly Pieces<Cotangent> _cotangents = Pieces<Cotangent>.Of(graph.Variables.Count);
    Few<Tensor?> _likes;
    int _nextLike;

    /// <summary>Adds to the cotangent of a variable.</summary>
    public void Add(Tensor variable, Tensor cotangent) => Add(graph.IndexOf(variable), cotangent);

    void Add(int variable, Tensor cotangent)
    {
        if (cotangent.Type != graph.Variables[variable])
            throw new ShapeException($"A cotangent of type {cotangent.Type} was given for a value of type {graph.Variables[variable]}.");
        ref var sum = ref _cotangents.At(variable);
        if (sum.Value is not { } before) sum = new(cotangent, false);
        else if (sum.IsOurs && cotangent.IsConcrete && Provenance.Current is null) ElementwisePrimitive.Sum.Evaluate([before, cotangent], before);
        else
        {
            var after = ElementwisePrimitive.Sum.Apply(before, cotangent);
            sum = new(after, after.IsConcrete);
        }
    }

    /// <summary>Runs the equations backwards, once; null is zero.</summary>
    public Tensor?[] Transpose()
    {
        for (var e = graph.Equations.Count - 1; e >= 0; e--)
        {
            ref readonly var equation = ref graph.Equations.At(e);
            if (graph.SiteOf(equation) is { } site) Transpose(equation, site);
            else if (!TransposeScale(equation)) Transpose(equation);
        }

        var inputs = graph.InputVariables;
        var xBar = new Tensor?[inputs.Length];
        for (var i = 0; i < xBar.Length; i++) xBar[i] = _cotangents[graph.IndexOf(inputs[i])].Value;
        _cotangents.Release();
        return xBar;
    }

    void Transpose(Equation equation, Site site) => Provenance.Transpose(site, equation.Primitive, () => Transpose(equation));

    void Transpose(in Equation equation)
    {
        if (equation.Count == 0) return;
        // What is passed on is not needed any more.
        var (one, isOurs) = Taken(equation.First);
        var yBar = new Span<Tensor?>(ref one);
        var any = one is not null;
        if (equation.Count != 1)
        {
            yBar = new Tensor?[equation.Count];
            for (var i = 0; i < yBar.Length; i++) any |= (yBar[i] = i == 0 ? one : Taken(equation.First + i).Value) is not null;
        }

        if (!any) return;
        var n = equation.Operands;
        Few<Tensor> operandRoom = default;
        Few<bool> linearRoom = default;
        Few<Tensor?> barRoom = default;
        var x = n <= Few<Tensor>.Length ? operandRoom[..n] : new Tensor[n];
        var linear = n <= Few<bool>.Length ? linearRoom[..n] : new bool[n];
        var xBar = n <= Few<Tensor?>.Length ? barRoom[..n] : new Tensor?[n];
        for (var i = 0; i < n; i++) (x[i], linear[i]) = equation.Variable(i) is >= 0 and var v ? (Like(v), true) : (equation.Constant(i, graph.Variables), false);
        equation.Primitive.Transpose(yBar, x, linear, xBar);
        // It stays ours where a sum has passed it on to one operand alone.
        var passedOn = isOurs && equation.Primitive is ElementwisePrimitive ? yBar[0] : null;
        var (keepers, keeper) = (0, 0);
        for (var i = 0; i < n; i++)
        {
            if (!linear[i] || xBar[i] is not { } bar) continue;
            var variable = equation.Variable(i);
            Add(variable, bar);
            if (ReferenceEquals(_cotangents[variable].Value, passedOn)) (keepers, keeper) = (keepers + 1, variable);
        }

        if (passedOn is not null && keepers == 1) _cotangents.At(keeper).IsOurs = true;
    }

    // A linear operand has a type and no value, so any variable of the type stands for it: most often one of the last does.
    Tensor Like(int variable)
    {
        var type = graph.Variables[variable];
        for (var i = 0; i < Few<Tensor?>.Length; i++)
            if (_likes[i] is { } known && known.Type == type) return known;
        _nextLike = (_nextLike + 1) % Few<Tensor?>.Length;
        return _likes[_nextLike] = graph.Variable(variable);
    }

    Cotangent Taken(int variable)
    {
        ref var place = ref _cotangents.At(variable);
        var cotangent = place;
        place = default;
        return cotangent;
    }

    // Most of a reverse pass: plain factors times cotangents.
    bool TransposeScale(in Equation equation)
    {
        if (equation.Primitive is not ElementwisePrimitive { Kernel.Exact: ExactRow.Scale } scale) return false;
        var last = equation.Operands - 1;
        var t = equation.Variable(last);
        ref var yBar = ref _cotangents.At(equation.First);
        if (yBar.Value is not { IsConcrete: true } bar || t < 0 || (last == 1 && equation.Variable(0) >= 0)) return false;
        var c = last == 1 ? equation.Constant(0, graph.Variables) : null;
        if (c is { IsConcrete: false }) return false;
        var isOurs = yBar.IsOurs;
        yBar = default;
        Few<Tensor> room = default;
        if (c is not null) room[0] = c;
        room[last] = bar;
        ReadOnlySpan<Tensor> factors = room[..(last + 1)];
        ref var sum = ref _cotangents.At(t);
        if (sum.Value is not { } before)
        {
            if (isOurs) scale.Evaluate(factors, bar);
            else bar = scale.Evaluate(factors, bar.Type);
            sum = new(bar, true);
        }
        else if (!before.IsConcrete) sum = new(ElementwisePrimitive.Sum.Apply(before, scale.Apply(factors)), false);
        else
        {
            if (!sum.IsOurs) sum = new(before = ElementCopy.Contiguous(before), true);
            scale.AddTo(factors, before);
        }

        return true;
    }

    record struct Cotangent(Tensor? Value, bool IsOurs);
}
