namespace Nabla.Drawing;

/// <summary>A point of the plane: data units in charts; pixels with y downwards in a <see cref="Scene"/>.</summary>
public readonly record struct Point(double X, double Y)
{
    /// <summary>
    /// Whether both coordinates are finite numbers of a size that can be scaled without overflow (below 1e300).
    /// </summary>
    public bool IsDrawable => Math.Abs(X) < 1e300 && Math.Abs(Y) < 1e300;
}
