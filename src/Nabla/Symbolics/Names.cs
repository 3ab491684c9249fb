using System.Text;
using Nabla.Rules;

namespace Nabla.Symbolics;

// Which words are names, and of what: the one place where spelling and meaning of names meet.
static class Names
{
    static readonly ScalarRule[] s_operators =
    [
        Elementwise.Add, Elementwise.Subtract, Elementwise.Multiply, Elementwise.Divide,
        Elementwise.Negate, Elementwise.Power,
        Elementwise.Less, Elementwise.LessEqual, Elementwise.Greater, Elementwise.GreaterEqual,
        Elementwise.Equal, Elementwise.NotEqual,
    ];

    static readonly Dictionary<string, ScalarRule> s_functions = Functions();
    static readonly Dictionary<string, ScalarRule>.AlternateLookup<ReadOnlySpan<char>> s_functionsBySpan =
        s_functions.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether the row is written with a sign rather than by its name.</summary>
    public static bool IsOperator(ScalarRule rule) => Array.IndexOf(s_operators, rule) >= 0;

    /// <summary>The function that people know by that name or alias.</summary>
    public static ScalarRule? Function(ReadOnlySpan<char> name) =>
        s_functionsBySpan.TryGetValue(name, out var rule) && rule.WrittenAs is null ? rule : null;

    /// <summary>The function of that name where a list of arguments follows it, inner rows among them.</summary>
    public static ScalarRule? Called(ReadOnlySpan<char> name) =>
        s_functionsBySpan.TryGetValue(name, out var rule) ? rule : null;

    /// <summary>The names and aliases of the functions that people know.</summary>
    public static IEnumerable<string> AllFunctions =>
        s_functions.Where(f => f.Value.WrittenAs is null).Select(f => f.Key);

    public static Expr? Constant(ReadOnlySpan<char> name) => name switch
    {
        "pi" or "π" => Expr.Pi,
        "e" => Expr.E,
        _ => null,
    };

    /// <summary>The end of the name that starts at the place: letters, then a subscript. π stands alone.</summary>
    public static int End(ReadOnlySpan<char> text, int at)
    {
        var i = LettersEnd(text, at);
        if (text[i - 1] == 'π') return i;
        var digits = i;
        while (i < text.Length && IsDigit(text[i])) i++;
        // log1p has letters after its digit; in x1y they start another name.
        var whole = i > digits ? LettersEnd(text, i) : i;
        if (whole > i && Function(text[at..whole]) is not null) return whole;
        return SubscriptEnd(text, i);
    }

    /// <summary>The end of the subscripts at the place: _2, _max, _{10}.</summary>
    public static int SubscriptEnd(ReadOnlySpan<char> text, int i)
    {
        while (i + 1 < text.Length && text[i] == '_' && (IsDigit(text[i + 1]) || Characters.Letter(text, i + 1) > 0))
        {
            i++;
            for (int step; i < text.Length; i += step)
            {
                step = IsDigit(text[i]) ? 1 : Characters.Letter(text, i);
                if (step == 0) break;
            }
        }

        if (i + 1 < text.Length && text[i] == '_' && text[i + 1] == '{')
        {
            // Double braces keep x_1 apart from x1 in LaTeX.
            var braces = i + 2 < text.Length && text[i + 2] == '{' ? 2 : 1;
            var close = i + 1 + braces;
            while (close < text.Length && (char.IsAsciiLetterOrDigit(text[close]) || text[close] == ' ')) close++;
            if (close > i + 1 + braces && text[close..].StartsWith(braces == 2 ? "}}" : "}")) return close + braces;
        }

        return i;
    }

    /// <summary>The end of the run of letters at the place.</summary>
    public static int LettersEnd(ReadOnlySpan<char> text, int at)
    {
        var i = at;
        for (var step = Characters.Letter(text, i); step > 0; step = Characters.Letter(text, i))
        {
            if (text[i] == 'π') return i == at ? i + 1 : i;
            i += step;
            while (i < text.Length && Characters.IsMark(text[i])) i++;
        }

        return i;
    }

