namespace Nabla.Drawing.Plotting;

/// <summary>
/// Round positions on an axis: multiples of 1, 2 or 5 times a power of ten, or powers of ten themselves.
/// </summary>
static class Ticks
{
    /// <summary>At most this many ticks stand on an axis.</summary>
    public const int Most = 10;

    /// <summary>The smallest 1-2-5 step that cuts the span into at most <paramref name="parts"/> parts.</summary>
    public static double Step(double span, int parts)
    {
        var rough = span / parts;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        foreach (var factor in (ReadOnlySpan<double>)[1, 2, 5])
        {
            if (power * factor >= rough * (1 - 1e-9))
                return power * factor;
        }
        return power * 10;
    }

    /// <summary>The multiples of the step that lie inside [min, max].</summary>
    public static double[] Inside(double min, double max, int most = Most)
    {
        var step = Step(max - min, most - 1);
        return Multiples(Math.Ceiling(min / step - 1e-9), Math.Floor(max / step + 1e-9), step);
    }

    /// <summary>Ticks whose first is at or below min and whose last is at or above max.</summary>
    public static double[] Covering(double min, double max, int most = Most)
    {
        for (var parts = most - 1; ; parts--)
        {
            var step = Step(max - min, parts);
            var ticks = Multiples(Math.Floor(min / step + 1e-9), Math.Ceiling(max / step - 1e-9), step);
            if (ticks.Length <= most)
                return ticks;
        }
    }

    /// <summary>Powers of ten inside [min, max] (thinned), with their 2- and 5-folds where there is room.</summary>
    public static double[] Logarithmic(double min, double max, int most = Most)
    {
        var (low, high) = ((int)Math.Floor(Math.Log10(min) - 1e-9), (int)Math.Ceiling(Math.Log10(max) + 1e-9));
        double[] factors = (high - low) switch { <= 2 => [1, 2, 5], <= 4 => [1, 3], _ => [1] };
        var every = Math.Max(1, (int)Math.Ceiling((high - low) / (double)(most - 1)));
        var ticks = new List<double>();
        for (var exponent = (int)Math.Floor(low / (double)every) * every; exponent <= high; exponent += every)
        {
            foreach (var factor in factors)
            {
                var tick = double.Parse($"{factor}e{exponent}", System.Globalization.CultureInfo.InvariantCulture);
                if (tick >= min * (1 - 1e-9) && tick <= max * (1 + 1e-9))
                    ticks.Add(tick);
            }
        }
        return [.. ticks];
    }

    static double[] Multiples(double first, double last, double step)
    {
        var ticks = new double[(int)(last - first) + 1];
        // The step's own decimals, so that a tick is the double nearest to its label and not 0.30000000000000004.
        var inverse = step < 1 ? Math.Round(1 / step) : 0;
        for (var i = 0; i < ticks.Length; i++)
            ticks[i] = inverse > 0 && !double.IsInfinity(inverse) ? (first + i) / inverse : (first + i) * step;
        return ticks;
    }
}
