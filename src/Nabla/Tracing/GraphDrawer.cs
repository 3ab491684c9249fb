using System.Globalization;
using Nabla.Primitives;
using Nabla.Tensors;
using Nabla.Transforms;

namespace Nabla.Tracing;

/// <summary>Makes a drawing of a graph: a node for each input, captured tensor and equation, an arrow for each operand.</summary>
sealed class GraphDrawer
{
    readonly Graph _graph;
    readonly Playback? _playback;
    readonly string _result;
    readonly Dictionary<int, (string Node, string Variable, bool IsOneOfSeveral)> _makers = [];
    readonly Dictionary<Tensor, string> _constants = new(ReferenceEqualityComparer.Instance);
    readonly List<DrawnNode> _nodes = [];
    readonly List<DrawnEdge> _edges = [];

    GraphDrawer(Graph graph, Playback? playback)
    {
        (_graph, _playback) = (graph, playback);
        _result = graph.OutputValues.Length == 1 ? "y" : "Σ";
    }

    public static GraphDrawing Draw(Graph graph, Playback? playback)
    {
        if (Nodes(graph) is var nodes && nodes > GraphDrawing.MostNodes)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"A graph of {nodes} inputs and equations is too large to draw: {GraphDrawing.MostNodes} nodes are the most. Trace and draw a part of the function, or read ToText."));
        }

        return new GraphDrawer(graph, playback).Draw();
    }

    static int Nodes(Graph graph)
    {
        var nodes = graph.Length + graph.InputVariables.Length;
        foreach (var equation in graph.Equations)
            if (equation.Primitive is GraphPrimitive held) nodes += held.Graphs.Sum(part => Nodes(part.Body));
        return nodes;
    }

    GraphDrawing Draw()
    {
        for (var i = 0; i < _graph.InputVariables.Length; i++)
        {
            var (variable, name) = (_graph.IndexOf(_graph.InputVariables[i]), GraphPrinter.Letters(_makers.Count));
            var heading = _graph.InputNames is { } names && names[i].Length > 0 ? $"{name}: {names[i]}" : name;
            Add(name, heading, variable, 1, [name], null, []);
        }

        foreach (var equation in _graph.Equations)
        {
            string[] names = [.. Enumerable.Range(_makers.Count, equation.Count).Select(GraphPrinter.Letters)];
            foreach (var operand in _graph.Operands(equation)) Connect(operand, names[0]);
            Add(names[0], $"{string.Join(", ", names)} = {equation.Primitive}", equation.First, equation.Count, names, _graph.SiteOf(equation)?.Origin, Parts(equation.Primitive));
        }

        for (var i = 0; i < _graph.OutputValues.Length; i++)
        {
            var id = _graph.OutputValues.Length == 1 ? "return" : string.Create(CultureInfo.InvariantCulture, $"return {i}");
            Connect(_graph.OutputValues[i], id);
            _nodes.Add(new(id, id, ""));
        }

        return new(_nodes, _edges);
    }

    void Add(string id, string heading, int first, int count, string[] names, Origin? origin, DrawnPart[] parts)
    {
        for (var i = 0; i < count; i++) _makers[first + i] = (id, names[i], count > 1);
        var variables = Enumerable.Range(first, count).ToArray();
        string Each(Func<int, string> of) => string.Join("; ", variables.Select(of).Where(text => text.Length > 0));
        _nodes.Add(new(
            id, heading, Each(v => _graph.Variables[v].ToString()),
            Each(v => _playback?.Values[v] is { } value ? Element.Text(value) : ""),
            Each(v => _playback?.Cotangents[v] is { } bar ? $"∂{_result}/∂{_makers[v].Variable} = {Element.Text(bar)}" : ""), origin) { Parts = parts });
    }

    static DrawnPart[] Parts(Primitive primitive) => primitive is GraphPrimitive held
        ? [.. held.Graphs.Select(part => new DrawnPart(part.Role, new GraphDrawer(part.Body, null).Draw()))]
        : [];

    void Connect(Tensor operand, string to)
    {
        if (_graph.IndexOf(operand) is >= 0 and var variable)
        {
            var (node, name, isOneOfSeveral) = _makers[variable];
            _edges.Add(new(node, to, isOneOfSeveral ? name : ""));
            return;
        }

        if (!_constants.TryGetValue(operand, out var id))
        {
            _constants[operand] = id = string.Create(CultureInfo.InvariantCulture, $"constant {_constants.Count}");
            _nodes.Add(new(id, "constant", operand.Type.ToString(), operand.IsConcrete ? Element.Text(operand) : ""));
        }

        _edges.Add(new(id, to));
    }
}
