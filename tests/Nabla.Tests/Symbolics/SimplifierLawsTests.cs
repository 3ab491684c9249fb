using Nabla.Execution;
using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

/// <summary>What holds for every formula at every level, on random formulas and on derivatives of real ones.</summary>
public class SimplifierLawsTests
{
    const int Seed = 20261123;

    static readonly bool s_isLong = Environment.GetEnvironmentVariable("NABLA_TEST") == "full";

    static int Cases(SimplifyLevel level) => (s_isLong ? 20 : 1) * (level == SimplifyLevel.Full ? 400 : 2000);

    [Theory]
    [InlineData(SimplifyLevel.None)]
    [InlineData(SimplifyLevel.Light)]
    [InlineData(SimplifyLevel.Full)]
    public void Values_are_kept_wherever_there_is_one(SimplifyLevel level)
    {
        var random = new RandomFormulas(Seed);
        var compared = 0;
        for (var i = 0; i < Cases(level); i++)
        {
            var f = random.Next(4);
            var simplified = f.Simplify(level);
            for (var k = 0; k < 3; k++)
            {
                var at = random.Point(["x", "y"]);
                if (StableValue(f, at) is not { } before) continue;
                compared++;
                var after = new Valuation(at).Of(simplified);
                Assert.True(
                    Math.Abs(after - before) <= 1e-6 * Math.Max(1, Math.Abs(before)),
                    $"seed {Seed}, case {i}: {f} = {before:R} became {simplified} = {after:R} at x = {at["x"]:R}, y = {at["y"]:R}");
            }
        }

        Assert.True(compared > Cases(level) / 2, $"{compared} values were compared only");
    }

    [Theory]
    [InlineData(SimplifyLevel.None)]
    [InlineData(SimplifyLevel.Light)]
    [InlineData(SimplifyLevel.Full)]
    public void Simplifying_twice_is_simplifying_once(SimplifyLevel level)
    {
        var random = new RandomFormulas(Seed + 1);
        for (var i = 0; i < Cases(level); i++)
        {
            var f = random.Next(4);
            var once = f.Simplify(level);
            var twice = once.Simplify(level);
            Assert.True(once == twice, $"seed {Seed + 1}, case {i}: {f} became {once}, then {twice}");
        }
    }

    [Fact]
    public void Light_never_adds_nodes()
    {
        var random = new RandomFormulas(Seed + 2);
        for (var i = 0; i < Cases(SimplifyLevel.Light); i++)
        {
            var f = random.Next(5);
            var simplified = f.Simplify(SimplifyLevel.Light);
            // A number in front may become a fraction line, 3/2·x and 3·x/2: by one count or by the other it is no longer.
            Assert.True(simplified.TreeSize <= f.TreeSize || NodeCount.Of(simplified) <= NodeCount.Of(f), $"seed {Seed + 2}, case {i}: {f} became {simplified}");
        }
    }

    [Fact]
    public void Each_logged_rewrite_keeps_the_value()
    {
        var random = new RandomFormulas(Seed + 3);
        var met = 0;
        for (var i = 0; i < 1000; i++)
        {
            var at = random.Point(["x", "y"]);
            foreach (var (rows, before, after) in Simplifier.Simplify(random.Next(4), SimplifyLevel.Full).Log)
            {
                Assert.NotEmpty(rows);
                Assert.False(before == after);
                if (StableValue(before, at) is not { } value) continue;
                met++;
                Assert.True(
                    Math.Abs(new Valuation(at).Of(after) - value) <= 1e-6 * Math.Max(1, Math.Abs(value)),
                    $"seed {Seed + 3}, case {i}: {string.Join(", ", rows)}: {before} became {after}");
            }
        }

        Assert.True(met > 200);
    }

    [Theory]
    [InlineData(SimplifyLevel.Light, 1)]
    [InlineData(SimplifyLevel.Full, 5)]
    public void Derivatives_of_real_antiderivatives_keep_their_values_and_stay_as_they_are(SimplifyLevel level, int every)
    {
        var cases = TestData.Lines("rubi-derivatives", "rubi.jsonl");
        for (var i = 0; i < cases.Count; i += s_isLong ? 1 : every)
        {
            var id = cases[i].GetProperty("id").GetString();
            var f = Formula.Parse(cases[i].GetProperty("antiderivative").GetString()!).Expression;
            var derivative = f.Derivative(cases[i].GetProperty("var").GetString()!, 1, SimplifyLevel.None);
            var simplified = derivative.Simplify(level);
            Assert.True(simplified == simplified.Simplify(level), $"{id}: {simplified} is simplified further");
            foreach (var point in cases[i].GetProperty("points").EnumerateArray())
            {
                var at = point.GetProperty("at").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble());
                var expected = point.GetProperty("integrand").GetDouble();
                var value = new Valuation(at).Of(simplified);
                Assert.True(Math.Abs(value - expected) <= 1e-6 * Math.Max(1, Math.Abs(expected)), $"{id}: {simplified} = {value:R}, not {expected:R}");
            }
        }
    }

    [Fact]
    public void Full_is_no_longer_than_the_answers_of_other_systems()
    {
        var cases = TestData.Lines("cas-derivatives", "cases.jsonl");
        var longer = new List<string>();
        foreach (var item in cases)
        {
            var f = Formula.Parse(item.GetProperty("f").GetString()!).Expression;
            foreach (var variable in item.GetProperty("wrt").EnumerateArray()) f = f.Derivative(variable.GetString()!, 1, SimplifyLevel.None);
            var ours = Formula.Parse(f.Simplify(SimplifyLevel.Full).ToText()).Expression;
            var theirs = Formula.Parse(item.GetProperty("expected").GetString()!).Expression;
            if (ours.TreeSize > theirs.TreeSize) longer.Add($"{item.GetProperty("id").GetString()}: {ours} against {theirs}");
        }

        Assert.True(longer.Count <= cases.Count / 10, string.Join("\n", longer));
    }

    // The value, unless it is undefined, huge, or hangs on the last digits of its input or of a part: there nothing can
    // be compared. Over the reals a part that is infinite leaves the whole undefined, though x^(-∞) is 0 in doubles.
    static double? StableValue(Expr f, Dictionary<string, double> at)
    {
        var valuation = new Valuation(at);
        var value = valuation.Of(f);
        if (!double.IsFinite(value) || Math.Abs(value) > 1e8) return null;
        foreach (var (part, of) in valuation.Parts)
            if (!double.IsFinite(of) || (part is ApplyExpr c && Comparison.Of(c.Rule) is not null && AreClose(c[0], c[1]))) return null;
        foreach (var step in (double[])[1 + 1e-9, 1 - 1e-9])
        {
            var near = new Valuation(at.ToDictionary(p => p.Key, p => p.Value * step)).Of(f);
            if (!(Math.Abs(near - value) <= 1e-6 * Math.Max(1, Math.Abs(value)))) return null;
        }

        return value;

        // e^y ≥ exp(y): equal, and rounded apart.
        bool AreClose(Expr a, Expr b) =>
            a != b && Math.Abs(valuation.Of(a) - valuation.Of(b)) <= 1e-9 * Math.Max(Math.Abs(valuation.Of(a)), Math.Abs(valuation.Of(b)));
    }
}
