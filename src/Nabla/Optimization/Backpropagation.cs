using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Optimization;

/// <summary>A node of a computation graph: a variable, or a step of the computation.</summary>
/// <param name="Name">The variable's name; v1, v2 … for steps, L for the last.</param>
/// <param name="Expression">The part of the formula.</param>
/// <param name="Definition">The same in the names of the nodes it is computed from.</param>
/// <param name="Value">Its value.</param>
/// <param name="Cotangent">∂L/∂ of it.</param>
/// <param name="Operands">The nodes it is computed from, with the local derivative by each.</param>
public sealed record BackpropagationNode(
    string Name, Expr Expression, Expr Definition, double Value, double Cotangent, IReadOnlyList<BackpropagationEdge> Operands);

/// <summary>An edge of a computation graph, from a node to one that is computed from it.</summary>
/// <param name="Operand">The place of the node it leaves.</param>
/// <param name="Derivative">The local derivative as a formula in the names of nodes; null where it would be too long to read.</param>
/// <param name="Value">The local derivative.</param>
public readonly record struct BackpropagationEdge(int Operand, Expr? Derivative, double Value);

/// <summary>Backpropagation at one point in its four steps: values forward, the loss, cotangents backward, the update.</summary>
public sealed record Backpropagation
{
    const long LongestDerivative = 64;

    /// <summary>The nodes, each after its operands; the loss is the last.</summary>
    public required IReadOnlyList<BackpropagationNode> Nodes { get; init; }

    /// <summary>∂L/∂ of each variable, by name.</summary>
    public required OrderedDictionary<string, double> Gradient { get; init; }

    /// <summary>The point, by name.</summary>
    public required OrderedDictionary<string, double> Point { get; init; }

    /// <summary>The new values of the variables that were updated; empty without a rate.</summary>
    public required OrderedDictionary<string, double> Updated { get; init; }

    /// <summary>The rate η of the update; null without one.</summary>
    public double? Rate { get; init; }

    /// <summary>The value of the formula at the point.</summary>
    public required double LossBefore { get; init; }

    /// <summary>The value of the formula after the update; null without one.</summary>
    public double? LossAfter { get; init; }

    /// <summary>
    /// Runs the formula forward and back at the point, and with a rate updates the named variables (all where none is
    /// named): w ← w − η·∂L/∂w.
    /// </summary>
    /// <exception cref="UnboundVariableException">A variable of the formula has no value.</exception>
    /// <exception cref="OptionException">The rate is not positive and finite, or a variable to update is not there.</exception>
    public static Backpropagation Run(
        Expr formula, IReadOnlyList<string> variables, ReadOnlySpan<double> at, double? rate = null,
        IReadOnlyList<string>? update = null, Budget? budget = null)
    {
        using var operation = ExprInterner.Begin();
        var trace = GraphTrace.Run(formula, variables, at, budget);
        var gradient = new OrderedDictionary<string, double>();
        var point = new OrderedDictionary<string, double>();
        for (var i = 0; i < variables.Count; i++) (gradient[variables[i]], point[variables[i]]) = (0, at[i]);
        foreach (var node in trace.Nodes)
            if (node.Expression is SymbolExpr symbol) gradient[symbol.Name] = node.Cotangent;
        var updated = rate is { } given ? Update(point, gradient, given, update ?? variables) : [];
        return new()
        {
            Nodes = Named(trace.Nodes, variables),
            Gradient = gradient,
            Point = point,
            Updated = updated,
            Rate = rate,
            LossBefore = trace.Value,
            LossAfter = rate is null ? null : Value(formula, point, updated, budget),
        };
    }

    static OrderedDictionary<string, double> Update(
        OrderedDictionary<string, double> point, OrderedDictionary<string, double> gradient, double rate, IReadOnlyList<string> names)
    {
        foreach (var name in names)
            if (!point.ContainsKey(name))
                throw new OptionException("update", $"There is no variable {name} to update. Choose among {string.Join(", ", point.Keys)}.");
        double[] x = [.. names.Select(name => point[name])];
        new GradientDescent(x.Length, rate).Step(x, [.. names.Select(name => gradient[name])]);
        var updated = new OrderedDictionary<string, double>();
        for (var i = 0; i < x.Length; i++) updated[names[i]] = x[i];
        return updated;
    }

    static double Value(
        Expr formula, OrderedDictionary<string, double> point, OrderedDictionary<string, double> updated, Budget? budget) =>
        CompiledFormula.Compile(formula, [.. point.Keys], null, budget)
            .Value([.. point.Select(p => updated.TryGetValue(p.Key, out var x) ? x : p.Value)]);

    // Numbers, and parts without variables, stand in the definitions and are no nodes.
    static List<BackpropagationNode> Named(IReadOnlyList<TracedNode> trace, IReadOnlyList<string> variables)
    {
        var (step, loss) = (Free("v", variables), Free("L", variables));
        var nodes = new List<BackpropagationNode>();
        var labels = new Expr[trace.Count];
        var places = new int[trace.Count];
        var steps = 0;
        for (var i = 0; i < trace.Count; i++)
        {
            var node = trace[i];
            var isLast = i == trace.Count - 1;
            (labels[i], places[i]) = (node.Expression, -1);
            if (node.Expression.Symbols == 0 && !isLast) continue;
            var name = isLast ? loss : node.Expression is SymbolExpr symbol ? symbol.Name : $"{step}{++steps}";
            labels[i] = Expr.Symbol(name);
            places[i] = nodes.Count;
            nodes.Add(Node(node, name, labels, places));
        }

        return nodes;
    }

    static BackpropagationNode Node(TracedNode node, string name, Expr[] labels, int[] places)
    {
        if (node.Expression is not ApplyExpr apply) return new(name, node.Expression, node.Expression, node.Value, node.Cotangent, []);
        var definition = (ApplyExpr)Expr.Apply(apply.Rule, [.. node.Operands.Select(o => labels[o])]);
        var derivatives = apply.Arity <= LongestDerivative ? RowPartials.Of(definition, Expr.Symbol(name)) : null;
        var edges = new List<BackpropagationEdge>();
        for (var k = 0; k < node.Operands.Count; k++)
        {
            if (places[node.Operands[k]] < 0) continue;
            var derivative = derivatives?[k] is { } d && d.TreeSize <= LongestDerivative ? d : null;
            edges.Add(new(places[node.Operands[k]], derivative, node.Partials[k]));
        }

        return new(name, node.Expression, definition, node.Value, node.Cotangent, edges);
    }

    // A name that no variable begins with takes none's place.
    static string Free(string name, IReadOnlyList<string> variables)
    {
        while (variables.Any(v => v == name || (v.StartsWith(name, StringComparison.Ordinal) && char.IsAsciiDigit(v[^1])))) name += "_";
        return name;
    }
}
