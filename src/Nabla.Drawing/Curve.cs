using Nabla.Drawing.Plotting;

namespace Nabla.Drawing;

/// <summary>
/// A named curve through points in the order given. A point with a NaN or infinite coordinate is a gap. Paint and
/// dashes left null are chosen by the curve's place in the chart.
/// </summary>
public sealed record Curve(string Name, IReadOnlyList<Point> Points)
{
    /// <summary>More dots than this are small and have no edge, which would hide the others.</summary>
    public const int ManyDots = 500;

    /// <summary>
    /// Whether the points are samples of a function y(x): then the view is not stretched to the values near a pole, and
    /// the samples on both sides of a pole are not joined. Data are always shown whole and joined.
    /// </summary>
    public bool IsFunction { get; init; }

    /// <summary>Whether each point gets a marker (at most 60, evenly chosen).</summary>
    public bool Markers { get; init; }

    /// <summary>Whether a line joins the points; else each is a dot of its own, as observations are.</summary>
    public bool Joined { get; init; } = true;

    /// <summary>The colour.</summary>
    public Paint? Paint { get; init; }

    /// <summary>The dashes.</summary>
    public Dash? Dash { get; init; }

    /// <summary>The line's width in pixels.</summary>
    public double Thickness { get; init; } = 2;

    /// <summary>
    /// Samples a function on [<paramref name="from"/>, <paramref name="to"/>]: evenly, more closely where it is steep,
    /// up to the edge where it stops being defined, with a gap at each pole and jump.
    /// </summary>
    /// <exception cref="DrawingException">The range is empty or not finite.</exception>
    public static Curve Of(string name, Func<double, double> f, double from, double to, int samples = 801) =>
        new(name, new CurveSampler(f).Sample(from, to, samples)) { IsFunction = true };

    /// <summary>A curve through values at x = first, first + 1, …, such as a loss per epoch.</summary>
    public static Curve OfValues(string name, IReadOnlyList<double> values, double first = 1) =>
        new(name, [.. values.Select((y, i) => new Point(first + i, y))]);
}

/// <summary>
/// The tangent of slope <paramref name="Slope"/> at (<paramref name="X"/>, <paramref name="Y"/>), drawn across the
/// chart.
/// </summary>
public sealed record Tangent(double X, double Y, double Slope, string Name = "tangent");

/// <summary>A marked point with a short text beside it.</summary>
public sealed record Mark(double X, double Y, string Text = "");
