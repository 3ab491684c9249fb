using Nabla.Drawing;

namespace Nabla.Cli.Png;

/// <summary>Paints one shape of a scene after another.</summary>
sealed class ShapePainter(Canvas canvas, double scale, bool dark)
{
    readonly Rasterizer rasterizer = new(canvas);

    public void Paint(Shape shape)
    {
        switch (shape)
        {
            case Polyline line:
                Line(Scaled(line.Points), line.Stroke);
                break;
            case Polygon area:
                rasterizer.Fill(area.Rings.Select(Scaled), FillRule.EvenOdd, Color(area.Fill));
                break;
            case Box box:
                var corners = Outline.Rectangle(box.X, box.Y, box.Width, box.Height, box.Corner, scale);
                Closed(corners, box.Fill, box.Outline);
                break;
            case Disc disc:
                Disc(disc);
                break;
            case Arrow arrow:
                Line(Scaled([arrow.From, arrow.ShaftEnd]), arrow.Stroke);
                var head = Scaled(arrow.HeadCorners);
                rasterizer.Fill([head], FillRule.NonZero, Color(arrow.Stroke.Paint));
                Line([.. head, head[0]], arrow.Stroke);
                break;
            case Label label:
                Text(label);
                break;
            default:
                throw new NotSupportedException($"PNG can't show a {shape.GetType().Name}.");
        }
    }

    // An edge around an opaque disc is a larger disc under it: a ring of strokes takes many times as long, and a picture may
    // have thousands of dots.
    void Disc(Disc disc)
    {
        var center = Scaled(disc.Center);
        if (disc is { Outline: { Dash: var dash } edge, Fill: { } fill } && dash == Dash.Solid && Color(fill).A == 1 && disc.Radius > edge.Width / 2)
        {
            Closed(Outline.Circle(center, (disc.Radius + edge.Width / 2) * scale), edge.Paint, null);
            Closed(Outline.Circle(center, (disc.Radius - edge.Width / 2) * scale), fill, null);
            return;
        }

        Closed(Outline.Circle(center, disc.Radius * scale), disc.Fill, disc.Outline);
    }

    void Closed(Point[] ring, Paint? fill, Stroke? outline)
    {
        if (fill is { } paint)
            rasterizer.Fill([ring], FillRule.NonZero, Color(paint));
        if (outline is { } stroke)
            Line([.. ring, ring[0]], stroke);
    }

    void Line(Point[] points, Stroke stroke)
    {
        var (rings, width) = (new List<Point[]>(), stroke.Width * scale);
        if (stroke.Dash == Dash.Solid)
            Outline.Stroke(rings, points, width, roundEnds: true);
        else
        {
            foreach (var dash in Outline.Dashes(points, [.. stroke.Pattern.Select(length => length * scale)]))
                Outline.Stroke(rings, dash, width, roundEnds: false);
        }
        rasterizer.Fill(rings, FillRule.NonZero, Color(stroke.Paint));
    }

    void Text(Label label)
    {
        var width = TextMetrics.Width(label.Text, label.Size, label.Bold);
        var start = label.Align switch { Align.Middle => -width / 2, Align.End => -width, _ => 0 };
        var (sin, cos) = Math.SinCos(label.Angle * Math.PI / 180);
        var strokes = new List<(Point[] Line, double Weight)>();
        foreach (var c in label.Text)
        {
            if (char.IsLowSurrogate(c))
                continue;
            foreach (var stroke in StrokeFont.Strokes(c))
                strokes.Add((Array.ConvertAll(stroke, Place), StrokeFont.Weight(c)));
            start += TextMetrics.Width(c.ToString(), label.Size, label.Bold);
        }
        var thickness = label.Size * (label.Bold ? StrokeFont.BoldThickness : StrokeFont.Thickness);
        if (label.Halo is { } halo)
            FillText(strokes, thickness, label.Size * 0.28, halo);
        FillText(strokes, thickness, 0, label.Paint);

        Point Place(Point em)
        {
            var (x, y) = (start + em.X * label.Size * (label.Bold ? 1.06 : 1), -em.Y * label.Size);
            return new((label.At.X + x * cos - y * sin) * scale, (label.At.Y + x * sin + y * cos) * scale);
        }
    }

    void FillText(List<(Point[] Line, double Weight)> strokes, double thickness, double edge, Paint paint)
    {
        var rings = new List<Point[]>();
        foreach (var (line, weight) in strokes)
            Outline.Stroke(rings, line, (thickness * weight + edge) * scale, roundEnds: true);
        rasterizer.Fill(rings, FillRule.NonZero, Color(paint));
    }

    Rgba Color(Paint paint) => dark ? paint.Dark : paint.Light;

    Point Scaled(Point p) => new(p.X * scale, p.Y * scale);

    Point[] Scaled(IReadOnlyList<Point> points) => [.. points.Select(Scaled)];
}
