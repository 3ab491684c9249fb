using Nabla.Cli.Pictures;
using Nabla.Drawing;
using Nabla.Execution;

namespace Nabla.Cli.Commands;

sealed class PlotCommand() : Verb("plot", "the curve of a formula, or its contours, as SVG or PNG")
{
    const double Reach = 5;

    public override IReadOnlyList<string> Files => ["svg", "png"];

    public override IReadOnlyList<string> Examples =>
        ["nabla plot \"x^3-3x\" --with derivative --range x=-3..3 --out f.png", "nabla plot \"x^2 + 3y^2\" --field --out f.svg"];

    public override bool SavesItsFile(OutputFile file) => true;

    public override void Run(Request request, Response response, CancellationToken cancellation)
    {
        request.Choice("with", "derivative");
        var file = OutputFile.Of(request, Files);
        var parsed = request.Read(response, cancellation: cancellation);
        var at = request.Point("at");
        var shown = Shown(request, parsed.Names, at);
        string[] held = [.. parsed.Names.Except(shown)];
        var formula = CompiledFormula.Compile(parsed.Expression, [.. shown, .. held]);
        var section = new Section(formula, shown.Length, parsed.Coordinates(at, held), cancellation);
        var paths = PathFile.ReadAll(request, shown);
        var title = section.Title(parsed.Expression);
        Picture picture = shown.Length == 1 ? OneVariable(request, section, paths, title) : TwoVariables(request, section, paths, title);
        Write(response, picture, file);
    }

    static void Write(Response response, Picture picture, OutputFile? file)
    {
        if (file is null)
        {
            var svg = picture.ToSvg().TrimEnd();
            response.Line(svg);
            response.Result(json => json.WriteString("svg", svg));
            return;
        }

        file.Save(picture);
        response.Result(json => json.WriteString("file", file.Path));
        response.Hint("wrote " + file.Path);
    }

    // --var decides; else what has a range or no value. A lone variable with a value is drawn, and marked there.
    static string[] Shown(Request request, IReadOnlyList<string> names, IReadOnlyList<KeyValuePair<string, double>> at)
    {
        var ranges = request.Ranges("range");
        string[] shown = request.Names("var")
            ?? [.. names.Where(n => ranges.Any(r => r.Name == n) || !at.Any(p => p.Key == n))];
        if (shown.Length == 0) shown = names.Count > 0 ? [.. names] : [ranges is [{ Name.Length: > 0 } only] ? only.Name : "x"];
        if (shown.Length > 2)
        {
            throw new UsageException(
                $"a picture shows one or two variables and the formula has {Few.Of(shown)}: give the others values with --at",
                $"nabla plot … --at {Few.Of([.. shown[..^2].Select(n => n + "=1")], ",")}");
        }

        var strange = ranges.FirstOrDefault(r => r.Name is { Length: > 0 } name && !shown.Contains(name)).Name;
        if (strange is not null) throw new UsageException($"--range: {strange} is not drawn", Spelling.Nearest(strange, shown));
        return shown;
    }

    static LineChart OneVariable(Request request, Section section, IReadOnlyList<(string Name, IReadOnlyList<double[]> Points)> paths, string title)
    {
        if (request.Flag("field")) throw new UsageException("--field needs a formula of two variables; for one there is --with derivative");
        var x = section.Shown[0];
        var ways = paths.Select(path => (path.Name, Points: (Point[])[.. path.Points.Select(p => new Point(p[0], section.Value(p[0])))])).ToArray();
        Point[] points = [.. ways.SelectMany(way => way.Points)];
        var marked = request.Point("at").Where(p => p.Key == x).Select(p => p.Value).ToArray();
        var (low, high) = Range(request, x, marked, points.Length > 0 ? Section.Around(points) : null);
        var curves = new List<Curve> { section.Curve(low, high) };
        if (request.Has("with")) curves.Add(section.Derivative(low, high));
        curves.AddRange(ways.Select(way => Section.Steps(way.Name, way.Points, low, high)));
        return new()
        {
            Title = title,
            X = new(x) { Min = low, Max = high },
            Y = new(curves.Count == 1 ? section.Call : ""),
            Curves = curves,
            Tangents = [.. marked.Select(p => new Tangent(p, section.Value(p), section.Gradient(p)[0]))],
        };
    }

    static ContourChart TwoVariables(Request request, Section section, IReadOnlyList<(string Name, IReadOnlyList<double[]> Points)> paths, string title)
    {
        if (request.Has("with")) throw new UsageException("--with derivative needs a formula of one variable; for two there is --field");
        var (x, y) = (section.Shown[0], section.Shown[1]);
        var ways = paths.Select(path => (path.Name, Points: (Point[])[.. path.Points.Select(p => new Point(p[0], p[1]))])).ToArray();
        Point[] points = [.. ways.SelectMany(way => way.Points)];
        var around = points.Length > 0 ? ScalarField.Around(points) : default;
        var (xMin, xMax) = Range(request, x, [], points.Length > 0 ? (around.XMin, around.XMax) : null);
        var (yMin, yMax) = Range(request, y, [], points.Length > 0 ? (around.YMin, around.YMax) : null);
        var box = (xMin, xMax, yMin, yMax);
        var sign = points.Length > 0 ? -1 : 1;
        return new()
        {
            Title = title,
            X = new(x),
            Y = new(y),
            Function = section.Values(box),
            Field = request.Flag("field") ? section.Field(box, sign) : [],
            FieldName = !request.Flag("field") ? "" : sign < 0 ? "−∇f" : "∇f",
            Paths = [.. ways.Select(way => new DescentPath(way.Name, way.Points))],
        };
    }

    /// <summary>What was asked for, by name or for all; else around the path; else −5 to 5, moved to the marked point.</summary>
    static (double Low, double High) Range(Request request, string variable, double[] marked, (double Low, double High)? path)
    {
        foreach (var (name, low, high) in request.Ranges("range").OrderByDescending(r => r.Name.Length))
            if (name == variable || name.Length == 0) return (low, high);
        if (path is { } range) return range;
        var middle = marked is [var only] && Math.Abs(only) > 0.8 * Reach ? only : 0;
        return (middle - Reach, middle + Reach);
    }
}
