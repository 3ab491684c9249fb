using Nabla.Drawing.Contours;

namespace Nabla.Drawing;

/// <summary>A named way through the plane, such as the steps of a descent; its start and end are marked.</summary>
public sealed record DescentPath(string Name, IReadOnlyList<Point> Points);

/// <summary>Contours of a function of two variables, with arrows of a vector field and paths over them.</summary>
public sealed record ContourChart : Picture
{
    /// <summary>A chart a little narrower than others, because it is nearly square.</summary>
    public ContourChart() => Width = 640;

    /// <summary>The sampled function; its rectangle is what is shown.</summary>
    public required ScalarField Function { get; init; }

    /// <summary>
    /// The values whose contours are drawn, in ascending order; null to choose them by how the values are distributed.
    /// </summary>
    public IReadOnlyList<double>? Levels { get; init; }

    /// <summary>Whether bands are filled, with a colour bar; otherwise lines carry their values.</summary>
    public bool Filled { get; init; } = true;

    /// <summary>Arrows; their lengths grow with the vectors' but none vanishes. A zero vector is a point.</summary>
    public IReadOnlyList<FieldVector> Field { get; init; } = [];

    /// <summary>What the arrows are, for the legend.</summary>
    public string FieldName { get; init; } = "";

    /// <summary>Paths, painted last.</summary>
    public IReadOnlyList<DescentPath> Paths { get; init; } = [];

    /// <summary>The horizontal axis.</summary>
    public Axis X { get; init; } = new("x");

    /// <summary>The vertical axis.</summary>
    public Axis Y { get; init; } = new("y");

    /// <inheritdoc/>
    public override Scene ToScene() => new ContourChartScene(this).Draw();
}
