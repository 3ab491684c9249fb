using Nabla.Drawing;

namespace Nabla.Tests.Drawing;

public class CurveTests
{
    public static TheoryData<string> WithPoles => [.. Poles.Keys];

    /// <summary>Functions on [−5, 5] and the places where their curve must not be joined.</summary>
    static readonly Dictionary<string, (Func<double, double> F, double[] At)> Poles = new()
    {
        ["1/x"] = (x => 1 / x, [0]),
        ["tan x"] = (Math.Tan, [-1.5 * Math.PI, -0.5 * Math.PI, 0.5 * Math.PI, 1.5 * Math.PI]),
        ["1/(x-0.3)^2"] = (x => 1 / ((x - 0.3) * (x - 0.3)), [0.3]),
        ["1/(x^2-2)"] = (x => 1 / (x * x - 2), [-Math.Sqrt(2), Math.Sqrt(2)]),
        ["exp(1/x)"] = (x => Math.Exp(1 / x), [0]),
        ["floor x"] = (Math.Floor, [-4, -3, -2, -1, 0, 1, 2, 3, 4]),
    };

    [Theory]
    [InlineData(-5, 5), InlineData(-2, 7.3), InlineData(0.1, 2)]
    public void A_curve_reaches_a_frame_much_higher_than_its_samples_beside_a_pole(double from, double to)
    {
        var points = Curve.Of("tan x", Math.Tan, from, to).Points;
        var gaps = points.Index().Where(p => !double.IsFinite(p.Item.Y)).Select(p => p.Index).ToArray();
        Assert.NotEmpty(gaps);
        foreach (var gap in gaps)
        {
            Assert.True(points[gap - 1].Y > 2000, $"{points[gap - 1]} before the pole");
            Assert.True(points[gap + 1].Y < -2000, $"{points[gap + 1]} after the pole");
        }
    }

    [Theory, MemberData(nameof(WithPoles))]
    public void A_curve_is_not_joined_across_a_pole_or_jump(string name)
    {
        var (f, poles) = Poles[name];
        var chart = new LineChart { Curves = [Curve.Of(name, f, -5, 5)] };
        AssertNotJoined(chart, poles);
    }

    [Theory, MemberData(nameof(WithPoles))]
    public void Neither_are_bare_samples_of_a_function_joined_across_an_odd_pole(string name)
    {
        var (f, poles) = Poles[name];
        if (name is "floor x" or "1/(x-0.3)^2" or "exp(1/x)")
            return; // Bare samples do not tell these from a steep curve.
        var points = Enumerable.Range(0, 1000).Select(i => new Point(-5 + i / 99.9, f(-5 + i / 99.9))).ToArray();
        AssertNotJoined(new LineChart { Curves = [new Curve(name, points) { IsFunction = true }] }, poles);
    }

    static void AssertNotJoined(LineChart chart, double[] poles)
    {
        var lines = Scenes.CurvesOf(chart.ToScene());
        var (left, right) = Scenes.FrameOf(chart.ToScene()) is var frame ? (frame.X, frame.X + frame.Width) : default;
        foreach (var pole in poles)
        {
            var x = left + (right - left) * (pole + 5) / 10;
            foreach (var line in lines)
            {
                for (var i = 0; i + 1 < line.Points.Count; i++)
                {
                    var (a, b) = (line.Points[i], line.Points[i + 1]);
                    var crosses = a.X < x - 1e-6 && b.X > x + 1e-6;
                    Assert.False(crosses, $"joined from {a} to {b} across {pole}");
                }
            }
        }
    }

    [Fact]
    public void The_view_of_a_function_with_a_pole_stays_readable()
    {
        var y = Scenes.YTicks(new LineChart { Curves = [Curve.Of("1/x", x => 1 / x, -3, 3)] }.ToScene());
        Assert.InRange(y.Max(), 2, 20);
        Assert.InRange(y.Min(), -20, -2);
    }

    [Theory]
    [InlineData(2, 59049)] // x^10 on [−3, 3]
    [InlineData(1, 485165195)] // exp on [−20, 20]
    [InlineData(3, 1)] // a narrow spike is no pole
    public void A_function_without_a_pole_is_shown_whole(int which, double highest)
    {
        var curve = which switch
        {
            1 => Curve.Of("exp", Math.Exp, -20, 20),
            2 => Curve.Of("x^10", x => Math.Pow(x, 10), -3, 3),
            _ => Curve.Of("spike", x => Math.Exp(-1000 * x * x), -3, 3),
        };
        Assert.Contains(Scenes.CurvesOf(new LineChart { Curves = [curve] }.ToScene()), line => line.Points.Count > 2);
        Assert.True(curve.Points.Max(p => p.Y) >= highest * 0.999);
        Assert.True(Scenes.YTicks(new LineChart { Curves = [curve] }.ToScene()).Max() >= highest * 0.999);
    }

    [Fact]
    public void A_curve_begins_where_its_function_begins()
    {
        var first = Curve.Of("sqrt", x => Math.Sqrt(x - 0.123), -3, 3).Points.First(p => p.IsDrawable);
        Assert.Equal(0.123, first.X, 1e-9);
    }

    [Fact]
    public void Data_are_shown_whole_however_far_they_jump()
    {
        double[] losses = [1e6, -1e6, 3, 2, 1, 2, 1, 2, 1e6];
        var line = Assert.Single(Scenes
            .CurvesOf(new LineChart { Curves = [Curve.OfValues("loss", losses)] }.ToScene()));
        Assert.Equal(losses.Length, line.Points.Count);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(double.NaN, 1)]
    public void An_empty_range_is_refused(double from, double to) =>
        Assert.Throws<DrawingException>(() => Curve.Of("f", x => x, from, to));
}
