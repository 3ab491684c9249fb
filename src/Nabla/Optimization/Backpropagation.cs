using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Optimization;

/// <summary>
/// Backpropagation on the graph of a formula: its nodes evaluated forward, the cotangent of each carried backward by
/// the chain rule, and one step of gradient descent on the parameters chosen.
/// </summary>
public sealed class Backpropagation
{
    Backpropagation(IReadOnlyList<string> names, double[] at, double rate) =>
        (Names, At, Rate) = (names, at, rate);

    /// <summary>The variables.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The value of each variable.</summary>
    public IReadOnlyList<double> At { get; }

    /// <summary>The learning rate η of the update.</summary>
    public double Rate { get; }

    /// <summary>The variables, then the computed nodes, each after its operands; the loss is last. Equal parts are one node.</summary>
    public required IReadOnlyList<BackpropagationNode> Nodes { get; init; }

    /// <summary>The derivative of the loss by each variable, in their order.</summary>
    public required IReadOnlyList<double> Gradient { get; init; }

    /// <summary>The parameters after the update w ← w − η·∂L/∂w, in the order they were asked for.</summary>
    public required IReadOnlyList<KeyValuePair<string, double>> Updated { get; init; }

    /// <summary>The loss at the point.</summary>
    public double LossBefore => Loss.Value;

    /// <summary>The loss after the update; null where nothing was to be updated.</summary>
    public double? LossAfter { get; init; }

    /// <summary>The node of the loss.</summary>
    public BackpropagationNode Loss => Nodes[^1];

    /// <summary>Runs the graph of a loss forward and back at a point, and updates those of its variables.</summary>
    /// <exception cref="UnboundVariableException">The loss has a variable that is not among those named.</exception>
    /// <exception cref="OptionException">
    /// The rate is not positive and finite, or a name to update is no variable or comes twice.
    /// </exception>
    /// <exception cref="ArgumentException">A variable is named twice, or the point has too few or too many values.</exception>
    public static Backpropagation Run(
        Expr loss, IReadOnlyList<string> names, double[] at, double rate, IReadOnlyList<string> update,
        Budget? budget = null)
    {
        if (at.Length != names.Count)
            throw new ArgumentException($"{names.Count} variables have {at.Length} values.", nameof(at));
        var method = new GradientDescent(update.Count, rate);
        var trace = GraphTrace.Run(loss, names, at, budget);
        var nodes = BackpropagationGraph.Of(trace, names, at);
        double[] gradient = [.. nodes.Take(names.Count).Select(node => node.Cotangent)];

        var places = Places(names, update);
        double[] parameters = [.. places.Select(place => at[place])];
        method.Step(parameters, [.. places.Select(place => gradient[place])]);
        double[] after = [.. at];
        for (var i = 0; i < places.Length; i++) after[places[i]] = parameters[i];
        return new(names, [.. at], rate)
        {
            Nodes = nodes,
            Gradient = gradient,
            Updated = [.. update.Select((name, i) => KeyValuePair.Create(name, parameters[i]))],
            LossAfter = update.Count == 0 ? null : CompiledFormula.Compile(loss, names).Value(after),
        };
    }

    /// <summary>The four steps as text: the values forward, the loss, the cotangents backward, the update.</summary>
    public string ToText(TextStyle style = TextStyle.Unicode) => BackpropagationText.Write(this, style);

    static int[] Places(IReadOnlyList<string> names, IReadOnlyList<string> update)
    {
        var places = new Dictionary<string, int>();
        for (var i = 0; i < names.Count; i++) places.Add(names[i], i);
        var seen = new HashSet<string>();
        foreach (var name in update)
        {
            if (!places.ContainsKey(name))
                throw new OptionException("update", $"{name} is no variable of the loss, so it can't be updated.");
            if (!seen.Add(name)) throw new OptionException("update", $"{name} is to be updated twice.");
        }

        return [.. update.Select(name => places[name])];
    }
}
