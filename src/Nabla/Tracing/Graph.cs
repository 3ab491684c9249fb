using Nabla.Tensors;
using Nabla.Transforms;

namespace Nabla.Tracing;

/// <summary>
/// A traced function: typed inputs, equations in the order they run, and outputs. It prints as text, validates itself and
/// can be run on tensors, traced ones included.
/// </summary>
public sealed partial class Graph
{
    readonly GraphLevel _level;
    readonly Tensor[] _inputs;
    readonly Tensor[] _outputs;
    int[]? _lastUses;

    internal Graph(GraphLevel level, Tensor[] inputs, Pieces<Equation> equations, Tensor[] outputs)
    {
        _level = level;
        _inputs = inputs;
        _outputs = outputs;
        Equations = equations;
    }

    /// <summary>Types of the inputs.</summary>
    public IEnumerable<TensorType> Inputs => _inputs.Select(x => x.Type);

    /// <summary>Types of the outputs.</summary>
    public IEnumerable<TensorType> Outputs => _outputs.Select(y => y.Type);

    /// <summary>The number of equations.</summary>
    public int Length => Equations.Count;

    internal Pieces<Equation> Equations { get; }

    /// <summary>What the function calls its inputs, as Layers[0].Weight, if that is known.</summary>
    internal IReadOnlyList<string>? InputNames { get; set; }

    internal Pieces<TensorType> Variables => _level.Variables;

    internal ReadOnlySpan<Tensor> InputVariables => _inputs;

    internal ReadOnlySpan<Tensor> OutputValues => _outputs;

    internal int IndexOf(Tensor x) => _level.IndexOf(x);

    internal Site? SiteOf(in Equation equation) => _level.SiteOf(equation);

    /// <summary>The variable of that number: a type without a value.</summary>
    internal Tensor Variable(int number) => _level.Variable(number);

    /// <summary>The operands of an equation: constants and variables.</summary>
    internal Tensor[] Operands(in Equation equation)
    {
        var x = new Tensor[equation.Operands];
        for (var i = 0; i < x.Length; i++) x[i] = equation.Variable(i) is >= 0 and var variable ? Variable(variable) : equation.Constant(i, Variables);
        return x;
    }

    /// <summary>How many equations apply the operation of that name.</summary>
    public int Count(string operation) => Equations.Count(e => e.Primitive.Name == operation);

    /// <summary>Called by the one who has made it and given it to nobody, when done with it.</summary>
    internal void Release() => _level.Release();

    /// <summary>The outputs for inputs of the graph's types, one equation at a time.</summary>
    /// <exception cref="ShapeException">An input has another type.</exception>
    public Tensor[] Run(params ReadOnlySpan<Tensor> inputs)
    {
        Fit(inputs);
        var values = new Tensor?[Variables.Count];
        for (var i = 0; i < inputs.Length; i++) values[IndexOf(_inputs[i])] = inputs[i];

        // Values are let go after their last use, so that the peak of memory is that of the program, not of its length.
        var last = _lastUses ??= LastUses();
        for (var e = 0; e < Equations.Count; e++)
        {
            ref readonly var equation = ref Equations.At(e);
            var x = new Tensor[equation.Operands];
            for (var i = 0; i < x.Length; i++) x[i] = equation.Variable(i) is >= 0 and var variable ? values[variable]! : equation.Constant(i, Variables);
            var y = values.AsSpan(equation.First, equation.Count);
            if (SiteOf(equation) is { } site) Provenance.Apply(site, equation.Primitive, x, y!);
            else equation.Primitive.Apply(x, y!);
            for (var i = 0; i < x.Length; i++)
                if (equation.Variable(i) is >= 0 and var variable && last[variable] == e) values[variable] = null;
        }

        var outputs = new Tensor[_outputs.Length];
        for (var i = 0; i < outputs.Length; i++) outputs[i] = Value(values, _outputs[i]);
        return outputs;
    }

    /// <summary>
    /// The same graph with every traced tensor that it captures as an input of its own, before the others, so that it
    /// depends on nothing that is still open; plain numbers stay constants.
    /// </summary>
    internal Graph Closed(out Tensor[] captured)
    {
        var found = new List<Tensor>();
        var variables = new Dictionary<Tensor, Tensor>(ReferenceEqualityComparer.Instance);
        Tensor Closed(Tensor x)
        {
            if (x.Level is null || IndexOf(x) >= 0) return x;
            if (variables.TryGetValue(x, out var known)) return known;
            found.Add(x);
            return variables[x] = _level.Input(x.Type);
        }

        var equations = Pieces<Equation>.WithRoom(Equations.Count);
        foreach (var equation in Equations)
        {
            var isOpen = false;
            for (var i = 0; i < equation.Operands; i++) isOpen |= equation.Variable(i) < 0 && equation.Constant(i, Variables).Level is not null;
            if (isOpen) Equation.Write(ref equations.Next(), equation.Primitive, Array.ConvertAll(Operands(equation), Closed), _level, equation.First, equation.Count);
            else equations.Add(equation);
        }

        var outputs = Array.ConvertAll(_outputs, Closed);
        captured = [.. found];
        return new(_level, [.. found.Select(x => variables[x]), .. _inputs], equations, outputs);
    }

