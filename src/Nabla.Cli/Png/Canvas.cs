using Nabla.Drawing;

namespace Nabla.Cli.Png;

/// <summary>Opaque RGB pixels, row by row from the top.</summary>
sealed class Canvas
{
    /// <summary>Beyond this a picture is a mistake: 60 million pixels need 180 MB.</summary>
    const long MostPixels = 60_000_000;

    readonly byte[] pixels;

    public Canvas(double width, double height)
    {
        if (!(Math.Ceiling(width) * Math.Ceiling(height) <= MostPixels))
        {
            throw new DrawingException(
                $"The picture would have {width:0} × {height:0} pixels; take a smaller scale or write SVG.");
        }
        (Width, Height) = (Math.Max(1, (int)Math.Ceiling(width - 1e-6)), Math.Max(1, (int)Math.Ceiling(height - 1e-6)));
        pixels = new byte[Width * Height * 3];
        Array.Fill(pixels, byte.MaxValue);
    }

    public int Width { get; }
    public int Height { get; }

    public ReadOnlySpan<byte> Row(int y) => pixels.AsSpan(y * Width * 3, Width * 3);

    public (byte R, byte G, byte B) this[int x, int y] =>
        (pixels[3 * (y * Width + x)], pixels[3 * (y * Width + x) + 1], pixels[3 * (y * Width + x) + 2]);

    /// <summary>
    /// Lays a colour over a pixel, as opaque as its own opacity times the part of the pixel it covers.
    /// </summary>
    public void Blend(int x, int y, Rgba color, double coverage)
    {
        var (at, opacity) = (3 * (y * Width + x), Math.Clamp(coverage, 0, 1) * color.A);
        pixels[at] = Mix(pixels[at], color.R, opacity);
        pixels[at + 1] = Mix(pixels[at + 1], color.G, opacity);
        pixels[at + 2] = Mix(pixels[at + 2], color.B, opacity);
    }

    static byte Mix(byte under, byte over, double opacity) => (byte)(under + (over - under) * opacity + 0.5);
}
