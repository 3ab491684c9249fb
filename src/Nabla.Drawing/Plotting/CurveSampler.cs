namespace Nabla.Drawing.Plotting;

/// <summary>Samples a function so that edges of its domain, jumps and poles come out where they are.</summary>
sealed class CurveSampler(Func<double, double> f)
{
    /// <summary>
    /// Places where closer looks are taken, at most; a function that needs more is noise at this scale.
    /// </summary>
    const int MostLooks = 200;

    /// <summary>How many times as high as the samples beside a pole a frame is at most.</summary>
    const double BeyondFrames = 1e4;

    readonly List<Point> points = [];
    int looks;

    public IReadOnlyList<Point> Sample(double from, double to, int samples)
    {
        if (!(from < to) || !double.IsFinite(to - from))
            {
            throw new DrawingException(
                $"The range {NumberText.Short(from)} … {NumberText.Short(to)} is empty or not finite.");
        }
        samples = Math.Max(samples, 2);
        var even = new Point[samples];
        for (var i = 0; i < samples; i++)
            even[i] = At(i == samples - 1 ? to : from + (to - from) * i / (samples - 1));

        var steep = SteepStep(even);
        for (var i = 0; i < samples; i++)
        {
            points.Add(even[i]);
            if (i > 0 && i + 1 < samples)
                FindEvenPole(even[i - 1], even[i], even[i + 1], steep);
            if (i + 1 < samples)
                LookBetween(even[i], even[i + 1], steep);
        }
        return points;
    }

    Point At(double x) => new(x, f(x));

    /// <summary>
    /// A difference of neighbouring samples that deserves a closer look: a tenth of the usual spread of the values.
    /// </summary>
    static double SteepStep(Point[] even)
    {
        double[] values = [.. even.Where(p => p.IsDrawable).Select(p => p.Y).Order()];
        if (values.Length == 0)
            return double.PositiveInfinity;
        var spread = values[(int)(0.9 * (values.Length - 1))] - values[(int)(0.1 * (values.Length - 1))];
        return 0.1 * (spread > 0 ? spread : values[^1] - values[0]);
    }

    void LookBetween(Point a, Point b, double steep)
    {
        if (a.IsDrawable != b.IsDrawable)
            FindEdge(a, b);
        else if (a.IsDrawable && Math.Abs(b.Y - a.Y) > steep && looks++ < MostLooks)
            FindJump(a, b);
    }

    /// <summary>Halves towards the last place where the function is defined.</summary>
    void FindEdge(Point a, Point b)
    {
        var (defined, undefined) = a.IsDrawable ? (a, b) : (b, a);
        for (var i = 0; i < 40; i++)
        {
            var middle = At((defined.X + undefined.X) / 2);
            (defined, undefined) = middle.IsDrawable ? (middle, undefined) : (defined, middle);
        }
        points.Add(defined);
    }

    /// <summary>
    /// Halves towards the steepest part. If the difference does not shrink with the distance there is a jump or a pole:
    /// a gap. Otherwise the points seen on the way join the curve.
    /// </summary>
    void FindJump(Point a, Point b)
    {
        var seen = new List<Point>();
        var (left, right) = (a, b);
        for (var i = 0; i < 40 && right.X > left.X; i++)
        {
            var middle = At((left.X + right.X) / 2);
            seen.Add(middle);
            if (!middle.IsDrawable)
                break;
            var leftHalf = Math.Abs(middle.Y - left.Y) >= Math.Abs(right.Y - middle.Y);
            (left, right) = leftHalf ? (left, middle) : (middle, right);
        }
        if (seen.TrueForAll(p => p.IsDrawable) && Math.Abs(right.Y - left.Y) < 0.5 * Math.Abs(b.Y - a.Y))
        {
            points.AddRange(seen.OrderBy(p => p.X));
            return;
        }
        // The curve goes on to the gap: the frame may be higher than the samples beside it, for the sake of another curve.
        var most = BeyondFrames * Math.Max(Math.Abs(a.Y), Math.Abs(b.Y));
        var drawn = seen.Where(p => p.IsDrawable && Math.Abs(p.Y) <= most).OrderBy(p => p.X).ToArray();
        points.AddRange(drawn.Where(p => p.X <= left.X));
        points.Add(new Point((left.X + right.X) / 2, double.NaN));
        points.AddRange(drawn.Where(p => p.X >= right.X));
    }

    /// <summary>
    /// Climbs |f| between neighbours of a high sample; where it grows without end, as 1/x² does, there is a gap.
    /// </summary>
    void FindEvenPole(Point before, Point at, Point after, double steep)
    {
        var height = Math.Abs(at.Y);
        if (!(height > 20 * steep && height >= Math.Abs(before.Y) && height >= Math.Abs(after.Y))
            || looks++ >= MostLooks)
            return;
        var (low, high) = (before.X, after.X);
        for (var i = 0; i < 60; i++)
        {
            var (p, q) = (low + (high - low) / 3, high - (high - low) / 3);
            (low, high) = !(Math.Abs(f(p)) > Math.Abs(f(q))) ? (p, high) : (low, q);
        }
        var top = (low + high) / 2;
        // Where the sign changes, the jump between the two is found.
        if (!(Math.Abs(f(top)) < 1e4 * height) && top >= at.X && !(at.Y * after.Y < 0))
            points.Add(new Point(top, double.NaN));
    }
}
