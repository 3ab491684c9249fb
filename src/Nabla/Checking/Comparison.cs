namespace Nabla.Checking;

/// <summary>A derivative found, beside what differences expect.</summary>
/// <param name="Element">The element of the argument that was moved, or −1 for a random direction.</param>
/// <param name="Output">The number of the result, or −1 for a weighted sum of all.</param>
/// <param name="Expected">By differences.</param>
/// <param name="Found">By differentiation.</param>
/// <param name="Error">What the differences may be off.</param>
/// <param name="Rounding">The part of that which the rounding of values explains.</param>
/// <param name="Largest">The largest of the numbers beside it.</param>
/// <param name="Unit">What to divide by, to get the derivative by the element itself.</param>
readonly record struct Comparison(int Element, int Output, double Expected, double Found, double Error, double Rounding, double Largest, double Unit)
{
    /// <summary>Whether the differences are more uncertain than a comparison can bear, and than rounding explains.</summary>
    public bool IsUndecided => !(8 * Error <= Math.Max(0.05 * Math.Max(Math.Max(Math.Abs(Expected), Math.Abs(Found)), Largest), 1000 * Rounding));

    /// <summary>The error as a share of what is allowed.</summary>
    public double Excess(double tolerance)
    {
        var off = Math.Abs(Found - Expected);
        var allowed = tolerance * Math.Max(Math.Abs(Expected), Largest / 100) + 8 * Error;
        return off == 0 ? 0 : off / allowed is var excess && !double.IsNaN(excess) ? excess : double.PositiveInfinity;
    }
}

/// <summary>Comparisons in one mode: their number, the worst, and whether a factor explains them all.</summary>
sealed class Tally(double tolerance)
{
    double _low = double.PositiveInfinity, _high = double.NegativeInfinity;

    public long Count { get; private set; }

    public Comparison Worst { get; private set; }

    public double Excess { get; private set; } = -1;

    /// <summary>A comparison that the differences are too uncertain for, if there is one.</summary>
    public Comparison? Undecided { get; private set; }

    /// <summary>Found ÷ expected, if that is the same everywhere.</summary>
    public double? Factor => _high - _low <= 1e-3 * Math.Abs(_high) ? (_low + _high) / 2 : null;

    public void Add(Comparison comparison)
    {
        Count++;
        if (comparison.IsUndecided) Undecided ??= comparison;
        var excess = comparison.Excess(tolerance);
        if (excess > Excess) (Excess, Worst) = (excess, comparison);
        if (Math.Abs(comparison.Expected) < comparison.Largest / 100 || comparison.Expected == 0) return;
        var factor = comparison.Found / comparison.Expected;
        (_low, _high) = (Math.Min(_low, factor), Math.Max(_high, factor));
    }
}
