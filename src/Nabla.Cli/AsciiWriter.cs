using System.Text;
using Nabla.Symbolics;

namespace Nabla.Cli;

/// <summary>
/// What --ascii leaves of a text: signs are spelled out, and a Greek letter is its name in LaTeX, \theta or \theta_{1},
/// which formulas read back as the same variable. In JSON, C# and XML every other character is an escape of theirs.
/// </summary>
sealed class AsciiWriter(TextWriter inner, AsciiWriter.Kind kind) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    public enum Kind
    {
        Text,
        Program,
        Xml,
    }

    static readonly Dictionary<char, string> s_signs = new()
    {
        ['′'] = "'", ['·'] = "*", ['×'] = "*", ['−'] = "-", ['–'] = "-", ['—'] = "-", ['∂'] = "d", ['∇'] = "grad ", ['→'] = "->", ['←'] = "<-",
        ['≤'] = "<=", ['≥'] = ">=", ['≠'] = "!=", ['≈'] = "~", ['±'] = "+/-", ['…'] = "...", ['∞'] = "inf", ['π'] = "pi", ['√'] = "sqrt ",
        ['²'] = "^2", ['³'] = "^3", ['\uFFFD'] = "?",
    };

    // After a Greek letter: its subscript is set in braces, and a letter would go on with its name.
    string _closing = "";
    bool _isAfterLetter;
    char _highSurrogate;

    public static Kind KindOf(Request request) =>
        request.Flag("json") || request.Text("format") is "csharp" ? Kind.Program
        : request.Verb == "plot" || request.Text("format") is "mathml" ? Kind.Xml
        : Kind.Text;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        if (char.IsAscii(value)) Ascii(value);
        else if (kind == Kind.Text) Sign(value);
        else if (kind == Kind.Program) inner.Write(Escaped(value));
        else Reference(value);
    }

    public override void Flush() => inner.Flush();

    void Ascii(char value)
    {
        if (_isAfterLetter && char.IsAsciiDigit(value)) Open("_{", "}");
        else if (_isAfterLetter && char.IsAsciiLetter(value)) inner.Write(' ');
        if (!char.IsAsciiDigit(value)) EndSubscript();
        _isAfterLetter = false;
        inner.Write(value);
    }

    void Sign(char value)
    {
        EndSubscript();
        var sign = s_signs.GetValueOrDefault(value);
        var letter = sign is null ? Expr.Symbol(value.ToString()).ToLatex().TrimEnd() : "";
        _isAfterLetter = letter.StartsWith('\\') && letter.All(char.IsAscii);
        inner.Write(sign ?? (_isAfterLetter ? letter : Escaped(value)));
    }

    void Open(string opening, string closing)
    {
        inner.Write(opening);
        _closing = closing;
    }

    void EndSubscript()
    {
        inner.Write(_closing);
        _closing = "";
    }

    void Reference(char value)
    {
        if (char.IsHighSurrogate(value)) _highSurrogate = value;
        else inner.Write($"&#x{(char.IsLowSurrogate(value) ? char.ConvertToUtf32(_highSurrogate, value) : value):x};");
    }

    static string Escaped(char value) => $"\\u{(int)value:x4}";
}
