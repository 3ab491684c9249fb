using Nabla.Rules;
using Nabla.Symbolics;
using Nabla.Tests.Symbolics;

namespace Nabla.Tests.Rules;

public class SimplificationsTests
{
    static readonly double[] s_edges =
        [0.0, -0.0, 1, -1, 2, -0.3, 5e-324, -1e308, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    public static TheoryData<string> Names => [.. Simplifications.All.Select(row => row.ToString())];

    static Simplification Find(string name) => Simplifications.All.Single(row => row.ToString() == name);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_keeps_the_value_wherever_its_pattern_has_one(string name)
    {
        var row = Find(name);
        var random = new Random(20261123);
        var met = 0;
        for (var i = 0; i < 4000; i++)
        {
            var at = Sample(random);
            var before = RealValue(row.Pattern, at);
            if (!double.IsFinite(before) || Math.Abs(before) > 1e12) continue;
            if (row.Requires is not null && new Valuation(at).Of(row.Requires) != 1) continue;
            met++;
            if (row.Condition is not null) Assert.True(new Valuation(at).Of(row.Condition) == 1, $"{name} has a value outside its condition at {Text(at)}");
            var after = new Valuation(at).Of(row.Result);
            Assert.True(Math.Abs(after - before) <= 1e-9 * Math.Max(1, Math.Abs(before)), $"{name}: {before} became {after} at {Text(at)}");
        }

        Assert.True(met > 200, $"{name} was met {met} times only");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_Ieee_row_keeps_every_bit(string name)
    {
        var row = Find(name);
        if (row.Soundness != Soundness.Ieee) return;
        foreach (var u in s_edges)
        {
            foreach (var v in s_edges)
            {
                var at = new Dictionary<string, double> { ["u"] = u, ["v"] = v, ["w"] = 1, ["m"] = 2, ["n"] = 3, ["k"] = 2 };
                double before = new Valuation(at).Of(row.Pattern), after = new Valuation(at).Of(row.Result);
                Assert.True(
                    (double.IsNaN(before) && double.IsNaN(after)) || BitConverter.DoubleToInt64Bits(before) == BitConverter.DoubleToInt64Bits(after),
                    $"{name}: {before:R} became {after:R} at u = {u:R}, v = {v:R}");
            }
        }
    }

    [Fact]
    public void No_row_occurs_twice() =>
        Assert.Equal(Simplifications.All.Count, Simplifications.All.Select(row => row.ToString()).Distinct().Count());

    // Over the reals a formula has a value only where all its parts have one: 1/∞ is none.
    static double RealValue(Expr pattern, Dictionary<string, double> at)
    {
        for (var i = 0; i < pattern.Arity; i++)
            if (!double.IsFinite(RealValue(pattern[i], at))) return double.NaN;
        return new Valuation(at).Of(pattern);
    }

    // Whole and half numbers of both signs among the samples, so that powers of negative numbers have values too.
    static Dictionary<string, double> Sample(Random random)
    {
        double Any() => random.Next(3) switch
        {
            0 => random.Next(-4, 5),
            1 => random.Next(-6, 7) / 2.0,
            _ => (random.NextDouble() - 0.5) * 6,
        };
        return new()
        {
            ["u"] = Any(), ["v"] = Any(), ["w"] = Any(), ["m"] = random.Next(-9, 10) / 4.0, ["n"] = random.Next(-9, 10) / 4.0, ["k"] = random.Next(-3, 4),
        };
    }

    static string Text(Dictionary<string, double> at) => string.Join(", ", at.Select(p => $"{p.Key} = {p.Value:R}"));
}
