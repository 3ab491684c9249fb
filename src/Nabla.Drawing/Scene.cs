namespace Nabla.Drawing;

/// <summary>
/// A finished picture: shapes in the order they are painted on a canvas of <paramref name="Width"/> × <paramref
/// name="Height"/> pixels. It is the one description from which SVG is written and from which other painters work.
/// </summary>
public sealed record Scene(double Width, double Height, string Title, string Description, IReadOnlyList<Shape> Shapes)
{
    /// <summary>The scene as a self-contained SVG document.</summary>
    public string ToSvg() => Svg.Write(this);
}
