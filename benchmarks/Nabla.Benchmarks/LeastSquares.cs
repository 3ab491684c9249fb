namespace Nabla.Benchmarks;

/// <summary>The line through measured points.</summary>
static class LeastSquares
{
    /// <summary>The exponent a of times ~ sizesᵃ: the slope of the least-squares line through the logarithms.</summary>
    public static double Exponent(IReadOnlyList<double> sizes, IReadOnlyList<double> times)
    {
        var logs = sizes.Zip(times, (size, time) => (X: Math.Log(size), Y: Math.Log(time))).ToArray();
        double x = logs.Average(p => p.X), y = logs.Average(p => p.Y);
        return logs.Sum(p => (p.X - x) * (p.Y - y)) / logs.Sum(p => (p.X - x) * (p.X - x));
    }
}
