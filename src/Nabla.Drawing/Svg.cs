using System.Globalization;
using System.Text;

namespace Nabla.Drawing;

/// <summary>
/// Writes scenes as SVG. Colours are attributes, so that every viewer shows the light picture; a style sheet keyed by
/// the colours themselves (pictures that share a page can't disturb each other) turns them dark where the reader
/// prefers that.
/// </summary>
public static class Svg
{
    const string Fonts = "system-ui, 'Segoe UI', Helvetica, Arial, 'DejaVu Sans', sans-serif";

    /// <summary>The scene as a self-contained SVG document.</summary>
    public static string Write(Scene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        var body = new StringBuilder();
        var styles = new SortedSet<string>(StringComparer.Ordinal);
        var writer = new SvgShapes(body, styles);
        foreach (var shape in scene.Shapes)
            writer.Write(shape);

        var (width, height) = (Number(scene.Width), Number(scene.Height));
        var svg = new StringBuilder();
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"").Append(width)
            .Append("\" height=\"").Append(height);
        svg.Append("\" viewBox=\"0 0 ").Append(width).Append(' ').Append(height).Append("\" font-family=\"")
            .Append(Fonts).Append("\">\n");
        svg.Append("<title>").Append(Escape(scene.Title)).Append("</title>\n");
        svg.Append("<desc>").Append(Escape(scene.Description)).Append("</desc>\n");
        if (styles.Count > 0)
            svg.Append("<style>@media (prefers-color-scheme:dark){").AppendJoin("", styles).Append("}</style>\n");
        return svg.Append(body).Append("</svg>\n").ToString();
    }

    /// <summary>A coordinate to a hundredth of a pixel, without a sign on zero.</summary>
    internal static string Number(double value) =>
        (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    internal static string Hex(Rgba c) => $"#{c.R:x2}{c.G:x2}{c.B:x2}";

    /// <summary>Text for XML 1.0: markup escaped, characters that may not occur in a document replaced.</summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\t' or '\n' or '\r' => escaped.Append(' '),
                < 0x20 or 0xFFFE or 0xFFFF => escaped.Append('\uFFFD'),
                _ => escaped.Append(rune.ToString()),
            };
        }
        return escaped.ToString();
    }
}
