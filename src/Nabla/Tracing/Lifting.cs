using Nabla.Symbolics;
using Nabla.Tensors;

namespace Nabla.Tracing;

/// <summary>Graphs as formulas: their inputs named, their equations run on formulas.</summary>
static class Lifting
{
    static readonly string[] s_few = ["x", "y", "z"];

    /// <summary>A formula for each element of the outputs.</summary>
    /// <exception cref="LiftException">An equation has no formula; the message names it as the graph prints it.</exception>
    public static Expr[] Run(Graph graph, IReadOnlyList<string> names, Budget budget)
    {
        using var operation = ExprInterner.Begin();
        var inputs = graph.InputVariables;
        if (names.Count == 0) names = Few(inputs.Length);
        if (names.Count != inputs.Length)
            throw new ArgumentException($"The graph has {inputs.Length} inputs, and {names.Count} names were given.", nameof(names));
        string[][] elements = [.. graph.Inputs.Zip(names, (input, name) => Elements(name, input, budget))];
        if (elements.SelectMany(e => e).GroupBy(n => n).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"The name {twice.Key} would stand for two elements: name the inputs otherwise.", nameof(names));
        var level = new FormulaLevel(budget);
        try
        {
            var x = new Tensor[inputs.Length];
            for (var i = 0; i < x.Length; i++)
            {
                if (!inputs[i].DType.IsFloating) throw new LiftException($"Input {i} of the graph is {inputs[i].Type}, and a formula is of real numbers.");
                x[i] = level.Wrap([.. elements[i].Select(Expr.Symbol)], inputs[i].Type);
            }

            return [.. graph.Run(x).SelectMany(level.Elements)];
        }
        catch (LiftException e) when (graph.Equations.Any(q => ReferenceEquals(q.Primitive, e.Operation)))
        {
            throw new LiftException($"In the equation {GraphPrinter.Print(graph, graph.Equations.First(q => ReferenceEquals(q.Primitive, e.Operation)))}: {e.Message}");
        }
        finally
        {
            level.Close();
        }
    }

    /// <summary>The names that the elements of the inputs have where none are given.</summary>
    public static string[] Variables(Graph graph) =>
        [.. graph.Inputs.Zip(Few(graph.InputVariables.Length)).SelectMany(p => Elements(p.Second, p.First, new Budget()))];

    /// <summary>The parameters of a function from its text, (x, y) => …; x, y, z if it is no lambda with as many names.</summary>
    public static string[] Names(string text, int count)
    {
        var head = text.Split("=>")[0].Trim();
        if (head.StartsWith("static ", StringComparison.Ordinal)) head = head["static ".Length..].Trim();
        if (head is ['(', .., ')']) head = head[1..^1];
        string[] names = [.. head.Split(',').Select(parameter => parameter.Trim().Split(' ')[^1].TrimStart('@'))];
        return text.Contains("=>", StringComparison.Ordinal) && names.Length == count && Array.TrueForAll(names, IsName) && names.Distinct().Count() == count
            ? names
            : Few(count);
    }

    static bool IsName(string text) =>
        text.Length > 0 && text != "_" && !char.IsDigit(text[0]) && text.All(letter => char.IsLetterOrDigit(letter) || letter == '_');

    static string[] Few(int count) => count <= s_few.Length ? s_few[..count] : [.. Numbered("x", count)];

    static string[] Elements(string name, TensorType type, Budget budget)
    {
        budget.Charge(type.Shape.Count);
        return type.Shape.Rank == 0 ? [name] : [.. Numbered(name, type.Shape.Count)];
    }

    static IEnumerable<string> Numbered(string name, nint count) =>
        Enumerable.Range(1, (int)count).Select(i => FormattableString.Invariant($"{name}{i}"));
}
