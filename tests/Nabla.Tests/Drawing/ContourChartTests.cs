using Nabla.Drawing;
using Nabla.Drawing.Contours;

namespace Nabla.Tests.Drawing;

public class ContourChartTests
{
    public static TheoryData<string> Known => [.. Functions.Keys];

    /// <summary>Functions with a bound on their second derivatives on [−2, 2]².</summary>
    static readonly Dictionary<string, (Func<double, double, double> F, double Bend)> Functions = new()
    {
        ["bowl"] = ((x, y) => x * x + 3 * y * y, 6),
        ["saddle"] = ((x, y) => x * x - y * y, 2),
        ["plane"] = ((x, y) => 2 * x - y, 0),
        ["waves"] = ((x, y) => Math.Sin(2 * x) * Math.Cos(3 * y), 9),
        ["rosenbrock"] = ((x, y) => (1 - x) * (1 - x) + 100 * Math.Pow(y - x * x, 2), 5600),
    };

    [Theory, MemberData(nameof(Known))]
    public void Contours_lie_on_their_level_as_near_as_the_grid_allows(string name)
    {
        var (f, bend) = Functions[name];
        var field = ScalarField.Of(f, -2, 2, -2, 2, 101, 91);
        var h = 4.0 / 90;
        foreach (var level in ContourLevels.Choose(field.Values))
        {
            var points = new MarchingSquares(Lattice.Of(field), level).Trace().SelectMany(line => line).ToArray();
            Assert.NotEmpty(points);
            // Linear interpolation over a step h errs by at most h²/8 times the second derivative.
            Assert.All(points, p =>
                Assert.InRange(f(p.X, p.Y) - level, -bend * h * h / 8 - 1e-9, bend * h * h / 8 + 1e-9));
        }
    }

    [Fact]
    public void A_circle_comes_out_as_one_closed_line_at_its_distance()
    {
        var field = ScalarField.Of((x, y) => x * x + y * y, -2, 2, -2, 2, 101, 101);
        var circle = Assert.Single(new MarchingSquares(Lattice.Of(field), 2).Trace());
        Assert.Equal(circle[0], circle[^1]);
        Assert.All(circle, p => Assert.Equal(Math.Sqrt(2), Math.Sqrt(p.X * p.X + p.Y * p.Y), 4e-4));
        var length = circle.Zip(circle.Skip(1))
            .Sum(s => Math.Sqrt(Math.Pow(s.First.X - s.Second.X, 2) + Math.Pow(s.First.Y - s.Second.Y, 2)));
        Assert.Equal(2 * Math.PI * Math.Sqrt(2), length, 0.01);
    }

    [Theory, MemberData(nameof(Known))]
    public void Lines_end_at_the_border_or_where_they_began_and_closed_regions_have_the_right_area(string name)
    {
        var (f, _) = Functions[name];
        var field = ScalarField.Of(f, -2, 2, -2, 2, 61, 61);
        foreach (var level in ContourLevels.Choose(field.Values))
        {
            foreach (var line in new MarchingSquares(Lattice.Of(field), level).Trace())
                Assert.True(line[0] == line[^1] || (AtBorder(line[0]) && AtBorder(line[^1])));

            var rings = new MarchingSquares(Lattice.Of(field).Closed(), level).Trace();
            Assert.All(rings, ring => Assert.Equal(ring[0], ring[^1]));
            var above = field.Values.Count(v => v >= level) / (double)field.Values.Count * 16;
            Assert.Equal(above, EvenOddArea(rings), 0.6);
        }
    }

    static bool AtBorder(Point p) => Math.Abs(Math.Abs(p.X) - 2) < 1e-12 || Math.Abs(Math.Abs(p.Y) - 2) < 1e-12;

    /// <summary>Counts the points of a fine grid that an odd number of crossings separates from the outside.</summary>
    static double EvenOddArea(List<List<Point>> rings)
    {
        const int n = 60;
        var inside = 0;
        for (var k = 0; k < n * n; k++)
        {
            var (x, y, odd) = (-2 + 4 * (k % n + 0.5) / n, -2 + 4 * (k / n + 0.5) / n, false);
            foreach (var ring in rings)
            {
                for (var i = 0; i + 1 < ring.Count; i++)
                {
                    var (a, b) = (ring[i], ring[i + 1]);
                    if (a.Y > y != b.Y > y && x < a.X + (y - a.Y) / (b.Y - a.Y) * (b.X - a.X))
                        odd = !odd;
                }
            }
            inside += odd ? 1 : 0;
        }
        return 16.0 * inside / (n * n);
    }

