namespace Nabla.Drawing.Plotting;

/// <summary>Which values an axis must show.</summary>
static class ViewRange
{
    /// <summary>
    /// The range of a function's sampled values that makes a readable picture: all of them, unless they shoot up at a
    /// pole; then what the function takes on the middle 80 % of its domain, extended by its own height on each side.
    /// </summary>
    public static (double Min, double Max)? OfFunction(Point[] points, Func<Point, bool> visible, out bool isCut)
    {
        isCut = false;
        // Samples are denser where the function is steep: each counts by the length of the axis it stands for.
        var (values, gap, jump, total) = (new List<(double Y, double Length)>(points.Length), false, 0.0, 0.0);
        for (var i = 0; i < points.Length; i++)
        {
            var (before, at, after) = (points[Math.Max(i - 1, 0)], points[i],
                points[Math.Min(i + 1, points.Length - 1)]);
            gap |= !at.IsDrawable;
            if (!visible(at))
                continue;
            var length = Math.Abs(after.X - before.X);
            values.Add((at.Y, length));
            total += length;
            if (visible(after))
                jump = Math.Max(jump, Math.Abs(after.Y - at.Y));
        }
        if (values.Count == 0)
            return null;
        values.Sort();
        var (min, max) = (values[0].Y, values[^1].Y);
        if (!(max - min > 10 * (Quantile(0.95) - Quantile(0.05)) && (gap || jump > 0.15 * (max - min))))
            return (min, max);
        var (low, high) = (Quantile(0.1), Quantile(0.9));
        isCut = high > low;
        return isCut ? (Math.Max(min, low - (high - low)), Math.Min(max, high + (high - low))) : (min, max);

        double Quantile(double share)
        {
            var (i, sum) = (0, values[0].Length);
            while (sum < share * total && i + 1 < values.Count)
                sum += values[++i].Length;
            return values[i].Y;
        }
    }

    /// <summary>The ranges of both coordinates of the points that can be shown; null if there are none.</summary>
    public static ((double Min, double Max) X, (double Min, double Max) Y)? Of(
        Point[] points, Func<Point, bool> visible)
    {
        var (xMin, xMax) = (double.PositiveInfinity, double.NegativeInfinity);
        var (yMin, yMax) = (xMin, xMax);
        foreach (var p in points)
        {
            if (!visible(p))
                continue;
            xMin = p.X < xMin ? p.X : xMin;
            xMax = p.X > xMax ? p.X : xMax;
            yMin = p.Y < yMin ? p.Y : yMin;
            yMax = p.Y > yMax ? p.Y : yMax;
        }
        return xMin <= xMax ? ((xMin, xMax), (yMin, yMax)) : null;
    }

    public static (double Min, double Max)? Union((double Min, double Max)? a, (double Min, double Max)? b) =>
        (a, b) switch
        {
            ({ } p, { } q) => (Math.Min(p.Min, q.Min), Math.Max(p.Max, q.Max)),
            _ => a ?? b,
        };

    /// <summary>
    /// The range of several functions: one that shoots up to a pole does not stretch the frame of another that does, or
    /// the steeper, mostly the derivative, would flatten the one it belongs to.
    /// </summary>
    public static (double Min, double Max)? Union((double Min, double Max)? a, bool isCutA, (double Min, double Max)? b, bool isCutB) =>
        isCutA && isCutB && a is { } p && b is { } q && q.Min < p.Max && q.Max > p.Min ? a : Union(a, b);

    /// <summary>Below this size ticks would lose their digits; it counts as nothing.</summary>
    const double Smallest = 1e-290;

    /// <summary>A range with an inside, also for a constant.</summary>
    public static (double Min, double Max) Open((double Min, double Max) range, bool logarithmic)
    {
        var (min, max) = range;
        if (logarithmic)
            return max > min * 1.0001 ? range : (min / 2, max * 2);
        var size = Math.Max(Math.Abs(min), Math.Abs(max));
        if (max - min > Math.Max(1e-12 * size, Smallest))
            return range;
        var half = size > Smallest ? size / 2 : 1;
        return (min - half, max + half);
    }
}
