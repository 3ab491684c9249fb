using Nabla.Optimization;

namespace Nabla.Cli;

/// <summary>One option: its name without dashes (the same word is its member in a JSON line), its value, and its verbs.</summary>
/// <param name="Name">The name without dashes.</param>
/// <param name="Value">What to write after it, or null for a switch.</param>
/// <param name="Description">One line for the help page.</param>
/// <param name="Verbs">The verbs that take it, or none for all.</param>
sealed record OptionRow(string Name, string? Value, string Description, params string[] Verbs)
{
    public bool BelongsTo(string verb) => Verbs.Length == 0 || Verbs.Contains(verb);

    /// <summary>The words that may follow where they are a closed list; empty for free text.</summary>
    public string[] Choices { get; } = Value is { } value && (Name == "with" || value.Contains('|')) && !value.Contains(' ') ? value.Split('|') : [];
}

static class OptionTable
{
    public static readonly OptionRow[] All =
    [
        new("var", "x[,y…]", "the variable to differentiate by (x,y: by x, then by y); descend, minimize: what moves", "derivative", "explain", "gradient", "evaluate", "check", "plot", "descend", "minimize", "backprop"),
        new("order", "n", "the order of the derivative", "derivative", "explain"),
        new("at", "x=1,y=2", "the point for numbers; descend, minimize, check: variables held fixed", "derivative", "gradient", "explain", "evaluate", "backprop", "plot", "descend", "minimize", "check"),
        new("simplify", "none|light|full", "how far results are simplified (light)", "derivative", "gradient", "explain"),
        new("format", "text|latex|mathml|csharp", "how results are written (text)", "derivative", "gradient", "explain", "evaluate"),
        new("depth", "n", "how deep the steps go; all shows constants and linear pieces too", "explain"),
        new("hint", null, "name the rules only", "explain"),
        new("hessian", null, "also the second derivatives", "gradient"),
        new("from", "10 | x=2,y=1", "the start", "descend", "minimize"),
        new("rate", "0.1", "the learning rate η", "descend", "minimize", "backprop"),
        new("epochs", "20", "how many steps, at most", "descend", "minimize", "fit"),
        new("method", string.Join('|', FirstOrderMethod.Names), "the rule of a step (gd)", "descend"),
        new("method", string.Join('|', MinimizeMethod.Names.Concat(FirstOrderMethod.Names)), "the way down (newton, or l-bfgs for many variables or bounds)", "minimize"),
        new("method", "lm|gauss-newton", "how steps are made: safe from far starts, or all the way (lm)", "fit"),
        new("tol", "1e-9", "stop when the gradient is no longer than this (minimize, fit: in proportion to f and x)", "descend", "minimize", "fit"),
        new("maximize", null, "go up instead of down", "descend", "minimize"),
        new("table", null, "an aligned table of the steps", "descend", "minimize"),
        new("csv", null, "comma-separated rows of the steps", "descend", "minimize"),
        new("data", "FILE", "the observations: a CSV or TSV file, with or without a line of names", "fit"),
        new("response", "y | ln(y)", "what the model is to give: a column or a formula of columns", "fit"),
        new("start", "b1=500,b2=0.0001", "the parameters and where they start", "fit"),
        new("bounds", "b1=0..,b2=-1..1", "bounds of variables; an end may be left open", "minimize", "fit"),
        new("weights", "w | 1/s^2", "the weight of each observation: a column or a formula of columns", "fit"),
        new("robust", "huber|cauchy|soft-l1", "a loss that counts outliers less", "fit"),
        new("scale", "s", "the residual that counts as an outlier (from the spread of the residuals)", "fit"),
        new("confidence", "0.95", "the share of the confidence intervals", "fit"),
        new("predict", "x=1,2,3 | FILE", "where to predict the response", "fit"),
        new("update", "w,b", "the parameters to update", "backprop"),
        new("with", "derivative", "draw the derivative too", "plot"),
        new("range", "x=-3..3[,y=…]", "the part to draw or to test", "plot", "check"),
        new("field", null, "draw the gradient field over the contours", "plot"),
        new("path", "FILE[,FILE…]", "draw the path of a descend or minimize --out FILE (csv or json)", "plot"),
        new("out", "FILE", "write to a file too; its ending says how (tex, md, html, json, svg, png …)"),
        new("json", null, "one JSON object (a line each for a stream) instead of text"),
        new("color", "auto|always|never", "colours (auto: on a terminal, unless NO_COLOR is set)"),
        new("ascii", null, "no characters outside ASCII"),
        new("quiet", null, "no hints on stderr"),
        new("timeout", "2s", "give up after this time, as 500ms, 2s or 1m"),
    ];

    public static OptionRow? Find(string name, string verb) => Array.Find(All, option => option.Name == name && option.BelongsTo(verb));

    /// <summary>What to say where a verb is asked for an option that it has not got.</summary>
    public static string Refusal(string name, string verb) => name switch
    {
        _ when All.All(o => o.Name != name) => $"'{verb}' has no option --{name}",
        "order" => $"--order means nothing to '{verb}': nabla derivative and explain find derivatives of any order",
        "simplify" => $"--simplify means nothing to '{verb}', which does not write derivatives as formulas",
        "format" => $"--format means nothing to '{verb}', which does not answer in formulas",
        _ => $"'{verb}' has no option --{name}: that belongs to {string.Join(", ", All.Where(o => o.Name == name).SelectMany(o => o.Verbs).Distinct())}",
    };

    public static OptionRow? Find(string name) => Array.Find(All, option => option.Name == name);
}
