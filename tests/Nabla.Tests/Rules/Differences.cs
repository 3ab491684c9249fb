namespace Nabla.Tests.Rules;

/// <summary>Numerical differentiation, independent of every rule.</summary>
static class Differences
{
    /// <summary>The central difference of five points, error O(h⁴).</summary>
    public static double Central(Func<double, double> f, double x)
    {
        var h = 1e-3 * Math.Max(1, Math.Abs(x)) / 4;
        return (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h);
    }
}
