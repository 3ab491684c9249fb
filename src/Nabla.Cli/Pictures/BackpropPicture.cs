using Nabla.Drawing;
using Nabla.Optimization;
using Nabla.Symbolics;

namespace Nabla.Cli.Pictures;

/// <summary>A loss's graph as a drawing: values forward, cotangents backward, local derivatives on the arrows.</summary>
static class BackpropPicture
{
    public static GraphDiagram Of(Backpropagation run)
    {
        var used = run.Nodes.SelectMany(node => node.Operands).Select(operand => operand.Name).ToHashSet();
        var nodes = run.Nodes.Where(node => !node.IsVariable || used.Contains(node.Name)).ToArray();
        if (nodes.Length > GraphDiagram.MostNodes)
        {
            throw new UsageException(
                $"the graph has {nodes.Length} nodes and a drawing holds {GraphDiagram.MostNodes}",
                "nabla backprop … --out graph.json");
        }

        var names = nodes.Select(node => node.Name).ToHashSet();
        return new()
        {
            Title = $"Backpropagation: {run.Loss.Name} = {NumberText.Column(run.LossBefore)}",
            Nodes = [.. nodes.Select(node => Node(run, node))],
            Edges = [.. nodes.SelectMany(node => node.Operands.Select((operand, place) => (node, operand, place)))
                .Where(e => names.Contains(e.operand.Name))
                .Select(e => new GraphEdge(e.operand.Name, e.node.Name, Label(e.node, e.operand, e.place)))],
        };
    }

    static GraphNode Node(Backpropagation run, BackpropagationNode node) => new(
        node.Name,
        node.IsVariable ? node.Name : $"{node.Name} = {node.Expression.ToText(TextStyle.Unicode)}",
        NumberText.Column(node.Value),
        $"∂{run.Loss.Name}/∂{node.Name} = {NumberText.Column(node.Cotangent)}");

    static string Label(BackpropagationNode node, BackpropagationOperand operand, int place) => !operand.IsVaried
        ? ""
        : node.Derivatives[place] is NumberExpr number
            ? number.ToText(TextStyle.Unicode)
            : $"{node.Derivatives[place].ToText(TextStyle.Unicode)} = {NumberText.Short(operand.Partial)}";
}
