namespace Nabla.Drawing;

/// <summary>
/// What all pictures have in common: a title, a description for those who can't see it, and a size in pixels.
/// </summary>
public abstract record Picture
{
    /// <summary>The headline; empty for none.</summary>
    public string Title { get; init; } = "";

    /// <summary>The text alternative; where null, one is made from the content.</summary>
    public string? Description { get; init; }

    /// <summary>The width in pixels; graphs grow beyond it when they must.</summary>
    public double Width { get; init; } = 720;

    /// <summary>Lays the picture out.</summary>
    /// <exception cref="DrawingException">There is nothing to draw, or too much of it to be read.</exception>
    public abstract Scene ToScene();

    /// <summary>The picture as a self-contained SVG document, the same bytes for the same input.</summary>
    /// <exception cref="DrawingException">There is nothing to draw, or too much of it to be read.</exception>
    public string ToSvg() => Svg.Write(ToScene());
}
