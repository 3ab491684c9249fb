using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using Nabla.Execution.Kernels;

namespace Nabla.Tests.Execution.Kernels;

/// <summary>Where kernels are tested: special values, every power of ten, and seeded random numbers of all sizes.</summary>
static class Points<T> where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
{
    const int Seed = 20261123;

    static readonly bool s_single = typeof(T) == typeof(float);

    static readonly (int Low, int High) s_exponents = s_single ? (-45, 38) : (-320, 308);

    /// <summary>The lanes that kernels work in.</summary>
    public static int[] Widths => [1, Vector128<T>.Count, Vector256<T>.Count, Vector512<T>.Count];

    public static T[] Special =>
    [
        .. new[]
        {
            0.0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 10, -10, 22, 100, -100,
            709.7, 709.79, 710.5, -708.5, -745.1, -745.2, -750,
            88.72, 88.73, 89.5, -87.4, -103.9, -104, -105.5, 9.25, 9.5, -14.6, -15, 0.85, 0.8500001, 98304, 98305,
            Math.PI, Math.PI / 2, Math.PI / 4, Math.E, Math.Sqrt(2), 1e15, 4503599627370497.5, 8388609.5, 1e22, -1e22, 1e38,
        }.Select(T.CreateTruncating),
        .. s_single ? (T[])[] : [T.CreateTruncating(1e300), T.CreateTruncating(2.2250738585072014E-308), T.CreateTruncating(1e-310)],
        T.CreateTruncating(1.17549435E-38), T.CreateTruncating(-1.17549435E-38), T.CreateTruncating(1e-39), T.CreateTruncating(-1e-44),
        T.NaN, T.PositiveInfinity, T.NegativeInfinity, T.MaxValue, T.MinValue, T.Epsilon, -T.Epsilon,
        T.BitIncrement(T.One), T.BitDecrement(T.One), T.BitIncrement(-T.One), T.BitDecrement(-T.One),
    ];

    /// <summary>A sequence for each argument; several arguments also meet every pair of special values.</summary>
    public static T[][] Arguments(int arity)
    {
        var random = new Random(Seed);
        var special = Special;
        List<T[]> rows = [];
        if (arity == 1) rows.AddRange(special.Select(x => new[] { x }));
        else
            for (var i = 0; i < special.Length * special.Length; i++)
            {
                T[] pair = [special[i % special.Length], special[i / special.Length]];
                rows.Add([.. pair, .. Enumerable.Repeat(special[i % 7], arity - 2)]);
            }

        T[] Row(Func<int> exponent) => [.. Enumerable.Range(0, arity).Select(_ => Sized(random, exponent()))];
        var (low, high) = s_exponents;
        for (var e = low; e <= high; e++) rows.Add(Row(() => e));
        for (var i = 0; i < 2000; i++) rows.Add(Row(() => random.Next(-3, 3)));
        for (var i = 0; i < 500; i++) rows.Add(Row(() => random.Next(low, high)));
        return [.. Enumerable.Range(0, arity).Select(a => rows.Select(r => r[a]).ToArray())];
    }

    static T Sized(Random random, int exponent)
    {
        var x = double.Parse($"1e{exponent}", CultureInfo.InvariantCulture) * (1 + 9 * random.NextDouble());
        return T.CreateTruncating(random.Next(2) == 0 ? x : -x);
    }

    public static T[] Apply(ElementwiseKernel<T> kernel, T[][] x, int width)
    {
        var y = new T[x[0].Length];
        Apply(kernel, [.. x.Select(a => a.AsMemory())], y, width);
        return y;
    }

    public static void Apply(ElementwiseKernel<T> kernel, Memory<T>[] x, Span<T> y, int width)
    {
        if (x.Length == 1) kernel.Apply(x[0].Span, y, width);
        else if (x.Length == 2) kernel.Apply(x[0].Span, x[1].Span, y, width);
        else kernel.Apply(x[0].Span, x[1].Span, x[2].Span, y, width);
    }

    public static string At(T[][] x, int i) =>
        string.Join(", ", x.Select(a => a[i].ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>The same bits, or both NaN.</summary>
    public static void Same(T expected, T actual, Func<string> where)
    {
        if (expected == actual && T.IsNegative(expected) == T.IsNegative(actual)) return;
        if (T.IsNaN(expected) && T.IsNaN(actual)) return;
        Assert.Fail(FormattableString.Invariant($"{where()}: expected {expected:R}, got {actual:R}"));
    }

    /// <summary>Within so many units in the last place; zeros keep their sign, and specials their kind.</summary>
    public static void Close(double expected, T actual, double ulps, double absolute, Func<string> where)
    {
        var y = double.CreateTruncating(actual);
        if (double.IsNaN(expected) && double.IsNaN(y)) return;
        if (expected == y && (expected != 0 || double.IsNegative(expected) == double.IsNegative(y))) return;
        if (Math.Abs(expected - y) <= absolute || Ulps(expected, actual) <= ulps && !(expected == 0 && y == 0)) return;
        Assert.Fail(FormattableString.Invariant(
            $"{where()}: expected {expected:R}, got {actual:R}, {Ulps(expected, actual):F2} ulp away"));
    }

    /// <summary>The distance in units in the last place of the expected value; overflow counts as the next number.</summary>
    public static double Ulps(double expected, T actual)
    {
        var nearest = T.CreateTruncating(expected);
        if (T.IsNaN(nearest) || T.IsNaN(actual)) return double.PositiveInfinity;
        if (T.IsInfinity(nearest) || T.IsInfinity(actual)) return Math.Abs((double)(Ordinal(nearest) - Ordinal(actual)));
        var magnitude = T.Abs(nearest);
        var step = T.BitIncrement(magnitude) - magnitude;
        if (T.IsInfinity(step)) step = magnitude - T.BitDecrement(magnitude);
        return Math.Abs(expected - double.CreateTruncating(actual)) / double.CreateTruncating(step);
    }

    static Int128 Ordinal(T x)
    {
        var bits = s_single
            ? BitConverter.SingleToInt32Bits(float.CreateTruncating(x)) is var b && b < 0 ? long.MinValue | (uint)(b & int.MaxValue) : b
            : BitConverter.DoubleToInt64Bits(double.CreateTruncating(x));
        return bits < 0 ? -(Int128)(bits & long.MaxValue) : bits;
    }
}
