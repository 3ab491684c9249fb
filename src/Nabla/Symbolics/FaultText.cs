using System.Globalization;
using System.Text;

namespace Nabla.Symbolics;

/// <summary>Faults and remarks as a terminal shows them: the message, the formula, and carets under the place.</summary>
public static class FaultText
{
    const int Indent = 2;

    /// <summary>The error with its place and its cure; the formula takes at most that many columns.</summary>
    public static string Of(FormulaException fault, string text, int width = 80)
    {
        var shown = $"error: {fault.Message}\n{Under(text, fault.Start, fault.Length, width)}";
        return fault.Suggestion is null ? shown : $"{shown}\n  {fault.Suggestion}";
    }

    /// <summary>The remark with its place in the text.</summary>
    public static string Of(FormulaNote note, string text, int width = 80) =>
        $"{(note.IsWarning ? "warning" : "note")}: {note.Message}\n{Under(text, note.Start, note.Length, width)}";

    /// <summary>The text, or its part around the place, over a line of carets: one where the length is 0.</summary>
    public static string Under(string text, int start, int length, int width = 80)
    {
        start = Math.Clamp(start, 0, text.Length);
        var room = Math.Max(width - Indent, 20);
        var from = Before(text, start, FitsBefore(text, start, room) ? room : room / 2);
        var line = new StringBuilder().Append(' ', Indent);
        var carets = new StringBuilder().Append(' ', Indent);
        var columns = 0;
        if (from > 0) Show("…", ' ', 1);
        for (var i = from; i < text.Length;)
        {
            var (shown, size, wide) = Part(text, i);
            if (columns + wide > room - 1 && i + size < text.Length)
            {
                Show("…", ' ', 1);
                break;
            }

            Show(shown, i >= start && i < start + Math.Max(length, 1) ? '^' : ' ', wide);
            i += size;
        }

        if (start >= text.Length) carets.Append('^');
        return $"{line}\n{carets.ToString().TrimEnd()}";

        void Show(string shown, char mark, int wide)
        {
            line.Append(shown);
            carets.Append(mark, wide);
            columns += wide;
        }
    }

    // Whether all before the place fits, with some room after it: then nothing is cut off on the left.
    static bool FitsBefore(string text, int start, int room)
    {
        var columns = 0;
        for (var i = 0; i < start && columns < room * 3 / 4;)
        {
            var (_, size, wide) = Part(text, i);
            columns += wide;
            i += size;
        }

        return columns < room * 3 / 4;
    }

    // The place that many columns before another, between whole characters.
    static int Before(string text, int start, int columns)
    {
        var i = start;
        while (i > 0)
        {
            var size = i > 1 && char.IsSurrogatePair(text[i - 2], text[i - 1]) ? 2 : 1;
            columns -= Part(text, i - size).Columns;
            if (columns < 0) break;
            i -= size;
        }

        return i;
    }

    // One character as it can be shown, its length in the text, and the columns a terminal gives it.
    static (string Shown, int Size, int Columns) Part(string text, int i)
    {
        var c = text[i];
        if (char.IsSurrogate(c))
        {
            if (i + 1 >= text.Length || !char.IsSurrogatePair(c, text[i + 1])) return ("\ufffd", 1, 1);
            var scalar = char.ConvertToUtf32(c, text[i + 1]);
            return (text.Substring(i, 2), 2, scalar is >= 0x1F300 and <= 0x1FAFF or >= 0x20000 ? 2 : 1);
        }

        // Control characters have pictures of their own from U+2400 on.
        if (c < ' ') return (c is '\t' or '\n' or '\r' ? " " : ((char)(0x2400 + c)).ToString(), 1, 1);
        if (c == 0x7F) return ("\u2421", 1, 1);
        if (c < 0x300) return (c.ToString(), 1, c is >= '\x80' and < '\xA0' or '\xAD' ? 0 : 1);
        var category = char.GetUnicodeCategory(c);
        var columns = category switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
            _ => IsWide(c) ? 2 : 1,
        };
        return (c.ToString(), 1, columns);
    }

    // East Asian wide and full-width blocks (Unicode Standard Annex 11).
    static bool IsWide(char c) => c
        is (>= '\u1100' and <= '\u115F') or (>= '\u2E80' and <= '\uA4CF') or (>= '\uAC00' and <= '\uD7A3')
        or (>= '\uF900' and <= '\uFAFF') or (>= '\uFE30' and <= '\uFE6F')
        or (>= '\uFF00' and <= '\uFF60') or (>= '\uFFE0' and <= '\uFFE6');
}
