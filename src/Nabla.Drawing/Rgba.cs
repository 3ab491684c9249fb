namespace Nabla.Drawing;

/// <summary>An sRGB colour; <paramref name="A"/> is its opacity from 0 to 1.</summary>
public readonly record struct Rgba(byte R, byte G, byte B, double A = 1)
{
    /// <summary>The opaque colour of a number such as <c>0x0072B2</c>.</summary>
    public static Rgba Hex(int rgb) => new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);

    /// <summary>
    /// The colour at <paramref name="t"/> from 0 (<paramref name="a"/>) to 1 (<paramref name="b"/>) on the straight
    /// sRGB line.
    /// </summary>
    public static Rgba Mix(Rgba a, Rgba b, double t) => new(
        Channel(a.R, b.R, t), Channel(a.G, b.G, t), Channel(a.B, b.B, t), a.A + (b.A - a.A) * t);

    static byte Channel(byte a, byte b, double t) => (byte)Math.Round(a + (b - a) * t);
}

/// <summary>A colour for light surroundings and its counterpart for dark ones.</summary>
public readonly record struct Paint(Rgba Light, Rgba Dark)
{
    /// <summary>The paint of two numbers such as <c>0x0072B2</c>, both with the same opacity.</summary>
    public static Paint Hex(int light, int dark, double opacity = 1) =>
        new(Rgba.Hex(light) with { A = opacity }, Rgba.Hex(dark) with { A = opacity });

    /// <summary>The mixture of two paints, in light and in dark.</summary>
    public static Paint Mix(Paint a, Paint b, double t) =>
        new(Rgba.Mix(a.Light, b.Light, t), Rgba.Mix(a.Dark, b.Dark, t));
}
