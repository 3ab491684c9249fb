using System.Net;
using System.Text;

namespace Nabla.Cli;

/// <summary>The file of <c>--out</c> for verbs that answer in formulas: the ending chooses the notation and its wrapping.</summary>
static class AnswerFile
{
    public static readonly string[] Kinds = ["txt", "md", "tex", "mml", "html", "cs", "json"];

    const string Style = "body{font:1.1rem/1.6 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}"
        + ":root{color-scheme:light dark}math{font-size:1.15em}.rule{font-weight:600}.number,.note{opacity:.7}.letter{margin-left:1em}ol{list-style:none}";

    /// <summary>The notation that a file of that kind holds; a plain text may hold any.</summary>
    public static string FormatOf(string kind, string asked) => kind switch
    {
        "md" or "tex" => "latex",
        "mml" or "html" => "mathml",
        "cs" => "csharp",
        _ => asked,
    };

    /// <summary>What is written: the parts of the answer, in that notation, as a document of that kind.</summary>
    public static string Write(string kind, string title, IEnumerable<string> parts) => kind switch
    {
        "md" => string.Concat(parts.Select(Markdown)),
        "tex" => "% \\usepackage{amsmath}\n" + string.Concat(parts.Select(p => IsDisplay(p) ? p.TrimEnd('\n') + "\n" : $"\\[\n{p}\n\\]\n")),
        "html" => Page(title, parts),
        _ => string.Concat(parts.Select(p => p.TrimEnd('\n') + "\n")),
    };

    static bool IsDisplay(string latex) => latex.StartsWith(@"\begin{align", StringComparison.Ordinal);

    static string Markdown(string latex) => IsDisplay(latex)
        ? latex.Replace(@"\begin{align*}", "$$\n\\begin{align*}").Replace(@"\end{align*}", "\\end{align*}\n$$\n")
        : $"$$\n{latex}\n$$\n";

    static string Page(string title, IEnumerable<string> parts)
    {
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>").Append(WebUtility.HtmlEncode(title));
        page.Append("</title>\n<style>").Append(Style).Append("</style>\n</head>\n<body>\n");
        foreach (var part in parts) page.Append(part.StartsWith("<div", StringComparison.Ordinal) ? part : $"<p>{part}</p>\n");
        return page.Append("</body>\n</html>\n").ToString();
    }
}
