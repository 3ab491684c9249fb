using Nabla.Cli.Data;
using Nabla.Cli.Pictures;
using Nabla.Drawing;
using Nabla.Optimization;
using Nabla.Symbolics;

namespace Nabla.Cli.Commands;

sealed class FitCommand() : Verb("fit", "fits a model to data: estimates with standard errors, from exact derivatives")
{
    public override string FormulaHelp => "the model, a formula of columns and parameters such as \"a*exp(-b*x)\", or - to read one from each line of stdin";

    public override IReadOnlyList<string> Files => ["txt", "json", "csv", "svg", "png"];

    public override IReadOnlyList<string> Examples =>
        ["nabla fit \"b1*(1-exp(-b2*x))\" --data misra.csv --response y --start b1=500,b2=0.0001 --out fit.svg",
            "nabla fit \"a + b*t\" --data decay.tsv --response \"ln(counts)\" --weights counts --start a=1,b=0 --predict t=10,20"];

    public override bool SavesItsFile(OutputFile file) => file.Kind is "csv" || file.IsPicture;

    /// <summary>A file may be large; --timeout ends it sooner.</summary>
    public override TimeSpan? Patience => null;

    public override void Run(Request request, Response response, CancellationToken cancellation)
    {
        var output = OutputFile.Of(request, Files);
        using var file = Open(request);
        string[] columns = [.. file.Columns.Where(c => c.Length > 0).Concat(file.Columns.Select((_, i) => $"c{i + 1}")).Distinct()];
        var start = request.Point("start");
        var model = request.Read(response, 0, columns.Concat(start.Select(s => s.Key)), cancellation).Expression;
        if (!file.HasHeader) response.Hint($"note: the first line of {file.Path} holds numbers, so the columns are called {string.Join(", ", file.Columns.Take(6))}{(file.Columns.Count > 6 ? " …" : "")}");
        CheckNames(request, model, file, columns, start);
        var left = Formula(request, "response", columns, cancellation) ?? throw new UsageException("'fit' needs a response, a column or a formula of columns", $"nabla fit … --response {file.Columns[0]}");
        var weights = Formula(request, "weights", columns, cancellation);
        string[] predictors = [.. model.Variables.Where(v => !start.Any(s => s.Key == v))];
        var name = left.ToText(TextStyle.Unicode);
        if (predictors.Contains(name)) throw new UsageException($"the response {name} is in the model too, so it would explain itself");
        var predictAt = PredictAt(request, predictors, cancellation);
        var data = FitData.Read(file, predictors, name, left, weights, request.Has("robust") ? start.Count : 0, cancellation);
        foreach (var constant in data.Constant(predictors))
            response.Warn("constant_column", $"the column {constant} is {NumberText.Of(data.Columns[constant][0])} in every row, so it can't tell parameters apart");
        var (fit, scale) = Fit(request, model, name, data, start, cancellation);
        var report = new FitReport(request, response, model, name, data, fit, scale);
        report.Write();
        report.Predict(predictAt);
        if (output is not null && SavesItsFile(output)) Save(output, response, report);
        report.End();
    }

    static DataFile Open(Request request)
    {
        var path = request.Text("data") ?? throw new UsageException("'fit' needs data", "nabla fit … --data observations.csv");
        return path == "-" ? throw new UsageException("--data needs the name of a file, not -", "nabla fit … --data /dev/stdin") : DataFile.Open(path);
    }

    // Before a large file is read.
    static void CheckNames(Request request, Expr model, DataFile file, string[] columns, IReadOnlyList<KeyValuePair<string, double>> start)
    {
        var shown = string.Join(", ", file.Columns.Take(20)) + (file.Columns.Count > 20 ? ", …" : "") + HowToName(file);
        string[] strange = [.. model.Variables.Where(v => !columns.Contains(v) && !start.Any(s => s.Key == v))];
        if (strange.Length > 0)
        {
            var all = Few.Of([.. start.Select(s => $"{s.Key}={NumberText.Of(s.Value)}").Concat(strange.Select(s => s + "=1"))], ",");
            throw new UsageException(
                $"{Few.Of(strange)} in the model {(strange.Length == 1 ? "is neither a column nor has it a start" : "are neither columns nor have they starts")}; the columns of {file.Path} are {shown}",
                $"nabla fit … --start {all}");
        }

        if (start.Count == 0) throw new UsageException("the model has no parameter to fit: name one and where it starts", "nabla fit \"a*x\" … --start a=1");
        foreach (var (name, value) in start)
        {
            if (file.Columns.Contains(name)) throw new UsageException($"{name} is a column of {file.Path}, so it can't be a parameter too; call the parameter otherwise");
            if (!model.Variables.Contains(name))
                throw new UsageException($"the parameter {name} does not occur in the model, so no data can determine it", Spelling.Nearest(name, model.Variables));
            if (!double.IsFinite(value)) throw new UsageException($"--start: {name} = {NumberText.Of(value)} is not a finite number");
        }
    }

