using Nabla.Drawing.Plotting;

namespace Nabla.Drawing;

/// <summary>Curves over a common x axis, with tangents and marked points.</summary>
public sealed record LineChart : Picture
{
    /// <summary>The height of the data's frame in pixels.</summary>
    public double FrameHeight { get; init; } = 340;

    /// <summary>The curves, the first painted first.</summary>
    public IReadOnlyList<Curve> Curves { get; init; } = [];

    /// <summary>Whether the curves are named over the chart.</summary>
    public bool ShowsNames { get; init; } = true;

    /// <summary>Tangent lines, each with a mark where it touches.</summary>
    public IReadOnlyList<Tangent> Tangents { get; init; } = [];

    /// <summary>Marked points.</summary>
    public IReadOnlyList<Mark> Marks { get; init; } = [];

    /// <summary>The horizontal axis.</summary>
    public Axis X { get; init; } = new("x");

    /// <summary>The vertical axis; logarithmic for a loss that falls by orders of magnitude.</summary>
    public Axis Y { get; init; } = new("y");

    /// <summary>The room that is left of the frame at least, so that frames stand one under the other.</summary>
    internal double LeastLeft { get; init; }

    /// <inheritdoc/>
    public override Scene ToScene() => new LineChartScene(this).Draw();
}
