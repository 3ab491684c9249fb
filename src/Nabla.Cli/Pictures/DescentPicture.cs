using Nabla.Drawing;
using Nabla.Execution;
using Nabla.Symbolics;
using Way = Nabla.Optimization.DescentPath;

namespace Nabla.Cli.Pictures;

/// <summary>
/// The picture of a descent: the curve with the points on it for one variable, contours with the field and the path for
/// two, f over the epochs for more.
/// </summary>
static class DescentPicture
{
    /// <exception cref="DrawingException">No point of the descent is finite.</exception>
    public static Picture Of(Expr formula, CompiledFormula f, double[] held, Way way, bool maximize)
    {
        var section = new Section(f, f.Dimension - held.Length, held);
        var title = section.Title(formula);
        var name = maximize ? "ascent" : "descent";
        return section.Shown.Count switch
        {
            1 => OverCurve(section, way, title, name),
            2 => OverContours(section, way, title, name, maximize ? 1 : -1),
            _ => OverEpochs(way, title),
        };
    }

    static LineChart OverCurve(Section section, Way way, string title, string name)
    {
        Point[] points = [.. way.Points.Select(p => new Point(p.X[0], p.F))];
        var (low, high) = Section.Around(points);
        return new()
        {
            Title = title,
            X = new(section.Shown[0]) { Min = low, Max = high },
            Y = new(section.Call),
            Curves = [section.Curve(low, high), Section.Steps(name, points, low, high)],
        };
    }

    static ContourChart OverContours(Section section, Way way, string title, string name, double sign)
    {
        Point[] points = [.. way.Points.Select(p => new Point(p.X[0], p.X[1]))];
        var box = ScalarField.Around(points);
        return new()
        {
            Title = title,
            X = new(section.Shown[0]),
            Y = new(section.Shown[1]),
            Function = section.Values(box),
            Field = section.Field(box, sign),
            FieldName = sign < 0 ? "−∇f" : "∇f",
            Paths = [new(name, points)],
        };
    }

    static LineChart OverEpochs(Way way, string title) => new()
    {
        Title = title,
        X = new("epoch"),
        Y = new("f") { Logarithmic = way.Points.All(p => p.F > 0) },
        Curves = [new("f", [.. way.Points.Select(p => new Point(p.Epoch, p.F))])],
    };
}