    /// <summary>The name as it is known: x₁ and x_{1} are x1, x_{max} is x_max.</summary>
    public static string Canonical(ReadOnlySpan<char> spelled)
    {
        if (IsLettersAndDigits(spelled)) return spelled.ToString();
        var name = new StringBuilder(spelled.Length);
        var isSubscripted = false;
        foreach (var c in spelled)
        {
            if (c is '{' or '}' or ' ') continue;
            var plain = Characters.OfSubscript(c);
            if (char.IsAsciiLetter(plain) && !isSubscripted) name.Append('_');
            isSubscripted |= plain != '\0' || c == '_';
            name.Append(plain == '\0' ? c : plain);
        }

        var brace = spelled.IndexOf("_{");
        if (brace >= 0 && IsDigit(spelled[brace + 2])) name.Remove(brace, 1);
        return name.ToString();
    }

    static bool IsLettersAndDigits(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c)) return false;
        return true;
    }

    /// <summary>Whether the name, written as it is, is read as a variable of that name.</summary>
    public static bool IsPlain(string name)
    {
        if (name.Length == 1 && char.IsAsciiLetter(name[0])) return name[0] != 'e';
        if (name.Length == 0 || Characters.Letter(name, 0) == 0 || End(name, 0) != name.Length) return false;
        if (name.Length > 1 && Function(name) is not null) return false;
        if (IsGreekTimesLatin(name) || LogarithmBase(name) is not null) return false;
        if (name.Contains('{') || Constant(name) is not null || name == "where") return false;
        foreach (var c in name)
            if (c >= 0x80 && (Characters.Plain(c) != c || Characters.OfSubscript(c) != '\0')) return false;
        return Split(name) == name.Length;
    }

    // sin2x is the sine of 2x: where letters name a function and the whole does not, the digits stand apart.
    public static int Split(ReadOnlySpan<char> name)
    {
        var letters = LettersEnd(name, 0);
        if (letters == name.Length || letters == 1 || !IsDigit(name[letters])) return name.Length;
        return Function(name) is null && Function(name[..letters]) is not null ? letters : name.Length;
    }

    /// <summary>The base of log_5, log_{5} and log₅, unless there is a function of that name.</summary>
    public static int? LogarithmBase(ReadOnlySpan<char> word)
    {
        if (word.Length is < 4 or > 16 || !word.StartsWith("log") || char.IsAsciiLetterOrDigit(word[3])) return null;
        var digits = Canonical(word).AsSpan(3).TrimStart('_');
        if (digits.Length is 0 or > 9 || digits.ContainsAnyExceptInRange('0', '9') || Function($"log{digits}") is not null) return null;
        return int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Whether a word is a Greek and a Latin letter side by side, as in αx², each a variable; Δx, δx and dθ are names.</summary>
    public static bool IsGreekTimesLatin(ReadOnlySpan<char> word)
    {
        if (word.Length < 2 || LettersEnd(word, 0) != 2) return false;
        var (greek, latin) = GreekLetters.Name(word[0]) is null ? (word[1], word[0]) : (word[0], word[1]);
        return GreekLetters.Name(greek) is not null && greek is not ('Δ' or 'δ' or 'Σ' or 'Π') && char.IsAsciiLetter(latin) && word[0] != 'd';
    }

    /// <summary>The letters beside e or pi in a short word that may be their product, as x in xe and pix; null for all other words.</summary>
    public static string? LettersBesideConstant(string name)
    {
        if (name.Length is < 2 or > 4) return null;
        foreach (var c in name)
            if (!char.IsAsciiLetter(c)) return null;
        if (GreekLetters.Letter(name) is not null) return null;
        var letters = "";
        foreach (var factor in FactorsBesideConstant(name))
            if (factor is not ("e" or "pi")) letters += factor;
        var hasPi = name.Contains("pi", StringComparison.Ordinal);
        return letters.Length is 1 or 2 && (hasPi || name.Length <= 3 && name.Contains('e')) ? letters : null;
    }

    /// <summary>The factors of such a word.</summary>
    public static IEnumerable<string> FactorsBesideConstant(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            var isPi = name.AsSpan(i).StartsWith("pi");
            yield return isPi ? "pi" : name[i].ToString();
            if (isPi) i++;
        }
    }

    static bool IsDigit(char c) => char.IsAsciiDigit(c) || (c >= 0x80 && Characters.OfSubscript(c) != '\0');

    static Dictionary<string, ScalarRule> Functions()
    {
        var functions = new Dictionary<string, ScalarRule>();
        foreach (var rule in Elementwise.All)
        {
            if (IsOperator(rule)) continue;
            functions.Add(rule.Name, rule);
            foreach (var alias in rule.Aliases) functions.Add(alias, rule);
        }

        return functions;
    }
}
