using System.Globalization;
using Nabla.Execution.Kernels;

namespace Nabla.Tests.Execution.Kernels;

/// <summary>Where kernels are tested: special values, every power of ten, and seeded random numbers of all sizes.</summary>
static class Points
{
    const int Seed = 20261123;

    public static double[] Special =>
    [
        0.0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 10, -10, 22, 100, -100,
        709.7, 709.79, 710.5, -708.5, -745.1, -745.2, -750,
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue,
        double.Epsilon, -double.Epsilon, 2.2250738585072014E-308, -2.2250738585072014E-308, 1e-310, -1e-310,
        double.BitIncrement(1), double.BitDecrement(1), double.BitIncrement(-1), double.BitDecrement(-1),
        Math.PI, Math.PI / 2, Math.PI / 4, Math.E, Math.Sqrt(2), 1e15, 4503599627370497.5, 1e22, -1e22, 1e300,
    ];

    /// <summary>A sequence for each argument; several arguments also meet every pair of special values.</summary>
    public static double[][] Arguments(int arity)
    {
        var random = new Random(Seed);
        var special = Special;
        List<double[]> rows = [];
        if (arity == 1) rows.AddRange(special.Select(x => new[] { x }));
        else
            for (var i = 0; i < special.Length * special.Length; i++)
            {
                double[] pair = [special[i % special.Length], special[i / special.Length]];
                rows.Add([.. pair, .. Enumerable.Repeat(special[i % 7], arity - 2)]);
            }

        double[] Row(Func<int> exponent) => [.. Enumerable.Range(0, arity).Select(_ => Sized(random, exponent()))];
        for (var e = -320; e <= 308; e++) rows.Add(Row(() => e));
        for (var i = 0; i < 2000; i++) rows.Add(Row(() => random.Next(-3, 3)));
        for (var i = 0; i < 500; i++) rows.Add(Row(() => random.Next(-310, 308)));
        return [.. Enumerable.Range(0, arity).Select(a => rows.Select(r => r[a]).ToArray())];
    }

    static double Sized(Random random, int exponent)
    {
        var x = double.Parse($"1e{exponent}", CultureInfo.InvariantCulture) * (1 + 9 * random.NextDouble());
        return random.Next(2) == 0 ? x : -x;
    }

    public static double[] Apply(ElementwiseKernel kernel, double[][] x, int width)
    {
        var y = new double[x[0].Length];
        Apply(kernel, [.. x.Select(a => a.AsMemory())], y, width);
        return y;
    }

    public static void Apply(ElementwiseKernel kernel, Memory<double>[] x, Span<double> y, int width)
    {
        if (x.Length == 1) kernel.Apply(x[0].Span, y, width);
        else if (x.Length == 2) kernel.Apply(x[0].Span, x[1].Span, y, width);
        else kernel.Apply(x[0].Span, x[1].Span, x[2].Span, y, width);
    }

    public static string At(double[][] x, int i) =>
        string.Join(", ", x.Select(a => a[i].ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>The same bits, or both NaN.</summary>
    public static void Same(double expected, double actual, Func<string> where)
    {
        if (BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual)) return;
        if (double.IsNaN(expected) && double.IsNaN(actual)) return;
        Assert.Fail(FormattableString.Invariant($"{where()}: expected {expected:R}, got {actual:R}"));
    }

    /// <summary>Within so many units in the last place; zeros keep their sign, and specials their kind.</summary>
    public static void Close(double expected, double actual, double ulps, double absolute, Func<string> where)
    {
        if (double.IsNaN(expected) && double.IsNaN(actual)) return;
        if (expected == actual && (expected != 0 || double.IsNegative(expected) == double.IsNegative(actual))) return;
        var error = Math.Abs(expected - actual);
        if (error <= absolute || Ulps(expected, actual) <= ulps && !(expected == 0 && actual == 0)) return;
        Assert.Fail(FormattableString.Invariant(
            $"{where()}: expected {expected:R}, got {actual:R}, {Ulps(expected, actual):F2} ulp away"));
    }

    /// <summary>The distance in units in the last place of the expected value; overflow counts as the next number.</summary>
    public static double Ulps(double expected, double actual)
    {
        if (double.IsNaN(expected) || double.IsNaN(actual)) return double.PositiveInfinity;
        if (double.IsInfinity(expected) || double.IsInfinity(actual))
            return Math.Abs((double)(Ordinal(expected) - Ordinal(actual)));
        return Math.Abs(expected - actual) / (double.BitIncrement(Math.Abs(expected)) - Math.Abs(expected));
    }

    static Int128 Ordinal(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        return bits < 0 ? -(Int128)(bits & long.MaxValue) : bits;
    }
}
