using Nabla.Drawing;

namespace Nabla.Cli.Png;

/// <summary>
/// Turns lines of some width into rings to be filled by the non-zero rule, all of one direction, so that they unite.
/// </summary>
static class Outline
{
    /// <summary>A line with round joins, and round ends if asked for.</summary>
    public static void Stroke(List<Point[]> rings, IReadOnlyList<Point> points, double width, bool roundEnds)
    {
        var half = width / 2;
        var before = (X: 0.0, Y: 0.0);
        var drawn = false;
        for (var i = 0; i + 1 < points.Count; i++)
        {
            var (a, b) = (points[i], points[i + 1]);
            var (dx, dy) = (b.X - a.X, b.Y - a.Y);
            var length = Math.Sqrt(dx * dx + dy * dy);
            if (!(length > 0))
                continue;
            var along = (X: dx / length, Y: dy / length);
            var (nx, ny) = (-along.Y * half, along.X * half);
            rings.Add(
                [new(a.X + nx, a.Y + ny), new(a.X - nx, a.Y - ny), new(b.X - nx, b.Y - ny), new(b.X + nx, b.Y + ny)]);
            // A join between almost parallel pieces would add nothing that can be seen.
            if (drawn ? along.X * before.X + along.Y * before.Y < 0.9995 : roundEnds)
                rings.Add(Circle(a, half));
            (before, drawn) = (along, true);
        }
        if (points.Count > 0 && roundEnds)
            rings.Add(Circle(points[^1], half));
    }

    /// <summary>The pieces of a line that a pattern of strokes and gaps leaves.</summary>
    public static List<List<Point>> Dashes(IReadOnlyList<Point> points, IReadOnlyList<double> pattern)
    {
        var dashes = new List<List<Point>>();
        var (k, left) = (0, pattern[0]);
        List<Point>? dash = points.Count > 0 ? [points[0]] : null;
        for (var i = 0; i + 1 < points.Count; i++)
        {
            var (at, end) = (points[i], points[i + 1]);
            for (var length = Distance(at, end); length > left; length = Distance(at, end))
            {
                at = new(at.X + (end.X - at.X) * left / length, at.Y + (end.Y - at.Y) * left / length);
                if (dash is not null)
                {
                    dash.Add(at);
                    dashes.Add(dash);
                }
                dash = dash is null ? [at] : null;
                k = (k + 1) % pattern.Count;
                left = pattern[k];
            }
            left -= Distance(at, end);
            dash?.Add(end);
        }
        if (dash is { Count: > 1 })
            dashes.Add(dash);
        return dashes;
    }

    /// <summary>A circle as a polygon that is nowhere further than a fiftieth of a pixel from it.</summary>
    public static Point[] Circle(Point center, double radius)
    {
        var corners = new Point[Corners(radius)];
        for (var i = 0; i < corners.Length; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / corners.Length);
            corners[i] = new(center.X + radius * cos, center.Y + radius * sin);
        }
        return corners;
    }

    /// <summary>A rectangle, scaled, whose corners are rounded.</summary>
    public static Point[] Rectangle(double x, double y, double width, double height, double corner, double scale)
    {
        (x, y, width, height, corner) = (x * scale, y * scale, width * scale, height * scale, corner * scale);
        if (!(corner > 0))
            return [new(x, y), new(x + width, y), new(x + width, y + height), new(x, y + height)];
        corner = Math.Min(corner, Math.Min(width, height) / 2);
        var quarter = Math.Max(2, Corners(corner) / 4);
        var ring = new List<Point>();
        Point[] centers =
        [
            new(x + width - corner, y + height - corner), new(x + corner, y + height - corner),
            new(x + corner, y + corner), new(x + width - corner, y + corner),
        ];
        for (var k = 0; k < 4 * (quarter + 1); k++)
        {
            var turn = k / (quarter + 1);
            var (sin, cos) = Math.SinCos(Math.PI / 2 * (turn + k % (quarter + 1) / (double)quarter));
            ring.Add(new(centers[turn].X + corner * cos, centers[turn].Y + corner * sin));
        }
        return [.. ring];
    }

    static int Corners(double radius) =>
        Math.Clamp((int)Math.Ceiling(Math.PI / Math.Acos(1 - Math.Min(0.5, 0.02 / Math.Max(radius, 0.1)))), 8, 200);

    static double Distance(Point a, Point b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