    // Names with blanks can't stand in a formula, and a file with blanks between its fields has but one column.
    static string HowToName(DataFile file) => file.Columns switch
    {
        [var only] when only.Contains(' ', StringComparison.Ordinal) => " (one column: fields are separated by commas, semicolons, tabs or bars, not by blanks)",
        var columns when columns.Any(c => c.Contains(' ', StringComparison.Ordinal)) => " (also c1, c2, … by their places)",
        _ => "",
    };

    static Expr? Formula(Request request, string option, string[] columns, CancellationToken cancellation)
    {
        if (request.Text(option) is not { } text) return null;
        try
        {
            var parsed = Symbolics.Formula.Parse(text, new ParseOptions { Names = columns, Budget = new Budget(cancellation: cancellation) });
            if (parsed.Names.Except(columns).FirstOrDefault() is { } strange)
                throw new UsageException($"--{option}: {strange} is no column; the columns are {string.Join(", ", columns.Take(20))}", Spelling.Nearest(strange, columns));
            return parsed.Expression;
        }
        catch (FormulaException e)
        {
            throw new DataException($"--{option} '{text}': {e.Message} (character {e.Start + 1})", e.Suggestion);
        }
    }

    static (FitResult Fit, double Scale) Fit(
        Request request, Expr model, string response, FitData data, IReadOnlyList<KeyValuePair<string, double>> start, CancellationToken cancellation)
    {
        var from = new OrderedDictionary<string, double>(start);
        var usual = new FitOptions();
        var options = usual with
        {
            Method = request.Choice("method", "lm", "gauss-newton") == "gauss-newton" ? FitMethod.GaussNewton : FitMethod.LevenbergMarquardt,
            Weights = data.Weights,
            Loss = request.Has("robust") ? request.Choice("robust", "huber", "cauchy", "soft-l1") switch { "huber" => Loss.Huber, "cauchy" => Loss.Cauchy, _ => Loss.SoftL1 } : Loss.Squares,
            Bounds = request.Has("bounds") ? Bounds.Of([.. from.Keys], request.Bounds("bounds")) : null,
            GradientTolerance = request.Number("tol", usual.GradientTolerance),
            Iterations = request.Count("epochs", (int)usual.Iterations),
            Confidence = request.Number("confidence", usual.Confidence),
            Cancellation = cancellation,
        };
        if (options.Loss == Loss.Squares && request.Has("scale")) throw new UsageException("--scale belongs to --robust", "nabla fit … --robust huber --scale 1.5");
        var left = Expr.Symbol(response);
        return options.Loss != Loss.Squares && !request.Has("scale")
            ? Optimize.FitRobust(model, left, data.Columns, from, options)
            : (Optimize.Fit(model, left, data.Columns, from, options with { LossScale = request.Number("scale", usual.LossScale) }), request.Number("scale", double.NaN));
    }

    // x=1,2,3,z=4,5,6, or a file with those columns.
    static Dictionary<string, double[]>? PredictAt(Request request, string[] predictors, CancellationToken cancellation)
    {
        if (request.Text("predict") is not { } text) return null;
        var lists = new Dictionary<string, List<double>>();
        if (!text.Contains('=') || File.Exists(text))
        {
            using var file = DataFile.Open(text);
            foreach (var name in predictors) lists[name] = [];
            string[] missing = [.. predictors.Where(p => file.Find(p) < 0)];
            if (missing.Length > 0) throw new DataException($"{text} has no column {missing[0]}, which the model needs", $"its columns are {string.Join(", ", file.Columns.Take(20))}");
            file.Read([.. predictors.Select(file.Find)], (_, values) =>
            {
                for (var k = 0; k < values.Length; k++) lists[predictors[k]].Add(values[k]);
            }, cancellation);
            return lists.ToDictionary(l => l.Key, l => l.Value.ToArray());
        }

        List<double>? list = null;
        foreach (var part in request.Parts("predict"))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals >= 0) lists[part[..equals].Trim()] = list = [];
            if (list is null || !Constant.TryRead(part[(equals + 1)..], out var value)) throw new UsageException($"--predict needs values such as x=1,2,3, or the name of a file, not '{text}'");
            list.Add(value);
        }

        var rows = lists.Values.Max(l => l.Count);
        foreach (var (name, values) in lists)
        {
            if (!predictors.Contains(name)) throw new UsageException($"--predict: {name} is no column of the model", Spelling.Nearest(name, predictors));
            if (values.Count != rows && values.Count != 1) throw new UsageException($"--predict gives {name} {values.Count} values and others {rows}: give each as many, or one");
            while (values.Count < rows) values.Add(values[0]);
        }

        return predictors.FirstOrDefault(p => !lists.ContainsKey(p)) is { } lacking
            ? throw new UsageException($"--predict gives no value for {lacking}", $"nabla fit … --predict {text},{lacking}=1")
            : lists.ToDictionary(l => l.Key, l => l.Value.ToArray());
    }

    static void Save(OutputFile file, Response response, FitReport report)
    {
        try
        {
            if (file.IsPicture) file.Save(FitPicture.Of(report));
            else file.Save(report.Csv());
            response.Hint("wrote " + file.Path);
        }
        catch (DrawingException e)
        {
            // A fit that can't be drawn is still a result.
            response.Warn("picture", e.Message);
        }
    }
}
