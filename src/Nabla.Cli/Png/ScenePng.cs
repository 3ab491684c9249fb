using Nabla.Drawing;

namespace Nabla.Cli.Png;

/// <summary>Paints a scene and writes it as PNG.</summary>
static class ScenePng
{
    /// <summary>
    /// Writes the scene with <paramref name="scale"/> pixels (more than 0) for each of its own, in light colours or
    /// dark ones.
    /// </summary>
    /// <exception cref="DrawingException">
    /// The scale is not a positive number or the picture would be too large.
    /// </exception>
    public static void Write(Scene scene, Stream to, double scale = 2, bool dark = false) =>
        PngEncoder.Write(to, Paint(scene, scale, dark), scale, scene.Title, scene.Description);

    /// <summary>The scene as pixels.</summary>
    public static Canvas Paint(Scene scene, double scale, bool dark)
    {
        if (!(scale > 0 && scale <= 100))
            throw new DrawingException($"A scale of {scale} is not between 0 and 100.");
        var canvas = new Canvas(scene.Width * scale, scene.Height * scale);
        var painter = new ShapePainter(canvas, scale, dark);
        foreach (var shape in scene.Shapes)
            painter.Paint(shape);
        return canvas;
    }
}
