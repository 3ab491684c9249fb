using Nabla.Drawing;

namespace Nabla.Cli.Png;

/// <summary>Which points a set of closed rings encloses.</summary>
enum FillRule
{
    /// <summary>Those with an odd number of crossings to the outside.</summary>
    EvenOdd,
    /// <summary>Those the rings wind around; overlapping rings of one direction unite.</summary>
    NonZero,
}

/// <summary>
/// Fills rings with smooth edges: every row is cut into 16 lines, on each of which the covered part of every pixel is
/// exact.
/// </summary>
sealed class Rasterizer(Canvas canvas)
{
    const int Lines = 16;

    readonly record struct Edge(double Top, double Bottom, double X, double Slope, int Winding)
    {
        public double At(double y) => X + (y - Top) * Slope;
    }

    readonly List<Edge> edges = [];
    readonly List<Edge> active = [];
    readonly List<(double X, int Winding)> crossings = [];
    readonly float[] partial = new float[canvas.Width + 2], running = new float[canvas.Width + 2];

    public void Fill(IEnumerable<IReadOnlyList<Point>> rings, FillRule rule, Rgba color)
    {
        CollectEdges(rings);
        if (edges.Count == 0)
            return;
        var first = Math.Max(0, (int)Math.Floor(edges[0].Top));
        var last = Math.Min(canvas.Height - 1, (int)Math.Floor(edges.Max(e => e.Bottom)));
        var next = 0;
        active.Clear();
        for (var row = first; row <= last; row++)
        {
            var (from, to) = (canvas.Width, -1);
            for (var line = 0; line < Lines; line++)
            {
                var y = row + (line + 0.5) / Lines;
                for (; next < edges.Count && edges[next].Top <= y; next++)
                    active.Add(edges[next]);
                active.RemoveAll(e => e.Bottom <= y);
                Cover(y, rule, ref from, ref to);
            }
            Paint(row, from, to, color);
        }
    }

    /// <summary>Lists the sides of all rings that are not level, from the top down.</summary>
    void CollectEdges(IEnumerable<IReadOnlyList<Point>> rings)
    {
        edges.Clear();
        foreach (var ring in rings)
        {
            for (var i = 0; i < ring.Count; i++)
            {
                var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
                if (a.Y == b.Y || !a.IsDrawable || !b.IsDrawable)
                    continue;
                var (upper, lower, winding) = a.Y < b.Y ? (a, b, 1) : (b, a, -1);
                edges.Add(new Edge(upper.Y, lower.Y, upper.X, (lower.X - upper.X) / (lower.Y - upper.Y), winding));
            }
        }
        edges.Sort((p, q) => p.Top.CompareTo(q.Top));
    }

    void Cover(double y, FillRule rule, ref int from, ref int to)
    {
        crossings.Clear();
        foreach (var edge in active)
            crossings.Add((edge.At(y), edge.Winding));
        crossings.Sort((p, q) => p.X.CompareTo(q.X));
        var winding = 0;
        for (var i = 0; i + 1 < crossings.Count; i++)
        {
            winding += rule == FillRule.NonZero ? crossings[i].Winding : 1;
            var inside = rule == FillRule.NonZero ? winding != 0 : (winding & 1) == 1;
            if (inside)
                Span(Math.Clamp(crossings[i].X, 0, canvas.Width), Math.Clamp(crossings[i + 1].X, 0, canvas.Width),
                    ref from, ref to);
        }
    }

    /// <summary>
    /// Adds one line's share of the pixels between two places: the ends in part, those between through a running sum.
    /// </summary>
    void Span(double a, double b, ref int from, ref int to)
    {
        if (!(a < b))
            return;
        var (first, last) = ((int)a, (int)b);
        from = Math.Min(from, first);
        to = Math.Max(to, last);
        if (first == last)
        {
            partial[first] += (float)(b - a) / Lines;
            return;
        }
        partial[first] += (float)(first + 1 - a) / Lines;
        partial[last] += (float)(b - last) / Lines;
        running[first + 1] += 1f / Lines;
        running[last] -= 1f / Lines;
    }

    void Paint(int row, int from, int to, Rgba color)
    {
        var sum = 0f;
        for (var x = from; x <= to; x++)
        {
            sum += running[x];
            if (x < canvas.Width && sum + partial[x] > 1e-4f)
                canvas.Blend(x, row, color, sum + partial[x]);
            (partial[x], running[x]) = (0, 0);
        }
    }
}
