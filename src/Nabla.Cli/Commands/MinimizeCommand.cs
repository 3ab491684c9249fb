using Nabla.Cli.Pictures;
using Nabla.Drawing;
using Nabla.Optimization;
using Nabla.Symbolics;
using DescentPath = Nabla.Optimization.DescentPath;

namespace Nabla.Cli.Commands;

sealed class MinimizeCommand() : Verb("minimize", "the minimum near a start, by Newton's method and others")
{
    const double UsualTolerance = 1e-8;

    public override IReadOnlyList<string> Files => ["txt", "json", "csv", "svg", "png"];

    public override IReadOnlyList<string> Examples =>
        ["nabla minimize \"(1-x)^2 + 100(y-x^2)^2\" --from x=-1.2,y=1 --table", "nabla minimize \"(x-2)^2 + y^2\" --from x=0,y=3 --bounds x=..1 --out path.svg"];

    public override bool SavesItsFile(OutputFile file) => file.Kind is not "txt";

    /// <summary>The options end a search; --timeout may.</summary>
    public override TimeSpan? Patience => null;

    public override void Run(Request request, Response response, CancellationToken cancellation)
    {
        if (request.Flag("table") && request.Flag("csv")) throw new UsageException("--table and --csv are two forms of the same rows: choose one");
        var file = OutputFile.Of(request, Files);
        var parsed = request.Read(response, cancellation: cancellation);
        var start = StartPoint.Of(request, parsed);
        var formula = start.Compile(parsed.Expression);
        var f = start.Of(formula);
        var path = new DescentPath(start.Moving.Length);
        var search = Search(request, f, start.Start, path, cancellation);
        Write(request, response, search, new(f, path));
        if (file is not null) Save(file, request, response, () => DescentPicture.Of(parsed.Expression, formula, start.Values, path, request.Flag("maximize")), new(f, path));
        response.EndAs(search.Status, search.Explanation);
    }

    sealed record Found(
        string Method, IReadOnlyList<string> Variables, IReadOnlyList<double> X, double F, double Norm, long Iterations,
        EvaluationCounts Evaluations, OptimizationStatus Status, string Explanation);

    static Found Search(Request request, Objective f, double[] start, DescentPath path, CancellationToken cancellation)
    {
        var name = request.Choice("method", ["", .. MinimizeMethod.Names, .. FirstOrderMethod.Names]);
        var bounds = request.Has("bounds") ? Bounds.Of(f.Variables, request.Bounds("bounds")) : null;
        if (FirstOrderMethod.Names.Contains(name)) return Descend(request, f, start, name, bounds, path, cancellation);
        if (request.Has("rate")) throw new UsageException($"--rate is for {string.Join(", ", FirstOrderMethod.Names)}: other methods find the length of a step themselves");
        var usual = new MinimizeOptions();
        var result = Optimize.Minimize(f, start, name.Length == 0 ? null : MinimizeMethod.Create(name), new()
        {
            GradientTolerance = request.Number("tol", usual.GradientTolerance),
            Iterations = request.Count("epochs", (int)usual.Iterations),
            Maximize = request.Flag("maximize"),
            Bounds = bounds,
            KeepPath = true,
            Cancellation = cancellation,
        });
        foreach (var point in result.Path!) path.Add(new() { Number = point.Iteration, X = [.. point.X], F = point.F, GradientNorm = double.NaN });
        return new(result.Method.Name, result.Variables, result.X, result.F, result.GradientNorm, result.Iterations, result.Evaluations, result.Status, result.Explanation);
    }

    static Found Descend(Request request, Objective f, double[] start, string name, Bounds? bounds, DescentPath path, CancellationToken cancellation)
    {
        if (bounds is not null) throw new OptionException("bounds", $"The method {name} keeps to no bounds. Take l-bfgs, or none to have one chosen.");
        var method = FirstOrderMethod.Create(name, start.Length, request.Number("rate", 0.1));
        var options = new DescentOptions
        {
            Epochs = request.Count("epochs", 10_000),
            Tolerance = request.Number("tol", UsualTolerance),
            Maximize = request.Flag("maximize"),
        };
        var result = Descent.Run(f, start, method, options, path.Add, cancellation);
        return new(name, [.. result.X.Keys], [.. result.X.Values], result.F, result.GradientNorm, result.Iterations,
            new(result.Evaluations, result.Evaluations), Ending.Of(result), result.Explanation);
    }

    static void Write(Request request, Response response, Found found, PathRows rows)
    {
        var call = $"f({string.Join(", ", found.Variables)})";
        var x = PointNumbers.Text(found.Variables, [.. found.X]);
        if (request.Flag("table")) response.Formula(_ => rows.Table(request.Flag("ascii")).TrimEnd('\n'));
        if (request.Flag("csv")) response.Formula(_ => rows.Csv().TrimEnd('\n'));
        if (!request.Flag("csv"))
        {
            response.Formula(_ => $"{x}{(x.Length > 0 ? ", " : "")}{call} = {NumberText.Of(found.F)}", response.Ink.Strong);
            var slope = request.Flag("ascii") ? "|grad f|" : "|∇f|";
            response.Formula(_ => $"{found.Status.Name}: {slope} = {NumberText.Short(found.Norm)}, iterations = {found.Iterations}, "
                + $"evaluations = {found.Evaluations.Values}, method = {found.Method}");
        }

        response.Result(json =>
        {
            json.WriteStartObject("x");
            for (var i = 0; i < found.X.Count; i++) json.WriteDouble(found.Variables[i], found.X[i]);
            json.WriteEndObject();
            json.WriteDouble("f", found.F);
            json.WriteDouble("gradientNorm", found.Norm);
            json.WriteNumber("iterations", found.Iterations);
            json.WriteNumber("evaluations", found.Evaluations.Values);
            json.WriteNumber("gradientEvaluations", found.Evaluations.Gradients);
            json.WriteNumber("hessianEvaluations", found.Evaluations.Hessians);
            json.WriteString("method", found.Method);
            json.WriteString("status", found.Status.Name);
            json.WriteString("explanation", found.Explanation);
        });
    }

    static void Save(OutputFile file, Request request, Response response, Func<Picture> draw, PathRows rows)
    {
        if (file.Kind == "txt") return;
        try
        {
            if (file.IsPicture) file.Save(draw());
            else file.Save(file.Kind == "csv" ? rows.Csv() : rows.Json());
            response.Hint("wrote " + file.Path);
        }
        catch (DrawingException e)
        {
            // A search that can't be drawn is still a result.
            response.Warn("picture", e.Message);
        }
    }
}
