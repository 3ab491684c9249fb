using Nabla.Drawing.Plotting;

namespace Nabla.Drawing.Contours;

/// <summary>Draws vectors as arrows centred on their points.</summary>
static class ArrowField
{
    public static readonly Stroke Stroke = new(Paint.Hex(0x33465C, 0xC3CFDD), 1.2);

    /// <summary>
    /// An arrow lies along the displacement its vector makes on the plot (y upwards, both scales counted). Its length
    /// runs from 0.35 to 0.85 of the arrows' usual distance, with the logarithm of the vector's length.
    /// </summary>
    public static void Draw(List<Shape> shapes, PlotArea area, IReadOnlyList<FieldVector> field)
    {
        double[] lengths = [.. field.Select(v => Length(v.Dx, v.Dy)).Where(l => l > 0).Order()];
        var (middle, longest) = lengths.Length > 0 ? (lengths[lengths.Length / 2], lengths[^1]) : (1, 1);
        var distance = Math.Clamp(Math.Sqrt(area.Frame.Width * area.Frame.Height / Math.Max(field.Count, 1)), 8, 60);
        foreach (var v in field)
        {
            var at = area.ToPixel(new(v.X, v.Y));
            var size = Length(v.Dx, v.Dy);
            if (!at.IsDrawable || double.IsNaN(size) || !area.Frame.Contains(at))
                continue;
            // Divided first, so that neither huge nor tiny vectors overflow or vanish on the way.
            var (dx, dy) = size > 0 ? (v.Dx / size * area.X.PerUnit, v.Dy / size * area.Y.PerUnit) : (0, 0);
            var pixels = Length(dx, dy);
            if (!(pixels > 0))
            {
                shapes.Add(new Disc(at, 1.8, Stroke.Paint));
                continue;
            }
            var share = Math.Log(1 + size / middle) / Math.Log(1 + longest / middle);
            var length = distance * (0.35 + 0.5 * share);
            var (hx, hy) = (dx / pixels * length / 2, dy / pixels * length / 2);
            shapes.Add(new Arrow(new(at.X - hx, at.Y - hy), new(at.X + hx, at.Y + hy), Stroke,
                Math.Clamp(length * 0.3, 4, 8)));
        }
    }

    /// <summary>√(x² + y²) without overflow; NaN for what has no finite length.</summary>
    static double Length(double x, double y)
    {
        var larger = Math.Max(Math.Abs(x), Math.Abs(y));
        if (!(larger > 0) || !double.IsFinite(larger))
            return larger is 0 ? 0 : double.NaN;
        return larger * Math.Sqrt(x / larger * (x / larger) + y / larger * (y / larger));
    }
}
