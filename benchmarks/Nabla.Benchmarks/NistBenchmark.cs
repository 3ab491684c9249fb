using System.Diagnostics;
using System.Text.Json;
using Nabla.Optimization;
using Nabla.Symbolics;

namespace Nabla.Benchmarks;

/// <summary>Fits of NIST's problems against scipy.optimize.least_squares with our Jacobian as NumPy expressions.</summary>
static class NistBenchmark
{
    sealed record Case(string Id, string[] Parameters, Expr Model, Dictionary<string, double[]> Data, double[] Start, double[] Certified);

    public static void Run(string[] args)
    {
        var save = args is [.., "--out", _] ? args[^1] : null;
        var python = args is ["--python", var named, ..] ? named : "python3";
        var file = new ResultFile(
            "Fits of NIST's nonlinear regression problems",
            "dotnet run -c Release --project benchmarks/Nabla.Benchmarks -- nist --python /usr/bin/python3 --out benchmarks/results/nist.md");
        file.Line($"From both starts. Ours: default settings, with standard errors; `whole` is everything from the formula on (derivatives, code, fit, statistics), `fit` the fit with the model at hand. SciPy: `least_squares` with x_scale=\"jac\", tolerances 1e-15, our Jacobian as NumPy expressions; the better of lm and trf, median of 5. Digits: the least LRE over the parameters; a ratio stands only where SciPy found the certified minimum too (4 digits).");
        file.Line($"");
        file.Line($"| problem | our digits | SciPy's | our evaluations | SciPy's | our fit ms | our whole ms | SciPy ms | ratio fit | ratio whole |");
        file.Line($"|---|---|---|---|---|---|---|---|---|---|");
        Case[] cases = [.. ProblemData.Lines("nist-strd/nist.jsonl").SelectMany(line => (Case[])[Read(line, "start1"), Read(line, "start2")])];
        var ratios = new List<double>();
        foreach (var (problem, rival) in cases.Zip(PythonRival.Run(python, "benchmarks/scipy/nist.py", cases.Select(Line)))) Row(file, problem, rival, ratios);
        ratios.Sort();
        file.Line($"");
        file.Line($"Ratio of fits where both found the minimum ({ratios.Count} of {cases.Length}): median {ratios[ratios.Count / 2]:G3}, worst {ratios[0]:G3}.");
        if (save is not null) file.Save(save);
    }

    static void Row(ResultFile file, Case problem, JsonElement rival, List<double> ratios)
    {
        var y = Expr.Symbol("y");
        var start = new OrderedDictionary<string, double>();
        foreach (var (name, value) in problem.Parameters.Zip(problem.Start)) start.Add(name, value);
        var whole = LowerQuartile(() => Optimize.Fit(problem.Model, y, problem.Data, start), 9);
        var model = new FitModel(problem.Model, y, problem.Data, problem.Parameters);
        FitResult result = null!;
        var fit = LowerQuartile(() => result = Optimize.Fit(model.Residuals, problem.Start), 31);
        double[] theirs = [.. rival.GetProperty("x").EnumerateArray().Select(x => x.GetDouble())];
        var seconds = rival.GetProperty("seconds").GetDouble();
        var (ourDigits, theirDigits) = (Digits(result.Parameters.Select(p => p.Estimate), problem.Certified), Digits(theirs, problem.Certified));
        var ratio = 1e3 * seconds / fit;
        if (theirDigits >= 4) ratios.Add(ratio);
        file.Line($"| {problem.Id} | {ourDigits:F1} | {theirDigits:F1} {rival.GetProperty("method").GetString()} | {result.Evaluations.Values} | {rival.GetProperty("nfev").GetInt64()} | {fit:G3} | {whole:G3} | {1e3 * seconds:G3} | {(theirDigits >= 4 ? ratio : double.NaN):G3} | {(theirDigits >= 4 ? 1e3 * seconds / whole : double.NaN):G3} |");
    }

    static double Digits(IEnumerable<double> x, double[] certified)
    {
        double[] digits = [.. x.Zip(certified, (a, b) => a == b ? 11 : Math.Clamp(-Math.Log10(Math.Abs(a - b) / Math.Abs(b)), 0, 11))];
        return digits.Length == 0 ? 0 : digits.Min();
    }

    static double LowerQuartile(Action action, int runs)
    {
        // The JIT takes its time before it optimises what is called often.
        for (var warm = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(warm).TotalSeconds < 0.5;) action();
        var times = new double[runs];
        for (var run = 0; run < runs; run++)
        {
            var begin = Stopwatch.GetTimestamp();
            action();
            times[run] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[runs / 4];
    }

    static Case Read(JsonElement line, string start)
    {
        double[] Numbers(string member) => [.. line.GetProperty(member).EnumerateArray().Select(v => v.GetDouble())];
        string[] columns = [.. line.GetProperty("columns").EnumerateArray().Select(v => v.GetString()!)];
        double[][] rows = [.. line.GetProperty("data").EnumerateArray().Select(row => row.EnumerateArray().Select(v => v.GetDouble()).ToArray())];
        return new(
            $"{line.GetProperty("name").GetString()} {start[^1..]}",
            [.. line.GetProperty("params").EnumerateArray().Select(v => v.GetString()!)],
            Formula.Parse(line.GetProperty("model").GetString()!).Expression,
            columns.Select((column, k) => (column, rows.Select(row => row[k]).ToArray())).ToDictionary(),
            Numbers(start), Numbers("certified"));
    }

    static string Line(Case problem) => JsonSerializer.Serialize(new
    {
        id = problem.Id,
        model = PythonRival.Text(problem.Model),
        jacobian = problem.Model.Gradient(problem.Parameters).Select(PythonRival.Text),
        @params = problem.Parameters,
        columns = problem.Data.Where(column => column.Key != "y").ToDictionary(),
        response = problem.Data["y"],
        x0 = problem.Start,
    });
}
