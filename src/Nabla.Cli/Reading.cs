using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Cli;

/// <summary>Formulas of a request, read and echoed, and the choices that follow from their names.</summary>
static class Reading
{
    const int HighestOrder = 10_000;

    /// <summary>Reads the formula at that place; remarks go out as warnings and hints.</summary>
    public static ParsedFormula Read(this Request request, Response response, int place = 0, IEnumerable<string>? known = null, CancellationToken cancellation = default)
    {
        response.Place = place;
        var text = place < request.Formulas.Count ? request.Formulas[place] : request.Formula;
        var names = (request.Names("var") ?? []).Concat(request.Names("update") ?? [])
            .Concat(NamesIn(request, "at")).Concat(NamesIn(request, "from")).Concat(known ?? []).ToArray();
        var parsed = Formula.Parse(text, new ParseOptions { Names = names, Budget = new Budget(cancellation: cancellation) });
        if (parsed.PlaceOf("") is { } nameless) throw new FormulaException("empty_name", "There is no name between the quotes.", nameless, 2, "write a name between them, or remove them");
        if (parsed.DerivativeBy.Count > 0 && request.Verb is not ("derivative" or "explain"))
        {
            throw new UsageException(
                $"'{request.Verb}' takes a formula, and d/d{parsed.DerivativeBy[0]} asks for a derivative: find that first",
                "nabla derivative \"" + (text.Length <= 60 ? text : "…") + "\"");
        }

        response.Read(parsed.ReadAs);
        response.Hint("read as: " + (parsed.ReadAs.Length <= 300 ? parsed.ReadAs : parsed.ReadAs[..300] + " …"));
        foreach (var note in parsed.Notes)
        {
            if (note.IsWarning) response.Warn(note.Code, note.Message);
            else response.Hint("note: " + note.Message);
        }

        return parsed;
    }

    static IEnumerable<string> NamesIn(Request request, string option) =>
        request.Parts(option).Where(p => p.Contains('=')).Select(p => p[..p.IndexOf('=', StringComparison.Ordinal)].Trim());

    /// <summary>The variables to differentiate by, one after the other: those asked for, else x, else the only one.</summary>
    public static string[] DifferentiateBy(this Request request, ParsedFormula parsed, Response response)
    {
        var order = request.Count("order", 1);
        if (order > HighestOrder) throw new UsageException($"--order goes up to {HighestOrder}");
        // A d/dx in the text comes first, then what --var asks for.
        string[] by = [.. parsed.DerivativeBy.Reverse(), .. request.Names("var") ?? []];
        if (by.Length == 0) by = [OnlyVariable(parsed)];
        if (request.Has("order"))
        {
            if (by.Length > 1) throw new UsageException("--order repeats one variable; with --var x,y the list is the order");
            by = [.. Enumerable.Repeat(by[0], order)];
        }

        foreach (var name in by.Distinct().Where(name => !parsed.Names.Contains(name)))
            response.Hint($"note: {name} does not occur in the formula");
        var held = parsed.Names.Except(by).ToArray();
        if (held.Length > 0 && by.Length > 0) response.Hint($"{Few.Of(held)} held constant");
        return by;
    }

    static string OnlyVariable(ParsedFormula parsed) => parsed.Names switch
    {
        [] => "x",
        [var only] => only,
        var names when names.Contains("x") => "x",
        var names => throw new UsageException($"name the variable to differentiate by: the formula has {Few.Of(names)}", $"nabla derivative … --var {names[0]}"),
    };

    public static SimplifyLevel Level(this Request request) => request.Text("simplify") is null
        ? SimplifyLevel.Light
        : request.Choice("simplify", "none", "light", "full") switch
        {
            "none" => SimplifyLevel.None,
            "light" => SimplifyLevel.Light,
            _ => SimplifyLevel.Full,
        };

    /// <summary>The notation of --format, for a person.</summary>
    public static Notation Notation(this Request request) => new(request.Choice("format", Cli.Notation.Formats), request.Style());

    public static TextStyle Style(this Request request) => request.Flag("ascii") ? TextStyle.Ascii : TextStyle.Unicode;

    /// <summary>Values for the variables in their order; all of them must be given.</summary>
    public static double[] Coordinates(this ParsedFormula parsed, IReadOnlyList<KeyValuePair<string, double>> point, IReadOnlyList<string> variables, string option = "at")
    {
        var missing = variables.Where(v => !point.Any(p => p.Key == v)).ToArray();
        if (missing.Length > 0)
        {
            throw new UsageException(
                $"{Few.Of(missing)} {(missing.Length == 1 ? "has" : "have")} no value"
                + (missing is ["E"] ? "; the base of the natural logarithm is written e" : ""),
                $"nabla … --{option} {Few.Of([.. point.Select(p => p.Key + "=" + NumberText.Of(p.Value)).Concat(missing.Select(m => m + "=1"))], ",")}",
                parsed.PlaceOf(missing[0]), missing[0].Length);
        }

        return [.. variables.Select(v => point.First(p => p.Key == v).Value)];
    }
}
