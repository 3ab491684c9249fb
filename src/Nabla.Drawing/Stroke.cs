namespace Nabla.Drawing;

/// <summary>How a line is interrupted; curves differ by it as well as by colour.</summary>
public enum Dash
{
    /// <summary>Not interrupted.</summary>
    Solid,
    /// <summary>Long strokes.</summary>
    Dashed,
    /// <summary>Points.</summary>
    Dotted,
    /// <summary>Strokes and points in turn.</summary>
    DashDotted,
}

/// <summary>
/// A line's paint, its width in pixels and its dashes. Joins are round; solid lines end round, dashes flat.
/// </summary>
public readonly record struct Stroke(Paint Paint, double Width = 1, Dash Dash = Dash.Solid)
{
    /// <summary>Lengths of stroke and gap in turn, in pixels; empty for a solid line.</summary>
    public double[] Pattern
    {
        get
        {
            var unit = Math.Max(Width, 1);
            return Dash switch
            {
                Dash.Dashed => [4 * unit, 2.5 * unit],
                Dash.Dotted => [1.2 * unit, 1.8 * unit],
                Dash.DashDotted => [5 * unit, 2 * unit, 1.2 * unit, 2 * unit],
                _ => [],
            };
        }
    }
}
