using Nabla.Symbolics;

namespace Nabla.Execution;

/// <summary>One node of a formula's graph in a recorded run forward and back.</summary>
/// <param name="Expression">The part of the formula.</param>
/// <param name="Operands">The nodes it is applied to, by their places in the trace.</param>
/// <param name="Value">Its value.</param>
/// <param name="Partials">The local derivative by each operand; 0 by one that depends on no variable.</param>
/// <param name="Cotangent">The derivative of the whole formula by this node; 0 for one that depends on no variable.</param>
public sealed record TracedNode(
    Expr Expression, IReadOnlyList<int> Operands, double Value, IReadOnlyList<double> Partials, double Cotangent);

/// <summary>
/// A formula evaluated forward and differentiated backward at one point with every number kept: what backpropagation does,
/// node by node, in the order of computation (each node after its operands; the formula itself is the last).
/// </summary>
public sealed class GraphTrace
{
    GraphTrace(IReadOnlyList<TracedNode> nodes) => Nodes = nodes;

    /// <summary>The nodes; equal parts of the formula are one node.</summary>
    public IReadOnlyList<TracedNode> Nodes { get; }

    /// <summary>The value of the formula.</summary>
    public double Value => Nodes[^1].Value;

    /// <summary>The derivative of the formula by the variable; 0 if it does not occur.</summary>
    public double Cotangent(string variable) =>
        Nodes.FirstOrDefault(node => node.Expression is SymbolExpr symbol && symbol.Name == variable)?.Cotangent ?? 0;

    /// <summary>Runs the formula at a point, forward and back.</summary>
    /// <exception cref="UnboundVariableException">The formula has a variable that is not among those named.</exception>
    /// <exception cref="ArgumentException">A variable is named twice, or the point has too few numbers.</exception>
    public static GraphTrace Run(
        Expr formula, IReadOnlyList<string> variables, ReadOnlySpan<double> x, Budget? budget = null)
    {
        Shapes.Check(x.Length, variables.Count, 0, 0);
        using var builder = new CodeBuilder(variables.Count, budget, asWritten: true);
        var lowering = new Lowering(builder, Lowering.Numbered(variables), keepsNodes: true);
        var root = lowering.Place(formula);
        var nodes = lowering.Nodes.DistinctBy(lowering.Place).ToList();
        var places = nodes.ConvertAll(lowering.Place);
        var differentiation = new Differentiation(builder, new Terms(builder, keepGuards: true));
        var reverse = new Reverse(builder, differentiation);
        reverse.From(root);

        var partials = new int[places.Count][];
        var cotangents = new int[places.Count];
        for (var i = 0; i < places.Count; i++)
        {
            partials[i] = Partials(builder, reverse, differentiation, places[i]);
            cotangents[i] = differentiation.Terms.Place(reverse.Cotangent(places[i]));
        }

        var results = new double[builder.Length];
        // Finished as compiled code is, so that the numbers are the same to the bit.
        var code = Finishing.Finish(builder.Build([.. Enumerable.Range(0, builder.Length)]));
        results[0] = new Interpreter(code).Run(x, results.AsSpan(1));
        return new(Kept(builder, nodes, places, partials, cotangents, results));
    }

    static int[] Partials(CodeBuilder builder, Reverse reverse, Differentiation differentiation, int place)
    {
        var partials = new int[builder[place].Count];
        for (var k = 0; k < partials.Length; k++)
            partials[k] = differentiation.Terms.Place(
                reverse.IsVaried(builder.Operand(place, k)) ? differentiation.Partial(place, k, isResult: true, out _) : Term.Zero);
        return partials;
    }

    static TracedNode[] Kept(
        CodeBuilder builder, List<Expr> nodes, List<int> places, int[][] partials, int[] cotangents, double[] results)
    {
        var nodeAt = new Dictionary<int, int>();
        for (var i = 0; i < places.Count; i++) nodeAt.TryAdd(places[i], i);
        return [.. nodes.Select((node, i) => new TracedNode(
            node,
            [.. builder.Operands(places[i]).ToArray().Select(place => nodeAt[place])],
            results[places[i]],
            [.. partials[i].Select(place => results[place])],
            results[cotangents[i]]))];
    }
}
