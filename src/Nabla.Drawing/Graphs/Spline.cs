namespace Nabla.Drawing.Graphs;

/// <summary>
/// A line made of level pieces and S-shaped curves between them, as points close enough to look smooth.
/// </summary>
sealed class Spline
{
    const int Pieces = 16;

    public Spline(Point start, double levelUntil)
    {
        Points.Add(start);
        LineTo(new(levelUntil, start.Y));
    }

    public List<Point> Points { get; } = [];

    public void LineTo(Point end)
    {
        if (end != Points[^1])
            Points.Add(end);
    }

    /// <summary>A cubic Bézier curve that leaves and arrives level, with its control points halfway.</summary>
    public void CurveTo(Point end)
    {
        var start = Points[^1];
        for (var k = 1; k <= Pieces; k++)
        {
            var t = k / (double)Pieces;
            var across = 1.5 * t * (1 - t) + t * t * t;
            Points.Add(new(start.X + (end.X - start.X) * across, start.Y + (end.Y - start.Y) * t * t * (3 - 2 * t)));
        }
    }
}
