using Nabla.Drawing.Plotting;

namespace Nabla.Drawing;

/// <summary>
/// Values of a function of two variables on an even grid, row by row from <paramref name="YMin"/> upwards. NaN is
/// undefined and stays empty; infinite values count as the largest or smallest finite one.
/// </summary>
public sealed record ScalarField(
    double XMin, double XMax, double YMin, double YMax, int Columns, int Rows, IReadOnlyList<double> Values)
{
    /// <summary>The x of a column.</summary>
    public double X(int column) => XMin + (XMax - XMin) * column / (Columns - 1);

    /// <summary>The y of a row.</summary>
    public double Y(int row) => YMin + (YMax - YMin) * row / (Rows - 1);

    /// <summary>Samples a function on a rectangle.</summary>
    /// <exception cref="DrawingException">The rectangle is empty or not finite.</exception>
    public static ScalarField Of(
        Func<double, double, double> f,
        double xMin, double xMax, double yMin, double yMax, int columns = 181, int rows = 181)
    {
        var field = new ScalarField(xMin, xMax, yMin, yMax, columns, rows, new double[columns * rows]);
        field.Check();
        var values = (double[])field.Values;
        for (var j = 0; j < rows; j++)
        {
            for (var i = 0; i < columns; i++)
                values[j * columns + i] = f(field.X(i), field.Y(j));
        }
        return field;
    }

    /// <summary>
    /// A rectangle that shows all points that can be drawn, with a margin (a share of its size) around them.
    /// </summary>
    public static (double XMin, double XMax, double YMin, double YMax) Around(
        IEnumerable<Point> points, double margin = 0.25)
    {
        Point[] drawable = [.. points.Where(p => p.IsDrawable)];
        if (drawable.Length == 0)
            throw new DrawingException("There is nothing to draw: no point is finite.");
        var (xMin, xMax) = (drawable.Min(p => p.X), drawable.Max(p => p.X));
        var (yMin, yMax) = (drawable.Min(p => p.Y), drawable.Max(p => p.Y));
        var size = Math.Max(xMax - xMin, yMax - yMin);
        var far = Math.Max(Math.Abs(xMin) + Math.Abs(xMax), Math.Abs(yMin) + Math.Abs(yMax));
        var least = Math.Max(size > 0 ? 0 : 1, 1e-9 * far);
        // A path along one axis still gets a rectangle and not a line: the short side is at least two thirds of the
        // long one.
        var (dx, dy) = (Grow(xMax - xMin), Grow(yMax - yMin));
        return (xMin - dx, xMax + dx, yMin - dy, yMax + dy);

        double Grow(double side) =>
            Math.Max(Math.Max(0, (size * 0.67 - side) / 2) + margin * Math.Max(side, size * 0.67), least);
    }

    internal void Check()
    {
        if (!(XMin < XMax && YMin < YMax) || !double.IsFinite(XMax - XMin) || !double.IsFinite(YMax - YMin))
        {
            throw new DrawingException($"The rectangle {NumberText.Short(XMin)} … {NumberText.Short(XMax)} by "
                + $"{NumberText.Short(YMin)} … {NumberText.Short(YMax)} is empty or not finite.");
        }
        if (Columns < 2 || Rows < 2 || Values.Count != (long)Columns * Rows)
        {
            throw new DrawingException(
                $"A grid of {Columns} × {Rows} needs at least 2 × 2 and as many values; it has {Values.Count}.");
        }
    }
}
