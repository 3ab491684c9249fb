using Nabla.Drawing.Plotting;

namespace Nabla.Drawing.Contours;

/// <summary>Chooses the levels of a contour plot so that every part of it has contours.</summary>
static class ContourLevels
{
    const int Most = 15;

    /// <summary>
    /// Evenly spaced round levels if the values are spread evenly. Where most of them crowd at the low end, as around
    /// the valley of a test function, levels whose distances from the minimum grow geometrically; at the high end
    /// likewise from the maximum.
    /// </summary>
    public static double[] Choose(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(v => Math.Abs(v) < 1e300).Order()];
        if (sorted.Length == 0)
            throw new DrawingException("There is nothing to draw: the function has no finite value on this rectangle.");
        var (min, max, middle) = (sorted[0], sorted[^1], sorted[sorted.Length / 2]);
        if (!(max - min > 1e-12 * Math.Max(Math.Abs(min), Math.Abs(max))) || max - min < 1e-290)
            return [];
        if (max - middle > 4 * (middle - min))
            return Geometric(min, max, sorted[sorted.Length / 100] - min);
        if (middle - min > 4 * (max - middle))
        {
            var mirrored = Geometric(-max, -min, max - sorted[sorted.Length - 1 - sorted.Length / 100]);
            return [.. mirrored.Select(v => 0 - v).Reverse()];
        }
        return [.. Ticks.Inside(min, max, Most).Where(v => v > min && v < max)];
    }

    /// <summary>
    /// base + 1, 2, 5, 10, 20 … from a distance that one value in a hundred does not reach; coarser (10-fold, 100-fold
    /// …) where that would be too many. The base is the minimum, and each level is rounded to the digit of its distance,
    /// so that far from the base nothing of it is left: 0.02, 0.03, 0.04, 0.07, 0.1, 0.2, 0.5, 1.
    /// </summary>
    static double[] Geometric(double min, double max, double smallest)
    {
        smallest = Math.Max(smallest, (max - min) * 1e-9);
        var exponent = (int)Math.Floor(Math.Log10(smallest));
        var unit = Math.Pow(10, exponent);
        var ground = Math.Floor(min / unit + 1e-9) * unit;
        for (var k = 1; ; k++)
        {
            double[] factors = k == 1 ? [1, 2, 5] : k == 2 ? [1, 3] : [1];
            var levels = new List<double>();
            for (var power = exponent; Math.Pow(10, power) < max - ground; power += Math.Max(1, k - 2))
                levels.AddRange(factors.Where(factor => factor * Math.Pow(10, power) >= 0.99 * smallest)
                    .Select(factor => RoundSum(ground, factor, power)).Where(v => v > min && v < max));
            if (levels.Count <= Most)
                return [.. levels.Distinct()];
        }
    }

    static double RoundSum(double ground, double factor, int power)
    {
        var scale = Math.Pow(10, Math.Abs(power));
        return power < 0 ? Math.Floor(ground * scale + factor + 0.5) / scale : Math.Floor(ground / scale + factor + 0.5) * scale;
    }
}
