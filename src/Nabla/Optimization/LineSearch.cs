using Nabla.Optimization.Dense;

namespace Nabla.Optimization;

/// <summary>
/// A search along a line for a point that satisfies Wolfe's conditions: bracketing and cubic interpolation (Nocedal and
/// Wright 2006, algorithms 3.5 and 3.6), with the approximate conditions of Hager and Zhang (2005) where f is down to its
/// rounding. Trial points that are not finite shorten the step.
/// </summary>
sealed class LineSearch(MinimizeRun run)
{
    const int MostTrials = 60;
    const double Decrease = 1e-4;
    const double Rounding = 1e-14;

    double[] _x = new double[run.Dimension];
    double[] _gradient = new double[run.Dimension];
    double _cost;
    double _slope;

    /// <summary>The share of the first slope that may be left.</summary>
    public double Curvature { get; init; } = 0.9;

    /// <summary>Whether the slope may also have turned up steeply, as it does beyond a kink.</summary>
    public bool IsWeak { get; init; }

    /// <summary>The last trial point.</summary>
    public ref double[] X => ref _x;

    /// <summary>The gradient there.</summary>
    public ref double[] Gradient => ref _gradient;

    /// <summary>The cost there.</summary>
    public double Cost => _cost;

    /// <summary>The step of the last trial point.</summary>
    public double Step { get; private set; }

    /// <summary>Searches along d, whose slope is negative; false where no point lowers the cost.</summary>
    public bool Search(ReadOnlySpan<double> d, double slope, double first)
    {
        var start = new Point(0, run.Cost, slope);
        var low = start;
        Point? high = null;
        var step = first;
        for (var trial = 0; trial < MostTrials; trial++)
        {
            var here = Evaluate(d, step);
            if (here.Cost == double.NegativeInfinity) return true;
            if (!IsLow(here, start) || (here.Cost > low.Cost && high is not null && !IsFlat(here, start)))
                high = here;
            else if (IsWolfe(here, start))
                return true;
            else
            {
                if (high is null ? here.Slope >= 0 : here.Slope * (high.Value.Step - low.Step) >= 0) high = low;
                var before = low;
                low = here;
                if (high is null)
                {
                    step = Longer(before, here);
                    continue;
                }
            }

            var next = Between(low, high!.Value);
            if (next == low.Step || next == high.Value.Step || run.Limits() is not null) break;
            step = next;
        }

        if (low.Step == 0 || !(low.Cost < start.Cost)) return false;
        if (low.Step != Step) Evaluate(d, low.Step);
        return true;
    }

    Point Evaluate(ReadOnlySpan<double> d, double step)
    {
        Step = step;
        Vectors.Sum(run.X, step, d, _x);
        _cost = run.CostAndGradient(_x, _gradient);
        _slope = Vectors.Dot(_gradient, d);
        if (!double.IsFinite(_slope) && _cost != double.NegativeInfinity) _cost = double.NaN;
        return new(step, _cost, _slope);
    }

    static bool IsLow(Point here, Point start) =>
        here.Cost <= start.Cost + Decrease * here.Step * start.Slope || IsFlat(here, start);

    // Where the cost is rounding only, the slopes decide.
    static bool IsFlat(Point here, Point start) =>
        here.Cost <= start.Cost + Rounding * Math.Abs(start.Cost) && (2 * Decrease - 1) * start.Slope >= here.Slope
        && Math.Abs(here.Step * start.Slope) <= 1e3 * Rounding * Math.Abs(start.Cost);

    bool IsWolfe(Point here, Point start) =>
        here.Slope >= Curvature * start.Slope && (IsWeak || here.Slope <= -Curvature * start.Slope);

    // The minimiser of the cubic through values and slopes, if it lies ahead, within bounds.
    static double Longer(Point before, Point here)
    {
        var step = Cubic(before, here);
        var width = here.Step - before.Step;
        return step > here.Step + 0.1 * width ? Math.Min(step, here.Step + 9 * width) : here.Step + 4 * width;
    }

    static double Between(Point low, Point high)
    {
        var width = high.Step - low.Step;
        if (!double.IsFinite(high.Cost) || !double.IsFinite(high.Slope)) return low.Step + 0.1 * width;
        var share = (Cubic(low, high) - low.Step) / width;
        return low.Step + (double.IsNaN(share) ? 0.5 : Math.Clamp(share, 0.05, 0.9)) * width;
    }

    static double Cubic(Point a, Point b)
    {
        var width = b.Step - a.Step;
        var d1 = a.Slope + b.Slope - 3 * (b.Cost - a.Cost) / width;
        var square = d1 * d1 - a.Slope * b.Slope;
        if (!(square >= 0)) return double.NaN;
        var d2 = Math.Sqrt(square) * Math.Sign(width);
        return b.Step - width * ((b.Slope + d2 - d1) / (b.Slope - a.Slope + 2 * d2));
    }

    readonly record struct Point(double Step, double Cost, double Slope);
}
