using System.Text;

namespace Nabla.Symbolics;

// Names of variables in LaTeX: x_{1} for x1, \theta for θ, \mathit{speed} for words, whose letters it keeps together.
static class LatexName
{
    public static string Of(string name)
    {
        var letters = Names.IsPlain(name) ? Names.LettersEnd(name, 0) : 0;
        if (letters == 0) return Quoted(name);
        var subscript = Subscript(name.AsSpan(letters));
        if (subscript is null) return Quoted(name);
        var word = name[..letters];
        var letter = letters == 1 ? GreekLetters.Name(word[0]) : null;
        if (letter is not null) return $@"\{letter}" + (subscript.Length == 0 ? " " : subscript);
        return (letters == 1 ? word : Quoted(word)) + subscript;
    }

    /// <summary>Whether the name may follow a number: 2e_{3} is fine, 2e + 3 is not always.</summary>
    public static bool StartsSafely(string name) => name.Length > 0 && name is not ("e" or "E");

    // Double braces keep x_1 apart from x1; they do not show. Null where there is no such subscript.
    static string? Subscript(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty) return "";
        if (rest[0] != '_') return rest.IndexOfAnyExceptInRange('0', '9') < 0 ? $"_{{{rest}}}" : null;
        rest = rest[1..];
        foreach (var c in rest)
            if (!char.IsAsciiLetterOrDigit(c)) return null;
        return char.IsAsciiDigit(rest[0]) ? $"_{{{{{rest}}}}}" : $"_{{{rest}}}";
    }

    static string Quoted(string name)
    {
        var text = new StringBuilder(@"\mathit{");
        foreach (var c in name)
        {
            if (c is '_' or '%' or '$' or '#' or '&') text.Append('\\');
            text.Append(c is '{' or '}' or '\\' ? ' ' : c);
        }

        return text.Append('}').ToString();
    }
}
