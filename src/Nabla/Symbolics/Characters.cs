using System.Globalization;

namespace Nabla.Symbolics;

// What single characters mean in a formula.
static class Characters
{
    const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱˣʸᵏᵐ";
    const string SuperscriptsPlain = "0123456789+-()nixykm";
    const string Subscripts = "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ";
    const string SubscriptsPlain = "0123456789aehijklmnoprstuvx";
    const string Minuses = "−–—‒‐﹣";
    const string Times = "·×⋅∙∗✕•";
    const string Slashes = "÷∕⁄";

    // Characters with one plain spelling are replaced one for one, so that places in the text stay true.
    public static string Plain(string text)
    {
        var first = text.AsSpan().IndexOfAnyExceptInRange('\0', '\x7f');
        if (first < 0) return text;
        char[]? plain = null;
        for (var i = first; i < text.Length; i++)
        {
            var c = Plain(text[i]);
            if (c != text[i]) (plain ??= text.ToCharArray())[i] = c;
        }

        return plain is null ? text : new string(plain);
    }

    public static char Plain(char c)
    {
        if (c < 0x80) return c;
        // Full-width forms, but not the apostrophe, which quotes names.
        if (c is >= '！' and <= '～' and not '＇') return (char)(c - '！' + '!');
        if (Minuses.Contains(c)) return '-';
        if (Times.Contains(c)) return '*';
        if (Slashes.Contains(c)) return '/';
        return char.IsWhiteSpace(c) ? ' ' : c;
    }

    public static bool IsDigit(char c) => (uint)(c - '0') <= 9;

    // 0 where the character is not a superscript.
    public static char OfSuperscript(char c)
    {
        if (c < 0x80) return '\0';
        var i = Superscripts.IndexOf(c);
        return i < 0 ? '\0' : SuperscriptsPlain[i];
    }

    public static char OfSubscript(char c)
    {
        if (c < 0x80) return '\0';
        var i = Subscripts.IndexOf(c);
        return i < 0 ? '\0' : SubscriptsPlain[i];
    }

    public static char ToSuperscript(char c) => Superscripts[SuperscriptsPlain.IndexOf(c)];

    /// <summary>The UTF-16 units of the letter at the place, 0 if there is none.</summary>
    public static int Letter(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length) return 0;
        var c = text[at];
        if (c < 0x80) return char.IsAsciiLetter(c) ? 1 : 0;
        if (char.IsSurrogate(c))
        {
            if (at + 1 >= text.Length || !char.IsSurrogatePair(c, text[at + 1])) return 0;
            return IsLetter(CharUnicodeInfo.GetUnicodeCategory(char.ConvertToUtf32(c, text[at + 1]))) ? 2 : 0;
        }

        return IsLetter(char.GetUnicodeCategory(c)) && Superscripts.IndexOf(c) < 0 && Subscripts.IndexOf(c) < 0 ? 1 : 0;
    }

    /// <summary>Whether the character is a mark that belongs to the letter before it, as the hat of x̂.</summary>
    public static bool IsMark(char c) => c >= 0x300 && char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    // ½ ⅓ …: numerator and denominator, or (0, 0).
    public static (int Numerator, int Denominator) Fraction(char c) => c switch
    {
        '½' => (1, 2), '⅓' => (1, 3), '⅔' => (2, 3), '¼' => (1, 4), '¾' => (3, 4),
        '⅕' => (1, 5), '⅖' => (2, 5), '⅗' => (3, 5), '⅘' => (4, 5), '⅙' => (1, 6), '⅚' => (5, 6),
        '⅐' => (1, 7), '⅛' => (1, 8), '⅜' => (3, 8), '⅝' => (5, 8), '⅞' => (7, 8),
        '⅑' => (1, 9), '⅒' => (1, 10),
        _ => (0, 0),
    };

    static bool IsLetter(UnicodeCategory category) => category <= UnicodeCategory.OtherLetter;
}
