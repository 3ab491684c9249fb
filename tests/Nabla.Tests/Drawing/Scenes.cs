using System.Globalization;
using System.Xml.Linq;
using Nabla.Drawing;

namespace Nabla.Tests.Drawing;

/// <summary>What tests ask of a scene.</summary>
static class Scenes
{
    /// <summary>The outlined, unfilled box around the data; a colour bar's is narrower.</summary>
    public static Box FrameOf(Scene scene) =>
        scene.Shapes.OfType<Box>().Where(b => b.Fill is null).MaxBy(b => b.Width)!;

    /// <summary>The thick lines that lie inside the frame.</summary>
    public static List<Polyline> CurvesOf(Scene scene)
    {
        var frame = FrameOf(scene);
        return [.. scene.Shapes.OfType<Polyline>()
            .Where(l => l.Stroke.Width == 2 && l.Points.All(p => p.Y >= frame.Y - 0.01))];
    }

    /// <summary>The numbers beside the vertical axis.</summary>
    public static List<double> YTicks(Scene scene) =>
        [.. scene.Shapes.OfType<Label>().Where(l => l.Align == Align.End && l.At.X < FrameOf(scene).X)
            .Select(l => Number(l.Text))];

    /// <summary>Parses the SVG and checks what holds for every picture.</summary>
    public static XElement Svg(Scene scene)
    {
        var text = scene.ToSvg();
        var svg = XDocument.Parse(text).Root!;
        Assert.Equal("svg", svg.Name.LocalName);
        Assert.Equal("title", svg.Elements().ElementAt(0).Name.LocalName);
        Assert.Equal("desc", svg.Elements().ElementAt(1).Name.LocalName);
        Assert.NotEqual("", svg.Elements().ElementAt(1).Value);
        foreach (var value in svg.Elements().Skip(2).SelectMany(e => e.Attributes()).Select(a => a.Value))
        {
            Assert.DoesNotContain("NaN", value, StringComparison.Ordinal);
            Assert.DoesNotContain("∞", value, StringComparison.Ordinal);
            Assert.DoesNotContain("Infinity", value, StringComparison.Ordinal);
        }
        return svg;
    }

    static double Number(string text)
    {
        var plain = text.Replace('−', '-');
        var power = plain.IndexOf("10", StringComparison.Ordinal) is var at && at >= 0
            && plain.Any(c => "⁰¹²³⁴⁵⁶⁷⁸⁹".Contains(c)) ? at : -1;
        if (power < 0)
            return double.Parse(plain, CultureInfo.InvariantCulture);
        var exponent = string.Concat(plain[(power + 2)..]
            .Select(c => c == '⁻' ? '-' : (char)('0' + "⁰¹²³⁴⁵⁶⁷⁸⁹".IndexOf(c))));
        var mantissa = plain[..power].TrimEnd('·');
        return double.Parse($"{(mantissa is "" or "-" ? mantissa + "1" : mantissa)}e{exponent}",
            CultureInfo.InvariantCulture);
    }
}
