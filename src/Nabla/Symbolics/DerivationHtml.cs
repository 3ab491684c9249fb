using System.Net;
using System.Text;
using static Nabla.Symbolics.DerivationOutline;

namespace Nabla.Symbolics;

// A derivation as nested lists: what the text says in words, with the formulas in MathML.
sealed class DerivationHtml(Derivation derivation)
{
    readonly DerivationText _words = new(derivation, TextStyle.Unicode);
    readonly DisplayNames _names = new(derivation);
    readonly StringBuilder _html = new();

    public static string Write(Derivation derivation) => new DerivationHtml(derivation).WriteAll();

    string WriteAll()
    {
        _html.Append("<div class=\"derivation\">\n");
        foreach (var item in new DerivationOutline(derivation, _names).Items)
        {
            if (item.Kind == ItemKind.Open) Open(item);
            else if (item.Kind == ItemKind.Close) Close(item);
            else Line("<li>", item.Number, $" see step {item.Target}: {Result(item)}</li>");
        }

        foreach (var (name, formula) in _names.Definitions) Line("<p>", Text(name), $" = {formula.ToMathML()}</p>");
        foreach (var caveat in derivation.Caveats)
            Line("<p class=\"note\">", Text(caveat.ToText(f => _names[f].ToText())), "</p>");
        return _html.Append("</div>\n").ToString();
    }

    void Open(Item item)
    {
        var step = item.Step;
        if (item.IsStage && step.Variable is not null)
            Line("<p>", Text(DerivationText.Operator(step)), $" {Formula(step.Before)}</p>");
        if (item.Level == 0) _html.Append("<ol>\n");
        _html.Append("<li><span class=\"number\">").Append(item.Number).Append("</span>");
        _html.Append(" <span class=\"rule\">").Append(Text(step.Rule.Name)).Append("</span>");
        if (step.Variable is null) _html.Append(' ').Append(Text(step.Detail));
        else if (_words.General(step) is { Length: > 0 } general)
            _html.Append(" <span class=\"formula\">").Append(Text(general)).Append("</span>");
        foreach (var (name, formula) in step.Bindings)
            _html.Append($" <span class=\"letter\">{Text(name)} = {Formula(formula)}</span>");
        _html.Append(item.HasParts ? "\n<ol>\n" : "\n");
    }

    void Close(Item item)
    {
        if (item.HasParts) _html.Append("</ol>\n");
        Line("", Result(item), "</li>");
        if (item.Level == 0) _html.Append("</ol>\n");
    }

    string Result(Item item)
    {
        var left = item.Step.Variable is null
            ? Formula(item.Step.Before)
            : Text(item.IsStage ? DerivationText.Operator(item.Step) + " …" : _words.Label(item));
        return $"<span class=\"result\">{left} = {Formula(item.Step.After)}</span>";
    }

    string Formula(Expr f) => _names[f].ToMathML();

    static string Text(string text) => WebUtility.HtmlEncode(text);

    void Line(params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts) _html.Append(part);
        _html.Append('\n');
    }
}
