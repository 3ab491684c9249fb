using System.Collections.Concurrent;
using System.Globalization;
using Nabla.Drawing;

namespace Nabla.Cli.Png;

/// <summary>A plain sans-serif font whose letters are lines of one thickness, drawn for this tool.</summary>
static class StrokeFont
{
    /// <summary>The lines' thickness in ems.</summary>
    public const double Thickness = 0.082, BoldThickness = 0.118;

    /// <summary>Half the design's thickness: the pen's middle runs this far above the baseline.</summary>
    const double PenRadius = 0.04;

    const int CurvePieces = 10;

    static readonly ConcurrentDictionary<char, Point[][]> Cache = new();

    /// <summary>
    /// A character's lines in ems from the start of its baseline, y upwards; a box for characters the font does not
    /// have.
    /// </summary>
    public static Point[][] Strokes(char c) => Cache.GetOrAdd(c, Draw);

    /// <summary>The thickness of a character's lines relative to others': small ones are thinner.</summary>
    public static double Weight(char c) => Glyphs.Small.ContainsKey(c) ? 0.78 : 1;

    /// <summary>Whether the font has a shape of its own for a character.</summary>
    public static bool Has(char c) => c == ' ' || Glyphs.Paths.ContainsKey(c) || Glyphs.Small.ContainsKey(c);

    static Point[][] Draw(char c)
    {
        if (char.IsWhiteSpace(c))
            return [];
        if (Glyphs.Small.TryGetValue(c, out var small))
        {
            const double size = 0.62;
            return [.. Strokes(small.Base)
                .Select(line => Array.ConvertAll(line, p => new Point(p.X * size + 0.01, p.Y * size + small.Raise)))];
        }
        return Parse(Glyphs.Paths.GetValueOrDefault(c, Glyphs.Missing));
    }

    /// <summary>
    /// Reads "M x y" (begin), "L x y" (line), "h x y" and "v x y" (a quarter of an ellipse that leaves level or
    /// upright) and "q a b x y" (a quadratic Bézier curve), in hundredths of an em.
    /// </summary>
    static Point[][] Parse(string path)
    {
        var strokes = new List<List<Point>>();
        var words = path.Split(' ');
        double Word(int i) => int.Parse(words[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) / 100.0;
        Point At(int i) => new(Word(i), Word(i + 1) + PenRadius);
        for (var i = 0; i < words.Length; i += words[i] == "q" ? 5 : 3)
        {
            if (words[i] == "M")
            {
                strokes.Add([At(i + 1)]);
                continue;
            }
            var (line, from) = (strokes[^1], strokes[^1][^1]);
            var curve = words[i] switch
            {
                "L" => _ => At(i + 1),
                "q" => t => Quadratic(from, At(i + 1), At(i + 3), t),
                "h" => t => Quarter(from, At(i + 1), t, level: true),
                "v" => (Func<double, Point>)(t => Quarter(from, At(i + 1), t, level: false)),
                _ => throw new FormatException($"The glyph '{path}' has a piece '{words[i]}'."),
            };
            for (var k = words[i] == "L" ? CurvePieces : 1; k <= CurvePieces; k++)
                line.Add(curve(k / (double)CurvePieces));
        }
        return [.. strokes.Select(line => line.ToArray())];
    }

    static Point Quadratic(Point a, Point b, Point c, double t) => new(
        (1 - t) * (1 - t) * a.X + 2 * t * (1 - t) * b.X + t * t * c.X,
        (1 - t) * (1 - t) * a.Y + 2 * t * (1 - t) * b.Y + t * t * c.Y);

    static Point Quarter(Point a, Point b, double t, bool level)
    {
        var (sin, cos) = Math.SinCos(t * Math.PI / 2);
        return level
            ? new(a.X + (b.X - a.X) * sin, b.Y + (a.Y - b.Y) * cos)
            : new(b.X + (a.X - b.X) * cos, a.Y + (b.Y - a.Y) * sin);
    }
}