    /// <summary>The same graph with some of its inputs and outputs only; no equation may need an input left out.</summary>
    internal Graph Of(ReadOnlySpan<bool> inputs, ReadOnlySpan<bool> outputs) =>
        new Graph(_level, Chosen(_inputs, inputs), Equations, Chosen(_outputs, outputs)).Pruned();

    /// <summary>The same graph without equations that no output needs.</summary>
    public Graph Pruned()
    {
        var needed = new bool[Variables.Count];
        foreach (var output in _outputs)
            if (IndexOf(output) is >= 0 and var i) needed[i] = true;
        var isKept = new bool[Equations.Count];
        for (var e = Equations.Count - 1; e >= 0; e--)
        {
            ref readonly var equation = ref Equations.At(e);
            if (!needed.AsSpan(equation.First, equation.Count).Contains(true)) continue;
            isKept[e] = true;
            for (var i = 0; i < equation.Operands; i++)
                if (equation.Variable(i) is >= 0 and var variable) needed[variable] = true;
        }

        var kept = Pieces<Equation>.WithRoom(isKept.AsSpan().Count(true));
        for (var e = 0; e < isKept.Length; e++)
            if (isKept[e]) kept.Add(Equations[e]);
        return new(_level, _inputs, kept, _outputs);
    }

    /// <summary>Checks that every variable is made once and before it is used, with the type that its operation gives.</summary>
    /// <exception cref="InvalidOperationException">It is not so: a bug in a transform.</exception>
    public void Validate()
    {
        var made = new bool[Variables.Count];
        foreach (var input in _inputs) made[IndexOf(input)] = true;
        foreach (var equation in Equations)
        {
            for (var i = 0; i < equation.Operands; i++)
                if (equation.Variable(i) is >= 0 and var variable && !made[variable]) throw new InvalidOperationException($"{equation.Primitive}: an operand is used before it is made.");
            var types = new TensorType[equation.Count];
            equation.Primitive.InferTypes(Operands(equation), types);
            for (var i = 0; i < types.Length; i++)
            {
                if (made[equation.First + i]) throw new InvalidOperationException($"{equation.Primitive}: a variable is made twice.");
                if (Variables[equation.First + i] != types[i])
                    throw new InvalidOperationException($"{equation.Primitive}: a result is {types[i]}, but stands as {Variables[equation.First + i]}.");
                made[equation.First + i] = true;
            }
        }

        foreach (var output in _outputs)
            if (IndexOf(output) is >= 0 and var i && !made[i]) throw new InvalidOperationException("An output is never made.");
    }

    /// <summary>The graph as nodes and arrows, for DOT and for pictures.</summary>
    /// <exception cref="InvalidOperationException">It is too large to be read as a drawing.</exception>
    public GraphDrawing Draw() => GraphDrawer.Draw(this, null);

    /// <summary>
    /// The graph as nodes and arrows with what it computes of these inputs: the value of every variable and, if the one
    /// output is a floating number with a gradient, its derivative by each variable, the cotangent.
    /// </summary>
    /// <exception cref="ShapeException">An input has another type than the graph's.</exception>
    /// <exception cref="InvalidOperationException">The graph is too large to be read as a drawing.</exception>
    public GraphDrawing Draw(params ReadOnlySpan<Tensor> inputs)
    {
        Fit(inputs);
        try
        {
            return GraphDrawer.Draw(this, Playback.Of(this, inputs, _outputs is [{ Rank: 0, DType.IsFloating: true } y] ? [Tensor.Ones(Shape.Scalar, y.DType)] : []));
        }
        catch (GradientException)
        {
            return GraphDrawer.Draw(this, Playback.Of(this, inputs, []));
        }
    }

    /// <inheritdoc/>
    public override string ToString() => ToText();

    /// <summary>One equation a line; with origins, behind each where it was written, as far as Trace could record that.</summary>
    public string ToText(bool origins = false) => GraphPrinter.Print(this, origins);

    void Fit(ReadOnlySpan<Tensor> inputs)
    {
        if (inputs.Length != _inputs.Length)
            throw new ArgumentException($"The graph has {_inputs.Length} inputs, and {inputs.Length} were given.", nameof(inputs));
        for (var i = 0; i < inputs.Length; i++)
            if (inputs[i].Type != _inputs[i].Type)
                throw new ShapeException($"Input {i} of the graph has type {_inputs[i].Type}, and {inputs[i].Type} was given.");
    }

    // The last equation that uses each variable; outputs are used for ever.
    int[] LastUses()
    {
        var last = new int[Variables.Count];
        for (var e = 0; e < Equations.Count; e++)
        {
            ref readonly var equation = ref Equations.At(e);
            for (var i = 0; i < equation.Operands; i++)
                if (equation.Variable(i) is >= 0 and var variable) last[variable] = e;
        }

        foreach (var output in _outputs)
            if (IndexOf(output) is >= 0 and var i) last[i] = int.MaxValue;
        return last;
    }

    static Tensor[] Chosen(Tensor[] from, ReadOnlySpan<bool> which)
    {
        var chosen = new List<Tensor>();
        for (var i = 0; i < from.Length; i++)
            if (which[i]) chosen.Add(from[i]);
        return [.. chosen];
    }

    Tensor Value(Tensor?[] values, Tensor x) => IndexOf(x) is >= 0 and var i ? values[i]! : x;
}
