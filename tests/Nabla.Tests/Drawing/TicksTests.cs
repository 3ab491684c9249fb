using Nabla.Drawing.Plotting;

namespace Nabla.Tests.Drawing;

public class TicksTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    /// <summary>Ranges of any size and place, each at least a millionth of its distance from zero.</summary>
    static IEnumerable<(double Min, double Max)> Ranges(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 100; i++)
        {
            var span = Math.Pow(10, random.NextDouble() * 40 - 20);
            var min = (random.NextDouble() * 2 - 1) * span * Math.Pow(10, random.Next(0, 6));
            yield return (min, min + span);
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Covering_ticks_reach_both_ends_and_are_few(int seed)
    {
        foreach (var (min, max) in Ranges(seed))
        {
            var ticks = Ticks.Covering(min, max);
            Assert.InRange(ticks.Length, 3, Ticks.Most);
            var slack = (max - min) * 1e-8;
            Assert.True(ticks[0] <= min + slack
                && ticks[^1] >= max - slack, $"[{min}, {max}] → {string.Join(' ', ticks)}");
            Assert.True(ticks[1] > min - slack && ticks[^2] < max + slack, "no tick more than is needed");
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Inner_ticks_stay_inside_and_are_few_but_enough(int seed)
    {
        foreach (var (min, max) in Ranges(seed))
        {
            var ticks = Ticks.Inside(min, max);
            var slack = (max - min) * 1e-8;
            Assert.InRange(ticks.Length, 3, Ticks.Most);
            Assert.All(ticks, t => Assert.InRange(t, min - slack, max + slack));
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Steps_are_one_two_or_five_times_a_power_of_ten(int seed)
    {
        foreach (var (min, max) in Ranges(seed))
        {
            var step = Ticks.Step(max - min, 9);
            var mantissa = step / Math.Pow(10, Math.Floor(Math.Log10(step) + 1e-9));
            Assert.Contains(new[] { 1.0, 2, 5 }, m => Math.Abs(mantissa - m) < 1e-6);
        }
    }

    [Fact]
    public void A_tick_is_the_double_nearest_to_its_label() =>
        Assert.Equal([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7], Ticks.Covering(0, 0.7));

    [Theory]
    [InlineData(1e-12, 1e9)]
    [InlineData(0.3, 40)]
    [InlineData(1, 1000)]
    public void Logarithmic_ticks_stay_inside_and_are_few(double min, double max)
    {
        var ticks = Ticks.Logarithmic(min, max);
        Assert.InRange(ticks.Length, 2, Ticks.Most + 1);
        Assert.All(ticks, t => Assert.InRange(t, min * 0.999, max * 1.001));
        Assert.Equal(ticks.Order(), ticks);
    }
}
