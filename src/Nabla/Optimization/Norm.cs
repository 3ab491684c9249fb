namespace Nabla.Optimization;

static class Norm
{
    /// <summary>The Euclidean length; the sum of squares is scaled where it would overflow or vanish.</summary>
    public static double Of(ReadOnlySpan<double> x)
    {
        var (sum, largest) = (0.0, 0.0);
        foreach (var xi in x)
        {
            sum += xi * xi;
            largest = Math.Max(largest, Math.Abs(xi));
        }

        if (sum is > 1e-280 and < double.PositiveInfinity || largest == 0 || !double.IsFinite(largest)) return Math.Sqrt(sum);
        sum = 0;
        foreach (var xi in x) sum += xi / largest * (xi / largest);
        return largest * Math.Sqrt(sum);
    }

    /// <summary>The Euclidean distance.</summary>
    public static double Distance(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var distance = 0.0;
        for (var i = 0; i < x.Length; i++) distance = double.Hypot(distance, x[i] - y[i]);
        return distance;
    }
}
