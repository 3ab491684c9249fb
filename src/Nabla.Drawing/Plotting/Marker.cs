namespace Nabla.Drawing.Plotting;

/// <summary>The shape of a point's marker, which tells series apart without colour.</summary>
enum MarkerForm { Disc, Square, Diamond, Triangle }

/// <summary>A marker: form, paint and half its size in pixels, with an edge in the ground's colour.</summary>
readonly record struct Marker(MarkerForm Form, Paint Paint, double Radius = 4)
{
    public static Marker Series(int n, Paint paint) => new((MarkerForm)(n % 4), paint);

    public void Draw(List<Shape> shapes, Point at)
    {
        var (r, edge) = (Radius, Radius + 1.3);
        if (Form == MarkerForm.Disc)
        {
            shapes.Add(new Disc(at, r, Paint, new Stroke(Palette.Background, 1.3)));
            return;
        }
        shapes.Add(new Polygon([Corners(at, edge)], Palette.Background));
        shapes.Add(new Polygon([Corners(at, r)], Paint));
    }

    Point[] Corners(Point at, double r) => Form switch
    {
        MarkerForm.Square =>
            Around(at, (-0.9 * r, -0.9 * r), (0.9 * r, -0.9 * r), (0.9 * r, 0.9 * r), (-0.9 * r, 0.9 * r)),
        MarkerForm.Diamond => Around(at, (0, -1.25 * r), (1.25 * r, 0), (0, 1.25 * r), (-1.25 * r, 0)),
        _ => Around(at, (0, -1.2 * r), (1.1 * r, 0.85 * r), (-1.1 * r, 0.85 * r)),
    };

    static Point[] Around(Point at, params ReadOnlySpan<(double X, double Y)> corners)
    {
        var points = new Point[corners.Length];
        for (var i = 0; i < points.Length; i++)
            points[i] = new(at.X + corners[i].X, at.Y + corners[i].Y);
        return points;
    }
}
