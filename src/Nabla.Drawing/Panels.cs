using Nabla.Drawing.Plotting;

namespace Nabla.Drawing;

/// <summary>Pictures one under the other, such as data with its residuals; the frames of line charts are aligned.</summary>
public sealed record Panels : Picture
{
    const double Gap = 6;

    /// <summary>The pictures, the top one first.</summary>
    public required IReadOnlyList<Picture> Pictures { get; init; }

    /// <inheritdoc/>
    public override Scene ToScene()
    {
        var shapes = new List<Shape>();
        var (width, height) = (0.0, 0.0);
        var descriptions = new List<string>();
        var left = Pictures.OfType<LineChart>().Select(c => new LineChartScene(c).Left()).DefaultIfEmpty(0).Max();
        foreach (var scene in Pictures.Select(p => (p is LineChart chart ? chart with { LeastLeft = left } : p).ToScene()))
        {
            var top = height > 0 ? height + Gap : 0;
            shapes.AddRange(scene.Shapes.Select(shape => Lowered(shape, top)));
            (width, height) = (Math.Max(width, scene.Width), top + scene.Height);
            descriptions.Add(scene.Description);
        }

        return new(width, height, Title, Description ?? string.Join(" ", descriptions), shapes);
    }

    static Shape Lowered(Shape shape, double by) => shape switch
    {
        Polyline line => line with { Points = Lowered(line.Points, by) },
        Polygon polygon => polygon with { Rings = [.. polygon.Rings.Select(ring => Lowered(ring, by))] },
        Box box => box with { Y = box.Y + by },
        Disc disc => disc with { Center = Lowered(disc.Center, by) },
        Arrow arrow => arrow with { From = Lowered(arrow.From, by), To = Lowered(arrow.To, by) },
        Label label => label with { At = Lowered(label.At, by) },
        _ => shape,
    };

    static Point[] Lowered(IReadOnlyList<Point> points, double by) => [.. points.Select(p => Lowered(p, by))];

    static Point Lowered(Point point, double by) => point with { Y = point.Y + by };
}
