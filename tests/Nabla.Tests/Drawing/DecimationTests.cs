using Nabla.Drawing;
using Nabla.Drawing.Plotting;

namespace Nabla.Tests.Drawing;

public class DecimationTests
{
    static Point[] Wander(int seed, int count, double step)
    {
        var (random, x, y) = (new Random(seed), 0.0, 0.0);
        var points = new Point[count];
        for (var i = 0; i < count; i++)
            points[i] = new(x += step * (random.NextDouble() - 0.4), y += step * (random.NextDouble() - 0.5));
        return points;
    }

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(2, 2)]
    [InlineData(3, 0.01)]
    public void A_straightened_line_keeps_its_ends_and_passes_near_every_point(int seed, double step)
    {
        var points = Wander(seed, 1000, step);
        var kept = Decimation.Straighten(points, 0.1);
        Assert.Equal(points[0], kept[0]);
        Assert.Equal(points[^1], kept[^1]);
        Assert.True(kept.Count < points.Length);
        Assert.All(points, p =>
            Assert.InRange(kept.Zip(kept.Skip(1)).Min(s => Distance(p, s.First, s.Second)), 0, 0.2));
    }

    [Fact]
    public void A_straight_line_and_a_turn_back_keep_what_they_need()
    {
        Assert.Equal(2,
            Decimation.Straighten([.. Enumerable.Range(0, 100).Select(i => new Point(i, 2 * i))], 0.1).Count);
        Point[] back = [new(0, 0), new(5, 0), new(10, 0), new(5, 0), new(2, 0)];
        Assert.Equal([new(0, 0), new(10, 0), new(2, 0)], Decimation.Straighten(back, 0.1));
    }

    [Fact]
    public void Extremes_of_every_column_survive()
    {
        var random = new Random(5);
        Point[] points = [.. Enumerable.Range(0, 50_000).Select(i => new Point(i / 100.0, random.NextDouble()))];
        var kept = Decimation.KeepExtremes(points);
        Assert.True(kept.Count <= 4 * 1001);
        foreach (var column in points.GroupBy(p => Math.Floor(p.X * 2)))
        {
            var own = kept.Where(p => Math.Floor(p.X * 2) == column.Key).ToArray();
            Assert.Equal(column.Max(p => p.Y), own.Max(p => p.Y));
            Assert.Equal(column.Min(p => p.Y), own.Min(p => p.Y));
        }
    }

    [Fact]
    public void Thinning_keeps_both_ends()
    {
        var points = Wander(9, 1000, 0.5);
        var kept = Decimation.Thin(points, 5);
        Assert.Equal(points[0], kept[0]);
        Assert.Equal(points[^1], kept[^1]);
        Assert.InRange(kept.Count, 3, 300);
    }

    static double Distance(Point p, Point a, Point b)
    {
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var t = dx * dx + dy * dy is > 0 and var square
            ? Math.Clamp(((p.X - a.X) * dx + (p.Y - a.Y) * dy) / square, 0, 1) : 0;
        return Math.Sqrt(Math.Pow(p.X - a.X - t * dx, 2) + Math.Pow(p.Y - a.Y - t * dy, 2));
    }
}
