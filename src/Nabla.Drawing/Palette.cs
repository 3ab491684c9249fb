namespace Nabla.Drawing;

/// <summary>
/// The colours of every picture. Series colours stay apart for colour-blind readers, blue and orange first.
/// </summary>
public static class Palette
{
    /// <summary>The ground.</summary>
    public static readonly Paint Background = Paint.Hex(0xFFFFFF, 0x14181F);

    /// <summary>Titles and values.</summary>
    public static readonly Paint Ink = Paint.Hex(0x1C2430, 0xE6EAF0);

    /// <summary>Tick labels, axis names and other quiet text.</summary>
    public static readonly Paint Quiet = Paint.Hex(0x566070, 0xA3ADBB);

    /// <summary>Axes and frames.</summary>
    public static readonly Paint Axis = Paint.Hex(0x8A94A3, 0x6B7685);

    /// <summary>Grid lines.</summary>
    public static readonly Paint Grid = Paint.Hex(0xE4E8ED, 0x29313C);

    /// <summary>The body of a graph's nodes.</summary>
    public static readonly Paint Surface = Paint.Hex(0xF3F7FB, 0x1E2732);

    /// <summary>Low and high ends of the scale of filled contours.</summary>
    public static readonly (Paint Low, Paint High) Scale =
        (Paint.Hex(0xF5F9FD, 0x182330), Paint.Hex(0x74A9D4, 0x3F77A8));

    static readonly Paint[] SeriesPaints =
    [
        Paint.Hex(0x0068B0, 0x5BB3EE),
        Paint.Hex(0xD95F02, 0xF59A4B),
        Paint.Hex(0x00876C, 0x3CC9A4),
        Paint.Hex(0xA8448C, 0xE29BCB),
        Paint.Hex(0x6B5B00, 0xD9C04A),
        Paint.Hex(0x4A5568, 0xB4BDC9),
    ];

    static readonly Dash[] SeriesDashes = [Dash.Solid, Dash.Dashed, Dash.DashDotted, Dash.Dotted];

    /// <summary>The paint of the n-th series.</summary>
    public static Paint Series(int n) => SeriesPaints[n % SeriesPaints.Length];

    /// <summary>The dashes of the n-th series.</summary>
    public static Dash SeriesDash(int n) => SeriesDashes[n % SeriesDashes.Length];
}
