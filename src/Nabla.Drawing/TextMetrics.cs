using System.Collections.Frozen;

namespace Nabla.Drawing;

/// <summary>How much room text takes: advance widths close to those of common sans-serif fonts.</summary>
public static class TextMetrics
{
    /// <summary>Height of capital letters over the baseline, in ems.</summary>
    public const double CapHeight = 0.72;

    const int Unknown = 62;

    /// <summary>Widths in hundredths of an em, by the characters that share them.</summary>
    internal static readonly (int Width, string Characters)[] Table =
    [
        (24, "il|'′"), (26, "j"), (28, ".,:;!·"), (30, " I`"), (34, "ft()[]"), (37, "r"),
        (38, "-/\\{}\"″ⁱ⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿ₀₁₂₃₄₅₆₇₈₉"), (42, "*∫°"), (46, "Jτι"), (50, "sz^_ε‖"),
        (52, "ckvxyνχ"), (54, "?γλδ"), (56, "aeLFΓ∂"), (58, "bdghnopqu0123456789$βηθμρξζκα"), (62, "ETZPS#πσ"),
        (60, "+=<>~−×÷±≤≥≈≠∈√–"), (66, "ABKRVXYυ"), (70, "CDGHNU&ΔΣ∇∑∏φψΛΠ"), (74, "OQwΩωΘ→←"),
        (84, "Mm%∞…—ΦΨ○◆"), (94, "W@"),
    ];

    static readonly FrozenDictionary<char, int> Advances = Table
        .SelectMany(row => row.Characters.Select(c => (c, row.Width)))
        .ToFrozenDictionary(pair => pair.c, pair => pair.Width);

    /// <summary>The advance of one character, in ems.</summary>
    public static double Advance(char c) => Advances.GetValueOrDefault(c, Unknown) / 100.0;

    /// <summary>The width of a text in pixels at a font size in pixels.</summary>
    public static double Width(string text, double size, bool bold = false)
    {
        var ems = 0.0;
        foreach (var c in text)
            ems += char.IsLowSurrogate(c) ? 0 : Advance(c);
        return ems * size * (bold ? 1.06 : 1);
    }
}
