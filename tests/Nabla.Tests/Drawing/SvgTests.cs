using Nabla.Drawing;

namespace Nabla.Tests.Drawing;

public class SvgTests
{
    [Fact]
    public void Markup_and_control_characters_in_names_do_no_harm()
    {
        const string name = "a<b && \"c\">d \0 \u0001 \uFFFE \uD800 𝛼 ' \n";
        var svg = Scenes.Svg(new LineChart { Title = name,
            Curves = [Curve.Of(name, x => x, 0, 1), Curve.Of("g", x => -x, 0, 1)] }.ToScene());
        var title = svg.Elements().First().Value;
        Assert.StartsWith("a<b && \"c\">d ", title, StringComparison.Ordinal);
        Assert.Contains("𝛼", title, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_shape_is_written()
    {
        var ink = Palette.Ink;
        var svg = Scenes.Svg(new Scene(100, 50, "t", "d",
        [
            new Polyline([new(0, 0), new(1.23456, -0.001)], new Stroke(ink, 1, Dash.Dotted)),
            new Polygon([[new(0, 0), new(1, 0), new(1, 1)]], ink),
            new Box(1, 2, 3, 4, ink, new Stroke(ink), 2),
            new Disc(new(5, 6), 7, null, new Stroke(ink)),
            new Arrow(new(0, 0), new(10, 0), new Stroke(ink), 4),
            new Label(new(1, 2), "x", 12, ink, Align.End, Bold: true, Angle: -90, Halo: Palette.Background),
        ]));
        Assert.Equal(["title", "desc", "style", "path", "path", "rect", "circle", "path", "text"],
            svg.Elements().Select(e => e.Name.LocalName));
        Assert.Equal("M0 0L1.23 0", svg.Elements().ElementAt(3).Attribute("d")!.Value);
    }

    [Fact]
    public void Light_colours_are_attributes_and_dark_ones_rules_that_every_element_names()
    {
        var svg = Scenes.Svg(new Scene(9, 9, "t", "d", [new Box(0, 0, 9, 9, Paint.Hex(0x112233, 0x445566))]));
        var (style, box) = (svg.Elements().ElementAt(2).Value, svg.Elements().ElementAt(3));
        Assert.Equal("#112233", box.Attribute("fill")!.Value);
        Assert.Contains($".{box.Attribute("class")!.Value}{{fill:#445566}}", style, StringComparison.Ordinal);
    }

    [Fact]
    public void No_character_has_two_widths()
    {
        var twice = TextMetrics.Table.SelectMany(row => row.Characters).GroupBy(c => c).Where(g => g.Count() > 1)
            .Select(g => g.Key);
        Assert.Equal([], twice);
    }
}
