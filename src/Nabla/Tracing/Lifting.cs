using System.Text.RegularExpressions;
using Nabla.Symbolics;
using Nabla.Tensors;

namespace Nabla.Tracing;

/// <summary>Graphs as formulas: their inputs named, their equations run on formulas.</summary>
static partial class Lifting
{
    static readonly string[] s_few = ["x", "y", "z"];

    /// <summary>A formula for each element of the outputs.</summary>
    /// <exception cref="LiftException">An equation has no formula; the message names it as the graph prints it.</exception>
    public static Expr[] Run(Graph graph, IReadOnlyList<string> names, Budget budget)
    {
        using var operation = ExprInterner.Begin();
        var inputs = graph.InputVariables;
        if (names.Count == 0) names = Default(inputs.Length);
        if (names.Count != inputs.Length)
            throw new ArgumentException($"The graph has {inputs.Length} inputs, and {names.Count} names were given.", nameof(names));
        var level = new FormulaLevel(budget);
        try
        {
            var x = new Tensor[inputs.Length];
            for (var i = 0; i < x.Length; i++)
            {
                if (!inputs[i].DType.IsFloating) throw new LiftException($"Input {i} of the graph is {inputs[i].Type}, and a formula is of real numbers.");
                x[i] = level.Wrap(Symbols(names[i], inputs[i].Type, budget), inputs[i].Type);
            }

            return [.. graph.Run(x).SelectMany(level.Elements)];
        }
        catch (LiftException e) when (graph.Equations.FirstOrDefault(q => ReferenceEquals(q.Primitive, e.Operation)) is { } equation)
        {
            throw new LiftException($"In the equation {GraphPrinter.Print(graph, equation)}: {e.Message}");
        }
        finally
        {
            level.Close();
        }
    }

    /// <summary>The parameters of a function from its text, (x, y) => …; x, y, z if it is no lambda with as many names.</summary>
    public static string[] Names(string text, int count)
    {
        string[] names = [.. Parameters().Match(text).Groups["name"].Captures.Select(c => c.Value.TrimStart('@'))];
        return names.Length == count && !names.Contains("_") && names.Distinct().Count() == count ? names : Default(count);
    }

    static string[] Default(int count) =>
        count <= s_few.Length ? s_few[..count] : [.. Enumerable.Range(1, count).Select(i => FormattableString.Invariant($"x{i}"))];

    static Expr[] Symbols(string name, TensorType type, Budget budget)
    {
        if (type.Shape.Rank == 0) return [Expr.Symbol(name)];
        budget.Charge(type.Shape.Count);
        return [.. Enumerable.Range(1, (int)type.Shape.Count).Select(i => Expr.Symbol(FormattableString.Invariant($"{name}{i}")))];
    }

    [GeneratedRegex(@"^\s*(static\s+)?(\(\s*(([\w.]+\s+)?(?<name>@?\w+)\s*(,\s*|(?=\))))+\)|(?<name>@?\w+))\s*=>")]
    private static partial Regex Parameters();
}
