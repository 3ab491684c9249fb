using Nabla.Cli.Png;
using Nabla.Drawing;

namespace Nabla.Tests.Cli.Png;

public class ScenePngTests
{
    static readonly Paint Red = Paint.Hex(0xFF0000, 0x00FF00), Blue = Paint.Hex(0x0000FF, 0x0000FF),
        White = Paint.Hex(0xFFFFFF, 0x000000);

    static DecodedPng Png(Scene scene, double scale = 1, bool dark = false)
    {
        var file = new MemoryStream();
        ScenePng.Write(scene, file, scale, dark);
        return new DecodedPng(file.ToArray());
    }

    static Scene Scene(params Shape[] shapes) =>
        new(40, 30, "Title ∇", "Description", [new Box(0, 0, 40, 30, White), .. shapes]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3.5)]
    public void A_red_rectangle_is_red_exactly_where_it_is(double scale)
    {
        var png = Png(Scene(new Box(10, 6, 20, 8, Red)), scale);
        Assert.Equal(((int)(40 * scale), (int)(30 * scale)), (png.Width, png.Height));
        for (var y = 0; y < png.Height; y++)
        {
            for (var x = 0; x < png.Width; x++)
            {
                var inside = x >= 10 * scale && x + 1 <= 30 * scale && y >= 6 * scale && y + 1 <= 14 * scale;
                var outside = x + 1 <= 10 * scale || x >= 30 * scale || y + 1 <= 6 * scale || y >= 14 * scale;
                if (inside)
                    Assert.Equal((255, 0, 0), png[x, y]);
                if (outside)
                    Assert.Equal((255, 255, 255), png[x, y]);
            }
        }
    }

    [Fact]
    public void The_file_has_its_parts_in_order_and_carries_the_texts()
    {
        var png = Png(Scene());
        Assert.Equal(["IHDR", "sRGB", "pHYs", "iTXt", "iTXt", "IDAT", "IEND"], png.Types);
        Assert.EndsWith("Title ∇", png.Texts[0], StringComparison.Ordinal);
        Assert.EndsWith("Description", png.Texts[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Partly_covered_pixels_mix_in_proportion_and_opacity_counts()
    {
        var png = Png(Scene(new Box(10.5, 6.25, 10, 10, Red), new Box(30, 20, 5, 5, Paint.Hex(0xFF0000, 0, 0.5))));
        Assert.InRange(png[10, 10].G, 126, 129);
        Assert.InRange(png[15, 6].G, 62, 66);
        Assert.InRange(png[32, 22].G, 126, 129);
        Assert.Equal(255, png[32, 22].R);
    }

    [Fact]
    public void A_ring_inside_a_ring_is_a_hole()
    {
        Point[] outer = [new(5, 5), new(25, 5), new(25, 25), new(5, 25)],
            inner = [new(10, 10), new(20, 10), new(20, 20), new(10, 20)];
        var png = Png(Scene(new Polygon([outer, inner], Red)));
        Assert.Equal((255, 0, 0), png[7, 7]);
        Assert.Equal((255, 255, 255), png[15, 15]);
    }

    [Fact]
    public void Overlaps_of_a_translucent_line_with_itself_do_not_show()
    {
        var png = Png(Scene(new Polyline([new(5, 15), new(35, 15), new(20, 15), new(20, 5), new(20, 25)],
            new Stroke(Paint.Hex(0x0000FF, 0, 0.5), 4))));
        Assert.Equal(png[10, 15], png[20, 15]);
        Assert.Equal(png[10, 15], png[20, 22]);
    }

    [Fact]
    public void A_disc_covers_its_area()
    {
        var png = Png(Scene(new Disc(new(20, 15), 10, new Paint(Rgba.Hex(0), Rgba.Hex(0)))));
        var ink = 0.0;
        for (var y = 0; y < 30; y++)
        {
            for (var x = 0; x < 40; x++)
                ink += (255 - png[x, y].R) / 255.0;
        }
        Assert.Equal(Math.PI * 100, ink, 1.5);
    }

    [Fact]
    public void Dashes_leave_gaps_of_their_length()
    {
        var stroke = new Stroke(Red, 2, Dash.Dashed);
        var png = Png(new Scene(200, 10, "", "",
            [new Polyline([new(0, 5), new(60, 5), new(60.5, 5), new(200, 5)], stroke)]), 4);
        var red = Enumerable.Range(0, 800).Count(x => png[x, 20].G < 128) / 800.0;
        Assert.Equal(stroke.Pattern[0] / stroke.Pattern.Sum(), red, 0.03);
        Assert.Equal((255, 0, 0), png[2, 20]);
        Assert.Equal((255, 255, 255), png[(int)(4 * (stroke.Pattern[0] + stroke.Pattern[1] / 2)), 20]);
    }

    [Fact]
    public void An_arrow_is_thickest_behind_its_tip()
    {
        var png = Png(Scene(new Arrow(new(5, 15), new(35, 15), new Stroke(Red, 1), 10)), 4);
        int Thickness(int x) => Enumerable.Range(0, 120).Count(y => png[x, y].G < 128);
        Assert.InRange(Thickness(40), 3, 5);
        Assert.True(Thickness(4 * 26) > 4 * Thickness(40));
        Assert.True(Thickness(4 * 34) < Thickness(4 * 28));
        Assert.Equal(0, Thickness(4 * 37));
    }

    [Fact]
    public void Dark_colours_are_used_when_asked_for()
    {
        Assert.Equal((0, 255, 0), Png(Scene(new Box(0, 0, 40, 30, Red)), dark: true)[5, 5]);
        Assert.Equal((0, 0, 0), Png(Scene(), dark: true)[5, 5]);
    }

    [Fact]
    public void Turned_text_runs_upwards()
    {
        var png = Png(new Scene(40, 120, "", "", [new Label(new(20, 110), "MMMMM", 12, Blue, Angle: -90)]), 2);
        bool Inked(int left, int right, int top, int bottom) =>
            Enumerable.Range(left, right - left)
                .Any(x => Enumerable.Range(top, bottom - top).Any(y => png[x, y].R < 100));
        Assert.True(Inked(20, 44, 120, 220));
        Assert.False(Inked(44, 80, 0, 240));
        Assert.False(Inked(0, 80, 224, 240));
    }

    [Fact]
    public void Shapes_beyond_the_canvas_are_cut_off()
    {
        var png = Png(Scene(new Box(-1e6, -1e6, 2e6, 2e6, Blue), new Disc(new(1e5, 1e5), 10, Red),
            new Polyline([new(-1e5, 15), new(1e5, 15)], new Stroke(Red, 4))));
        Assert.Equal((0, 0, 255), png[0, 0]);
        Assert.Equal((255, 0, 0), png[39, 15]);
    }

    [Fact]
    public void Every_picture_can_be_painted_and_is_the_same_each_time()
    {
        Picture[] pictures =
        [
            new LineChart { Title = "tan",
                Curves = [Curve.Of("tan x", Math.Tan, -5, 5), Curve.Of("x", x => x, -5, 5) with { Markers = true }] },
            new ContourChart { Function = ScalarField.Of((x, y) => x * x + y * y, -1, 1, -1, 1, 31, 31),
                Field = FieldVector.Sample((x, y) => (x, y), -1, 1, -1, 1, 5, 5) },
            new GraphDiagram { Nodes = [new("a", "a", "1"), new("b", "b", "2", "3")],
                Edges = [new("a", "b", "∂b/∂a")] },
        ];
        foreach (var picture in pictures)
        {
            var (first, second) = (new MemoryStream(), new MemoryStream());
            ScenePng.Write(picture.ToScene(), first, 1);
            ScenePng.Write(picture.ToScene(), second, 1);
            Assert.Equal(first.ToArray(), second.ToArray());
            Assert.True(new DecodedPng(first.ToArray()).Width > 50);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(99)]
    public void A_senseless_or_enormous_scale_is_refused(double scale) =>
        Assert.Throws<DrawingException>(() =>
            ScenePng.Write(new Scene(4000, 4000, "", "", []), new MemoryStream(), scale));
}
