using System.Text;

namespace Nabla.Drawing;

/// <summary>Writes one element for a shape and notes the style rules that its dark colours need.</summary>
sealed class SvgShapes(StringBuilder to, SortedSet<string> styles)
{
    readonly List<string> classes = [];

    public void Write(Shape shape)
    {
        classes.Clear();
        switch (shape)
        {
            case Polyline line:
                to.Append("<path d=\"");
                Outline(line.Points, closed: false);
                to.Append("\" fill=\"none\"");
                Line(line.Stroke);
                End();
                break;
            case Polygon area:
                to.Append("<path fill-rule=\"evenodd\" d=\"");
                foreach (var ring in area.Rings)
                    Outline(ring, closed: true);
                to.Append('"');
                Fill(area.Fill);
                End();
                break;
            case Box box:
                to.Append("<rect");
                Attributes(("x", box.X), ("y", box.Y), ("width", box.Width), ("height", box.Height));
                if (box.Corner > 0)
                    Attributes(("rx", box.Corner));
                FillAndLine(box.Fill, box.Outline);
                break;
            case Disc disc:
                to.Append("<circle");
                Attributes(("cx", disc.Center.X), ("cy", disc.Center.Y), ("r", disc.Radius));
                FillAndLine(disc.Fill, disc.Outline);
                break;
            case Arrow arrow:
                to.Append("<path d=\"");
                Outline([arrow.From, arrow.ShaftEnd], closed: false);
                Outline(arrow.HeadCorners, closed: true);
                to.Append('"');
                FillAndLine(arrow.Stroke.Paint, arrow.Stroke);
                break;
            case Label label:
                Text(label);
                break;
            default:
                throw new NotSupportedException($"SVG can't show a {shape.GetType().Name}.");
        }
    }

    void Text(Label label)
    {
        to.Append("<text");
        Attributes(("x", label.At.X), ("y", label.At.Y), ("font-size", label.Size));
        if (label.Align != Align.Start)
            to.Append(" text-anchor=\"").Append(label.Align == Align.Middle ? "middle" : "end").Append('"');
        if (label.Bold)
            to.Append(" font-weight=\"600\"");
        if (label.Angle != 0)
        {
            to.Append(" transform=\"rotate(").Append(Svg.Number(label.Angle)).Append(' ');
            to.Append(Svg.Number(label.At.X)).Append(' ').Append(Svg.Number(label.At.Y)).Append(")\"");
        }
        Fill(label.Paint);
        if (label.Halo is { } halo)
        {
            to.Append(" paint-order=\"stroke\"");
            Line(new Stroke(halo, label.Size * 0.28));
        }
        End(Svg.Escape(label.Text), "</text>");
    }

    void FillAndLine(Paint? fill, Stroke? line)
    {
        if (fill is { } paint)
            Fill(paint);
        else
            to.Append(" fill=\"none\"");
        if (line is { } stroke)
            Line(stroke);
        End();
    }

    void Fill(Paint paint) => Colour("fill", paint);

    void Line(Stroke stroke)
    {
        Colour("stroke", stroke.Paint);
        Attributes(("stroke-width", stroke.Width));
        to.Append(" stroke-linejoin=\"round\"");
        if (stroke.Pattern is { Length: > 0 } pattern)
            to.Append(" stroke-dasharray=\"").AppendJoin(' ', pattern.Select(Svg.Number)).Append('"');
        else
            to.Append(" stroke-linecap=\"round\"");
    }

    void Colour(string property, Paint paint)
    {
        var (light, dark) = (Svg.Hex(paint.Light), Svg.Hex(paint.Dark));
        to.Append(' ').Append(property).Append("=\"").Append(light).Append('"');
        if (paint.Light.A < 1)
            Attributes(($"{property}-opacity", paint.Light.A));
        if (light == dark)
            return;
        var name = $"{property[0]}{light[1..]}-{dark[1..]}";
        classes.Add(name);
        styles.Add($".{name}{{{property}:{dark}}}");
    }

    void Outline(IReadOnlyList<Point> points, bool closed)
    {
        for (var i = 0; i < points.Count; i++)
            to.Append(i == 0 ? 'M' : 'L').Append(Svg.Number(points[i].X)).Append(' ').Append(Svg.Number(points[i].Y));
        if (closed)
            to.Append('Z');
    }

    void Attributes(params ReadOnlySpan<(string Name, double Value)> attributes)
    {
        foreach (var (name, value) in attributes)
            to.Append(' ').Append(name).Append("=\"").Append(Svg.Number(value)).Append('"');
    }

    void End(string content = "", string? closing = null)
    {
        if (classes.Count > 0)
            to.Append(" class=\"").AppendJoin(' ', classes).Append('"');
        to.Append(closing is null ? "/>" : ">").Append(content).Append(closing).Append('\n');
    }
}
