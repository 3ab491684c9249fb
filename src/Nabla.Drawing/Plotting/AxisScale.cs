namespace Nabla.Drawing.Plotting;

/// <summary>Maps data values to pixels along one axis.</summary>
readonly record struct AxisScale(double Min, double Max, double From, double To, bool Logarithmic = false)
{
    /// <summary>The pixel of a value; NaN where a logarithmic axis has no place for it.</summary>
    public double Pixel(double value) => From + (To - From) * Share(value);

    /// <summary>Pixels per data unit, with the sign of the direction (linear axes).</summary>
    public double PerUnit => (To - From) / (Max - Min);

    double Share(double value) => Logarithmic
        ? value > 0 ? Math.Log10(value / Min) / Math.Log10(Max / Min) : double.NaN
        : (value - Min) / (Max - Min);
}

/// <summary>The rectangle of pixels that data are drawn in.</summary>
readonly record struct Frame(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;
    public double Height => Bottom - Top;

    /// <summary>Whether a point lies inside or on the border, to a hundredth of a pixel.</summary>
    public bool Contains(Point p) =>
        p.X >= Left - 0.01 && p.X <= Right + 0.01 && p.Y >= Top - 0.01 && p.Y <= Bottom + 0.01;

    /// <summary>Whether two rectangles share more than a border.</summary>
    public bool Overlaps(Frame other) =>
        Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
}
