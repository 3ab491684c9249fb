using Nabla.Drawing.Plotting;

namespace Nabla.Drawing.Contours;

/// <summary>Writes a level's value along one of its lines.</summary>
static class ContourLabel
{
    const double Size = 11;

    /// <summary>At most this many lines of a level carry its value.</summary>
    const int MostPerLevel = 3;

    /// <summary>Lines shorter than this many pixels stay bare.</summary>
    const double Shortest = 60;

    /// <summary>
    /// Adds a level's value to its longest lines, where they run most nearly level and other words leave room.
    /// </summary>
    public static void Place(List<Label> words, IEnumerable<List<Point>> lines, string text, Paint paint, Frame frame)
    {
        var longLines = lines.Select(line => (Line: line, Length: Length(line))).Where(l => l.Length > Shortest);
        foreach (var (line, length) in longLines.OrderByDescending(l => l.Length).Take(MostPerLevel))
        {
            var places = Enumerable.Range(2, 17).Select(k => Along(line, k * length / 20));
            foreach (var (at, angle) in places.OrderBy(place => Math.Round(Math.Abs(place.Angle) / 10)))
            {
                if (!IsFree(at, TextMetrics.Width(text, Size), words, frame))
                    continue;
                var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
                // The anchor is on the baseline: lowered so that the middle of the letters lies on the line.
                var anchor = new Point(at.X - sin * Size * 0.35, at.Y + cos * Size * 0.35);
                words.Add(new Label(anchor, text, Size, paint, Align.Middle, Angle: angle, Halo: Palette.Background));
                break;
            }
        }
    }

    static bool IsFree(Point at, double width, List<Label> words, Frame frame) =>
        at.X > frame.Left + width && at.X < frame.Right - width && at.Y > frame.Top + Size && at.Y < frame.Bottom - Size
        && words.TrueForAll(w => Math.Abs(w.At.X - at.X) > width + 10 || Math.Abs(w.At.Y - at.Y) > 2 * Size);

    static (Point At, double Angle) Along(List<Point> line, double distance)
    {
        for (var i = 0; i + 1 < line.Count; i++)
        {
            var (dx, dy) = (line[i + 1].X - line[i].X, line[i + 1].Y - line[i].Y);
            var length = Math.Sqrt(dx * dx + dy * dy);
            if (distance <= length && length > 0)
            {
                // Upright text: turned by no more than a quarter to either side.
                var angle = Math.IEEERemainder(Math.Atan2(dy, dx) * 180 / Math.PI, 180);
                return (new(line[i].X + dx * distance / length, line[i].Y + dy * distance / length), angle);
            }
            distance -= length;
        }
        return (line[^1], 0);
    }

    static double Length(List<Point> line) => line.Zip(line.Skip(1)).Sum(pair =>
        Math.Sqrt(Math.Pow(pair.Second.X - pair.First.X, 2) + Math.Pow(pair.Second.Y - pair.First.Y, 2)));
}
