namespace Nabla.Drawing.Plotting;

/// <summary>Makes text fit the room there is.</summary>
static class TextFit
{
    /// <summary>The text, or as much of its beginning as fits before an ellipsis.</summary>
    public static string Cut(string text, double size, double width, bool bold = false)
    {
        if (TextMetrics.Width(text, size, bold) <= width)
            return text;
        var room = width - TextMetrics.Width("…", size, bold);
        var keep = 0;
        for (var used = 0.0; keep < text.Length; keep++)
        {
            used += TextMetrics.Width(text[keep].ToString(), size, bold);
            if (used > room)
                break;
        }
        if (keep > 0 && char.IsHighSurrogate(text[keep - 1]))
            keep--;
        return text[..keep] + "…";
    }

    /// <summary>
    /// A font size at most <paramref name="size"/> and at least 10 pixels at which the text fits, and the text cut if
    /// it does not.
    /// </summary>
    public static (string Text, double Size) Shrink(string text, double size, double width, bool bold = false)
    {
        var needed = TextMetrics.Width(text, size, bold);
        var fitting = needed <= width ? size : Math.Max(10, Math.Floor(size * width / needed * 2) / 2);
        return (Cut(text, fitting, width, bold), fitting);
    }
}
