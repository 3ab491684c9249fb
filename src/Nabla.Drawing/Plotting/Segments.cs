namespace Nabla.Drawing.Plotting;

/// <summary>Cuts a curve in pixels into the runs that are drawn without lifting the pen, inside the frame.</summary>
static class Segments
{
    /// <summary>
    /// Runs of drawable points; a function's curve is also cut where it crosses a pole between two samples.
    /// </summary>
    public static List<ArraySegment<Point>> Split(Point[] pixels, bool isFunction, Frame frame)
    {
        var runs = new List<ArraySegment<Point>>();
        var start = 0;
        for (var i = 0; i <= pixels.Length; i++)
        {
            var gap = i == pixels.Length || !pixels[i].IsDrawable;
            if (!gap && !(isFunction && i > start && CrossesPole(pixels, i - 1, frame)))
                continue;
            if (i > start)
                runs.Add(new(pixels, start, i - start));
            start = gap ? i + 1 : i;
        }
        return runs;
    }

    /// <summary>
    /// Between samples i and i + 1 a curve leaves through one side of the frame and returns through the other, or jumps
    /// against the direction it moves in before and after, four times as far as its neighbours do and over half the
    /// frame.
    /// </summary>
    static bool CrossesPole(Point[] p, int i, Frame frame)
    {
        var (a, b) = (p[i].Y, p[i + 1].Y);
        if (Math.Min(a, b) < frame.Top && Math.Max(a, b) > frame.Bottom)
            return true;
        if (i < 1 || i + 2 >= p.Length || Math.Abs(b - a) < frame.Height / 2)
            return false;
        var (before, after) = (a - p[i - 1].Y, p[i + 2].Y - b);
        return before * after > 0 && before * (b - a) < 0
            && Math.Abs(b - a) > 4 * Math.Max(Math.Abs(before), Math.Abs(after));
    }

    /// <summary>The parts of a run inside the frame, cut exactly at its border.</summary>
    public static List<List<Point>> Clip(IReadOnlyList<Point> run, Frame frame)
    {
        var parts = new List<List<Point>>();
        List<Point>? part = null;
        for (var i = 0; i + 1 < run.Count; i++)
        {
            if (Clip(run[i], run[i + 1], frame) is not var (from, to))
            {
                part = null;
                continue;
            }
            if (part is null || from != run[i])
                parts.Add(part = [from]);
            part.Add(to);
            if (to != run[i + 1])
                part = null;
        }
        return parts;
    }

    /// <summary>Liang and Barsky's clipping of one segment; null if it misses the frame.</summary>
    static (Point From, Point To)? Clip(Point a, Point b, Frame frame)
    {
        var (enter, leave) = (0.0, 1.0);
        bool Side(double direction, double distance)
        {
            if (direction == 0)
                return distance >= 0;
            var t = distance / direction;
            if (direction < 0)
                enter = Math.Max(enter, t);
            else
                leave = Math.Min(leave, t);
            return enter <= leave;
        }
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var inside = Side(-dx, a.X - frame.Left) && Side(dx, frame.Right - a.X)
            && Side(-dy, a.Y - frame.Top) && Side(dy, frame.Bottom - a.Y);
        if (!inside)
            return null;
        return (enter > 0 ? At(enter) : a, leave < 1 ? At(leave) : b);

        Point At(double t) => new(a.X + t * dx, a.Y + t * dy);
    }
}
