namespace Nabla.Optimization;

static class Norm
{
    /// <summary>The Euclidean length; the sum of squares is scaled where it would overflow or vanish.</summary>
    public static double Of(ReadOnlySpan<double> x) => Of(x, Dense.Vectors.Dot(x, x));

    /// <summary>The same where the sum of squares is at hand.</summary>
    public static double Of(ReadOnlySpan<double> x, double squares) =>
        squares is > 1e-280 and < double.PositiveInfinity ? Math.Sqrt(squares) : Scaled(x);

    /// <summary>The length of (a, b).</summary>
    public static double Of(double a, double b)
    {
        var sum = a * a + b * b;
        return sum is > 1e-280 and < double.PositiveInfinity ? Math.Sqrt(sum) : double.Hypot(a, b);
    }

    static double Scaled(ReadOnlySpan<double> x)
    {
        var (sum, largest) = (0.0, 0.0);
        foreach (var xi in x) largest = Math.Max(largest, Math.Abs(xi));
        if (largest == 0 || !double.IsFinite(largest)) return largest;
        foreach (var xi in x) sum += xi / largest * (xi / largest);
        return largest * Math.Sqrt(sum);
    }

    /// <summary>The Euclidean distance.</summary>
    public static double Distance(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var distance = 0.0;
        for (var i = 0; i < x.Length; i++) distance = Of(distance, x[i] - y[i]);
        return distance;
    }
}
