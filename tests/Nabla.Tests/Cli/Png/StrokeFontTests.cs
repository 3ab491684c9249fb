using Nabla.Cli.Png;
using Nabla.Drawing;

namespace Nabla.Tests.Cli.Png;

public class StrokeFontTests
{
    const string Needed = "·−²³′∂∇σπη←→∞≤≥√θλαβγμφωΔΣ⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉…○◆×";

    public static TheoryData<char> Characters => [.. TextMetrics.Table.SelectMany(row => row.Characters).Distinct()];

    [Fact]
    public void All_of_ascii_and_the_signs_of_formulas_have_shapes()
    {
        var ascii = Enumerable.Range(32, 95).Select(c => (char)c);
        Assert.Equal([], ascii.Concat(Needed).Where(c => !StrokeFont.Has(c)));
    }

    [Theory, MemberData(nameof(Characters))]
    public void Every_character_with_a_width_has_a_shape_that_stands_inside_it(char c)
    {
        Assert.True(StrokeFont.Has(c));
        var points = StrokeFont.Strokes(c).SelectMany(line => line).ToArray();
        Assert.Equal(c == ' ', points.Length == 0);
        Assert.All(points, p =>
        {
            Assert.InRange(p.X, 0.015, TextMetrics.Advance(c) - 0.015);
            Assert.InRange(p.Y, -0.25, 0.76);
        });
    }

    [Fact]
    public void Every_shape_has_a_width() =>
        Assert.Equal([],
            Glyphs.Paths.Keys.Concat(Glyphs.Small.Keys).Except(TextMetrics.Table.SelectMany(row => row.Characters)));

    [Fact]
    public void No_two_characters_look_alike()
    {
        var alike = Glyphs.Paths.GroupBy(g => g.Value).Where(g => g.Count() > 1)
            .Select(g => string.Concat(g.Select(p => p.Key)));
        Assert.Equal(["Π∏", "Σ∑"], alike.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_unknown_character_is_a_box_and_not_nothing() => Assert.NotEmpty(StrokeFont.Strokes('漢'));
}
