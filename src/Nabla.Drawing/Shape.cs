namespace Nabla.Drawing;

/// <summary>One thing on a <see cref="Scene"/>; coordinates are pixels, y points down.</summary>
public abstract record Shape;

/// <summary>An open line through points.</summary>
public sealed record Polyline(IReadOnlyList<Point> Points, Stroke Stroke) : Shape;

/// <summary>
/// A filled area bounded by closed rings, by the even-odd rule, so that a ring inside a ring is a hole.
/// </summary>
public sealed record Polygon(IReadOnlyList<IReadOnlyList<Point>> Rings, Paint Fill) : Shape;

/// <summary>An upright rectangle, filled, outlined or both, with corners of a given radius.</summary>
public sealed record Box(
    double X, double Y, double Width, double Height, Paint? Fill, Stroke? Outline = null, double Corner = 0)
    : Shape;

/// <summary>A circle, filled, outlined or both.</summary>
public sealed record Disc(Point Center, double Radius, Paint? Fill, Stroke? Outline = null) : Shape;

/// <summary>
/// A straight arrow whose tip is at <paramref name="To"/>; the head is <paramref name="Head"/> pixels long.
/// </summary>
public sealed record Arrow(Point From, Point To, Stroke Stroke, double Head) : Shape
{
    /// <summary>The head's three corners, the tip first.</summary>
    public Point[] HeadCorners
    {
        get
        {
            var (ux, uy) = Direction;
            var (bx, by) = (To.X - ux * Head, To.Y - uy * Head);
            var half = Head * 0.42;
            return [To, new(bx - uy * half, by + ux * half), new(bx + uy * half, by - ux * half)];
        }
    }

    /// <summary>Where the shaft ends, inside the head.</summary>
    public Point ShaftEnd => new(To.X - Direction.X * Head * 0.8, To.Y - Direction.Y * Head * 0.8);

    (double X, double Y) Direction
    {
        get
        {
            var (dx, dy) = (To.X - From.X, To.Y - From.Y);
            var length = Math.Sqrt(dx * dx + dy * dy);
            return length > 0 ? (dx / length, dy / length) : (1, 0);
        }
    }
}

/// <summary>Which part of a text stands at its anchor.</summary>
public enum Align
{
    /// <summary>The text begins at the anchor.</summary>
    Start,
    /// <summary>The text is centred on the anchor.</summary>
    Middle,
    /// <summary>The text ends at the anchor.</summary>
    End,
}

/// <summary>
/// One line of text whose baseline passes through <paramref name="At"/>, turned clockwise about it by <paramref
/// name="Angle"/> degrees; <paramref name="Halo"/> paints an edge around the letters that keeps them readable over
/// lines.
/// </summary>
public sealed record Label(
    Point At, string Text, double Size, Paint Paint, Align Align = Align.Start,
    bool Bold = false, double Angle = 0, Paint? Halo = null)
    : Shape;
