namespace Nabla.Drawing;

/// <summary>
/// A vector (<paramref name="Dx"/>, <paramref name="Dy"/>) in data units at a point, such as −∇f there.
/// </summary>
public readonly record struct FieldVector(double X, double Y, double Dx, double Dy)
{
    /// <summary>Samples a vector field at the middles of the cells of an even grid over a rectangle.</summary>
    public static IReadOnlyList<FieldVector> Sample(Func<double, double, (double Dx, double Dy)> field,
        double xMin, double xMax, double yMin, double yMax, int columns = 15, int rows = 13)
    {
        var vectors = new FieldVector[columns * rows];
        for (var k = 0; k < vectors.Length; k++)
        {
            var x = xMin + (xMax - xMin) * (k % columns + 0.5) / columns;
            var y = yMin + (yMax - yMin) * (k / columns + 0.5) / rows;
            var (dx, dy) = field(x, y);
            vectors[k] = new(x, y, dx, dy);
        }
        return vectors;
    }
}
