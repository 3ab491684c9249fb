using System.Text;
using Nabla.Symbolics;

namespace Nabla.Cli;

/// <summary>
/// What --ascii leaves of a text: signs are spelled out, and a Greek letter is its name in LaTeX, \theta or \theta_{1},
/// which formulas read back as the same variable; a name of several letters is \mathit{\Delta x}. In JSON, C# and XML every
/// other character is an escape of theirs.
/// </summary>
sealed class AsciiWriter(TextWriter inner, AsciiWriter.Kind kind) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    public enum Kind
    {
        Text,
        Prose,
        Program,
        Xml,
    }

    static readonly Dictionary<char, string> s_signs = new()
    {
        ['′'] = "'", ['·'] = "*", ['×'] = "*", ['−'] = "-", ['–'] = "-", ['—'] = "-", ['∂'] = "d", ['∇'] = "grad ", ['→'] = "->", ['←'] = "<-",
        ['≤'] = "<=", ['≥'] = ">=", ['≠'] = "!=", ['≈'] = "~", ['±'] = "+/-", ['…'] = "...", ['∞'] = "inf", ['π'] = "pi", ['√'] = "sqrt ",
        ['²'] = "^2", ['³'] = "^3", ['\uFFFD'] = "?",
    };

    // The letters of what may be a name, after its quote if it has one.
    readonly StringBuilder _name = new();

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
        if (kind != Kind.Text || !IsInName(value)) Put(value);
    }

    void Put(char value)
    {
        if (char.IsAscii(value)) Ascii(value);
        else if (kind is Kind.Text or Kind.Prose) Sign(value);
        else if (kind == Kind.Program) inner.Write(Escaped(value));
        else Reference(value);
    }

    public override void Flush()
    {
        EndName(isClosed: false);
        inner.Flush();
    }

    // π is a constant and never part of a name.
    bool IsInName(char value)
    {
        var isQuoted = _name.Length > 0 && _name[0] == '\'';
        if (char.IsAsciiLetter(value) || (LatexOf(value) is not null && value != 'π') || (isQuoted && (char.IsAsciiDigit(value) || value == '_')))
        {
            _name.Append(value);
            return true;
        }

        EndName(isClosed: isQuoted && value == '\'');
        if (value != '\'') return false;
        if (!isQuoted) _name.Append(value);
        return true;
    }

    // The letters one by one, as \alpha x, would be read as a product.
    void EndName(bool isClosed)
    {
        var written = _name.ToString();
        _name.Clear();
        var name = isClosed ? written[1..] : written;
        var isDifferential = !isClosed && name.Length == 2 && name[0] == 'd';
        if (name.Length < 2 || name[0] == '\'' || isDifferential || name.All(char.IsAscii))
        {
            foreach (var c in written) Put(c);
            if (isClosed) Put('\'');
            return;
        }

        EndSubscript();
        inner.Write(@"\mathit{" + string.Concat(name.Select(c => LatexOf(c) ?? c.ToString())).TrimEnd() + "}");
        _isAfterLetter = !char.IsAsciiDigit(name[^1]);
    }

    // With the blank that ends a command; null for what is no Greek letter.
    static string? LatexOf(char value)
    {
        if (char.IsAscii(value)) return null;
        var latex = Expr.Symbol(value.ToString()).ToLatex();
        return latex.StartsWith('\\') && latex.All(char.IsAscii) ? latex : null;
    }

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
        var letter = sign is null ? LatexOf(value)?.TrimEnd() : null;
        _isAfterLetter = letter is not null;
        inner.Write(sign ?? letter ?? Escaped(value));
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