    [Theory, MemberData(nameof(Known))]
    public void Levels_ascend_lie_inside_the_values_and_are_enough_and_not_too_many(string name)
    {
        var field = ScalarField.Of(Functions[name].F, -2, 2, -2, 2);
        var levels = ContourLevels.Choose(field.Values);
        Assert.InRange(levels.Length, 5, 15);
        Assert.Equal(levels.Distinct().Order(), levels);
        Assert.True(levels[0] > field.Values.Min() && levels[^1] < field.Values.Max());
    }

    [Fact]
    public void Levels_of_a_valley_grow_geometrically_and_those_of_its_negative_mirror_them()
    {
        var rosenbrock = ScalarField.Of(Functions["rosenbrock"].F, -2, 2, -1, 3);
        var levels = ContourLevels.Choose(rosenbrock.Values);
        Assert.True(levels[^1] / levels[0] >= 1000 && levels[0] <= 1);
        Assert.Equal(levels.Select(v => -v).Reverse(), ContourLevels.Choose(rosenbrock.Values.Select(v => -v)));
    }

    [Theory]
    [InlineData(0.02), InlineData(0), InlineData(-3), InlineData(1), InlineData(0.37), InlineData(-0.004), InlineData(12345.678)]
    public void Levels_are_round_for_the_distance_between_them_however_high_the_lowest_value_lies(double ground)
    {
        Func<double, double, double>[] functions =
            [(x, y) => 1 / (x * x + y * y + 0.004), (x, y) => x * x + 3 * y * y, (x, y) => Math.Exp(3 * x) * (1 + y * y), .. Functions.Values.Select(known => known.F)];
        foreach (var f in functions)
        {
            var values = ScalarField.Of((x, y) => ground + f(x, y), -2, 2, -2, 2).Values;
            foreach (var levels in (double[][])[ContourLevels.Choose(values), [.. ContourLevels.Choose(values.Select(v => -v)).Reverse()]])
            {
                Assert.InRange(levels.Length, 4, 15);
                for (var i = 1; i < levels.Length; i++)
                {
                    var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(levels[i] - levels[i - 1])) + 1e-6));
                    Assert.Equal(Math.Round(levels[i] / unit), levels[i] / unit, 1e-6);
                }
            }
        }
    }

    [Fact]
    public void Around_a_pole_levels_leave_the_lowest_value_behind()
    {
        var values = ScalarField.Of((x, y) => 1 / (x * x + y * y), -5, 5, -5, 5).Values;
        Assert.Equal([0.025, 0.03, 0.04, 0.07, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200], ContourLevels.Choose(values));
    }

    [Fact]
    public void Arrows_point_where_the_vectors_do_with_y_upwards()
    {
        FieldVector[] field = [new(-1, 1, 1, 0), new(1, 1, 0, 1), new(-1, -1, -1, 0), new(1, -1, 0, -1)];
        var arrows = Arrows(field);
        Assert.True(arrows[0].To.X > arrows[0].From.X && Math.Abs(arrows[0].To.Y - arrows[0].From.Y) < 1e-9);
        Assert.True(arrows[1].To.Y < arrows[1].From.Y && Math.Abs(arrows[1].To.X - arrows[1].From.X) < 1e-9);
        Assert.True(arrows[2].To.X < arrows[2].From.X);
        Assert.True(arrows[3].To.Y > arrows[3].From.Y);
    }

    [Fact]
    public void Arrows_lie_along_the_displacement_on_any_scales_and_heads_are_at_their_tips()
    {
        var random = new Random(11);
        foreach (var yMax in (double[])[2, 0.02, 3000])
        {
            FieldVector[] field = [.. Enumerable.Range(0, 50).Select(_ => new FieldVector(
                random.NextDouble() * 4 - 2, (random.NextDouble() * 2 - 1) * yMax,
                random.NextDouble() - 0.5, (random.NextDouble() - 0.5) * yMax))];
            var scene = Chart(yMax) with { Field = field };
            var drawn = scene.ToScene();
            var frame = Scenes.FrameOf(drawn);
            var arrows = drawn.Shapes.OfType<Arrow>().ToArray();
            Assert.Equal(field.Length, arrows.Length);
            foreach (var (v, arrow) in field.Zip(arrows))
            {
                var (dx, dy) = (v.Dx * frame.Width / 4, -v.Dy * frame.Height / (2 * yMax));
                var (px, py) = (arrow.To.X - arrow.From.X, arrow.To.Y - arrow.From.Y);
                var cosine = (dx * px + dy * py) / Math.Sqrt((dx * dx + dy * dy) * (px * px + py * py));
                Assert.True(cosine > 0.999999, $"{v} is drawn as {arrow}");
                Assert.Equal(arrow.To, arrow.HeadCorners[0]);
            }
        }
    }

    [Fact]
    public void No_arrow_vanishes_and_longer_vectors_are_not_shorter()
    {
        FieldVector[] field = [.. Enumerable.Range(0, 20)
            .Select(i => new FieldVector(i / 10.0 - 0.95, 0, Math.Pow(10, 15 * i - 150), 0))];
        double[] lengths = [.. Arrows(field).Select(a => a.To.X - a.From.X)];
        Assert.Equal(20, lengths.Length);
        Assert.True(lengths.Min() > 10);
        Assert.All(lengths.Zip(lengths.Skip(1)), pair => Assert.True(pair.Second > pair.First - 1e-9));
    }

    [Fact]
    public void Zero_vectors_are_points_and_undefined_ones_are_left_out()
    {
        FieldVector[] field = [new(0, 0, 0, 0), new(1, 1, double.NaN, 0), new(1, 0, 1, 1), new(9, 9, 1, 1)];
        var scene = (Chart(2) with { Field = field }).ToScene();
        Assert.Single(scene.Shapes.OfType<Arrow>());
        Assert.Single(scene.Shapes.OfType<Disc>());
        Scenes.Svg(scene);
    }

    [Fact]
    public void A_path_of_a_million_steps_keeps_its_ends_in_a_bounded_file()
    {
        var points = Enumerable.Range(0, 1_000_000)
            .Select(i => new Point(1.5 * Math.Cos(i * 0.1) * Math.Exp(-i * 1e-5), Math.Sin(i * 0.37))).ToArray();
        var chart = Chart(2) with { Paths = [new("long", points)] };
        Assert.InRange(chart.ToSvg().Length, 10_000, 1_000_000);
        var scene = chart.ToScene();
        var frame = Scenes.FrameOf(scene);
        var start = scene.Shapes.OfType<Disc>().Single(d => d.Outline is not null);
        Assert.Equal(frame.X + frame.Width * (points[0].X + 2) / 4, start.Center.X, 1e-6);
        Assert.Contains("999999 steps", scene.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Odd_fields_give_a_well_formed_picture(bool filled)
    {
        Func<double, double, double>[] fields =
        [
            (_, _) => 3, (x, y) => Math.Sqrt(x) * Math.Log(y), (x, y) => 1 / (x * y), (x, _) => Math.Floor(x),
            (x, _) => x > 1.9 ? 0 : double.NaN, (x, y) => x + y > 1 ? double.PositiveInfinity : x,
            (x, y) => 1e300 * x * y, (x, y) => 1e-200 * x * y,
        ];
        foreach (var f in fields)
            Scenes.Svg(new ContourChart { Function = ScalarField.Of(f, -2, 2, -1, 1, 41, 31), Filled = filled }
                .ToScene());
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused_with_the_reason()
    {
        var undefined = new ContourChart { Function = ScalarField.Of((_, _) => double.NaN, 0, 1, 0, 1) };
        Assert.Contains("no finite value", Assert.Throws<DrawingException>(undefined.ToSvg).Message,
            StringComparison.Ordinal);
        Assert.Contains("empty", Assert.Throws<DrawingException>(() => ScalarField.Of((x, _) => x, 1, 1, 0, 1)).Message,
            StringComparison.Ordinal);
        var tooShort = new ContourChart { Function = new ScalarField(0, 1, 0, 1, 5, 5, new double[24]) };
        Assert.Contains("24", Assert.Throws<DrawingException>(tooShort.ToSvg).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rectangle_around_points_holds_them_and_is_never_flat()
    {
        Point[][] sets = [[new(1, 1)], [new(0, 0), new(5, 0)], [new(1e9, 0), new(1e9 + 1, 1)],
            [new(0, 0), new(double.NaN, 1), new(1, 1)]];
        foreach (var set in sets)
        {
            var (xMin, xMax, yMin, yMax) = ScalarField.Around(set);
            Assert.True(xMin < xMax && yMin < yMax);
            Assert.All(set.Where(p => p.IsDrawable), p =>
                Assert.True(p.X > xMin && p.X < xMax && p.Y > yMin && p.Y < yMax));
        }
    }

    static ContourChart Chart(double yMax) =>
        new() { Function = ScalarField.Of((x, y) => x * x + y * y, -2, 2, -yMax, yMax, 21, 21) };

    static Arrow[] Arrows(FieldVector[] field) =>
        [.. (Chart(2) with { Field = field }).ToScene().Shapes.OfType<Arrow>()];
}
