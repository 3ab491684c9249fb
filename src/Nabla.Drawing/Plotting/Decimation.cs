namespace Nabla.Drawing.Plotting;

/// <summary>Fewer points, the same picture.</summary>
static class Decimation
{
    /// <summary>More runs than this along one curve are noise that no picture of this width can show.</summary>
    const int MostColumns = 8000;

    /// <summary>
    /// Keeps the first, lowest, highest and last point of each run of points that share a column of half a pixel, so no
    /// extreme is lost; a curve that wanders between columns without end is cut down to every k-th run.
    /// </summary>
    public static List<Point> KeepExtremes(ReadOnlySpan<Point> pixels)
    {
        if (pixels.Length < 2000)
            return [.. pixels];
        var runs = new List<(int First, int Low, int High, int Last)>();
        var column = double.NaN;
        for (var i = 0; i < pixels.Length; i++)
        {
            var own = Math.Floor(pixels[i].X * 2);
            if (own != column)
            {
                column = own;
                runs.Add((i, i, i, i));
                continue;
            }
            var (first, low, high, _) = runs[^1];
            runs[^1] = (first, pixels[i].Y < pixels[low].Y ? i : low, pixels[i].Y > pixels[high].Y ? i : high, i);
        }
        var stride = (runs.Count + MostColumns - 1) / MostColumns;
        var kept = new List<Point>();
        for (var r = 0; r < runs.Count; r += stride)
        {
            var (first, low, high, last) = runs[r];
            Span<int> four = [first, Math.Min(low, high), Math.Max(low, high), last];
            for (var k = 0; k < 4; k++)
            {
                if (k == 0 || four[k] > four[k - 1])
                    kept.Add(pixels[four[k]]);
            }
        }
        return kept;
    }

    /// <summary>Leaves out points closer than a distance to the one kept before; first and last always stay.</summary>
    public static List<Point> Thin(IReadOnlyList<Point> pixels, double distance)
    {
        var kept = new List<Point>();
        for (var i = 0; i < pixels.Count; i++)
        {
            if (kept.Count == 0 || Distance(kept[^1], pixels[i]) >= distance)
                kept.Add(pixels[i]);
            else if (i == pixels.Count - 1 && kept.Count > 1)
                kept[^1] = pixels[i];
            else if (i == pixels.Count - 1)
                kept.Add(pixels[i]);
        }
        return kept;
    }

    /// <summary>
    /// Leaves out points that lie within a tolerance of the straight line between those kept around them: from each
    /// kept point the directions that pass all following points closely enough form a cone, which narrows until one
    /// falls outside.
    /// </summary>
    public static List<Point> Straighten(IReadOnlyList<Point> pixels, double tolerance)
    {
        if (pixels.Count < 3)
            return [.. pixels];
        var kept = new List<Point> { pixels[0] };
        var (from, ahead, low, high, reach) = (pixels[0], 0.0, double.NegativeInfinity, double.PositiveInfinity, 0.0);
        for (var i = 1; i < pixels.Count; i++)
        {
            var distance = Distance(from, pixels[i]);
            if (distance <= tolerance && reach <= tolerance)
                continue;
            if (reach <= tolerance)
                ahead = Direction(from, pixels[i]);
            var turn = Math.IEEERemainder(Direction(from, pixels[i]) - ahead, 2 * Math.PI);
            if (reach > tolerance && (turn < low || turn > high || distance < reach))
            {
                from = pixels[i - 1];
                kept.Add(from);
                (ahead, turn, distance) = (Direction(from, pixels[i]), 0, Distance(from, pixels[i]));
                (low, high) = (double.NegativeInfinity, double.PositiveInfinity);
            }
            reach = distance;
            if (distance <= tolerance)
                continue;
            var width = Math.Asin(tolerance / distance);
            (low, high) = (Math.Max(low, turn - width), Math.Min(high, turn + width));
        }
        kept.Add(pixels[^1]);
        return kept;
    }

    static double Direction(Point from, Point to) => Math.Atan2(to.Y - from.Y, to.X - from.X);

    static double Distance(Point a, Point b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
