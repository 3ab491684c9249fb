using System.Text;
using System.Text.Json;
using Nabla.Cli.Data;
using Nabla.Optimization;
using Nabla.Symbolics;

namespace Nabla.Cli;

/// <summary>Writes what a fit came to: a table of estimates, what they rest on, predictions; the same as JSON and as rows.</summary>
sealed class FitReport(Request request, Response response, Expr model, string responseName, FitData data, FitResult fit, double scale)
{
    const int EstimateDigits = 12;
    const int ErrorDigits = 8;
    const int LimitDigits = 8;

    public Expr Model => model;

    public string ResponseName => responseName;

    public FitData Data => data;

    public FitResult Result => fit;

    public IReadOnlyList<string> Predictors { get; } = [.. model.Variables.Where(v => fit.Parameters.All(p => p.Name != v))];

    /// <summary>Response less model: what a person calls a residual.</summary>
    public double Residual(int observation) => -fit.Residuals[observation];

    double Confidence => request.Number("confidence", new FitOptions().Confidence);

    string Percent => NumberText.Short(100 * Confidence) + " %";

    public void Write()
    {
        var notation = request.Notation();
        List<string[]> rows = [["parameter", "estimate", "standard error", $"{Percent} interval"]];
        foreach (var p in fit.Parameters)
        {
            rows.Add([p.Name, NumberText.Rounded(p.Estimate, EstimateDigits), p.IsAtBound ? "at a bound" : NumberText.Rounded(p.StandardError, ErrorDigits),
                double.IsNaN(p.Lower) ? "" : Interval(p.Lower, p.Upper)]);
        }

        Table(rows);
        Line("");
        Line($"residual standard deviation = {NumberText.Rounded(fit.ResidualStandardDeviation, EstimateDigits)}, degrees of freedom = {fit.DegreesOfFreedom}");
        Line($"residual sum of squares = {NumberText.Rounded(fit.ResidualSumOfSquares, EstimateDigits)}, {(request.Flag("ascii") ? "R^2" : "R²")} = {NumberText.Rounded(fit.RSquared ?? double.NaN, LimitDigits)}");
        if (request.Has("robust")) Line($"loss = {request.Text("robust")}{(double.IsNaN(scale) ? "" : $", scale = {NumberText.Rounded(scale, LimitDigits)}")} (the figures above are of plain squares, outliers included)");
        Line($"{fit.Status.Name}: iterations = {fit.Iterations}, evaluations = {fit.Evaluations.Values}, observations = {data.Count}");
        Line("");
        foreach (var (name, derivative) in fit.Derivatives) response.Formula(_ => notation.Partial(name, derivative, []));
        response.Result(Members);
    }

    /// <summary>The model at other points.</summary>
    public void Predict(Dictionary<string, double[]>? at)
    {
        if (at is null) return;
        var predictions = Optimize.Predict(model, fit, at, Confidence);
        Line("");
        List<string[]> rows = [[.. Predictors, "prediction", "standard error", $"{Percent} interval"]];
        for (var i = 0; i < predictions.Count; i++)
        {
            var p = predictions[i];
            rows.Add([.. Predictors.Select(c => NumberText.Of(at[c][i])), NumberText.Rounded(p.Value, EstimateDigits), NumberText.Rounded(p.StandardError, ErrorDigits),
                double.IsNaN(p.Lower) ? "" : Interval(p.Lower, p.Upper)]);
        }

        Table(rows);
        if (predictions.Any(p => !double.IsFinite(p.Value)))
        {
            response.Warn("undefined", "the model is not finite at a point of --predict");
            response.End(ExitCode.Undefined);
        }

        response.Result(json =>
        {
            json.WriteStartArray("predictions");
            for (var i = 0; i < predictions.Count; i++)
            {
                json.WriteStartObject();
                json.WriteStartObject("at");
                foreach (var c in Predictors) json.WriteDouble(c, at[c][i]);
                json.WriteEndObject();
                json.WriteDouble("value", predictions[i].Value);
                json.WriteDouble("standardError", predictions[i].StandardError);
                json.WriteDouble("lower", predictions[i].Lower);
                json.WriteDouble("upper", predictions[i].Upper);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    /// <summary>A row for each observation: the model's columns, response, model and residual.</summary>
    public string Csv()
    {
        var text = new StringBuilder().AppendJoin(',', Predictors.Concat([responseName, "fitted", "residual"]).Select(Quoted)).Append('\n');
        for (var i = 0; i < data.Count; i++)
        {
            foreach (var c in Predictors) text.Append(NumberText.Of(data.Columns[c][i])).Append(',');
            var y = fit.Response![i];
            text.Append(NumberText.Of(y)).Append(',').Append(NumberText.Of(y - Residual(i))).Append(',').Append(NumberText.Of(Residual(i))).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>What to know before trusting the fit, and the exit code.</summary>
    public void End()
    {
        foreach (var warning in fit.Warnings) response.Warn("fit", warning);
        response.EndAs(fit.Status, fit.Status == OptimizationStatus.NonFinite && Faulty() is { } line ? $"{fit.Explanation} (line {line} of {data.Path})" : fit.Explanation);
        if (fit.Parameters.Any(p => !p.IsAtBound && !double.IsFinite(p.StandardError))) response.End(ExitCode.Undefined);
    }

    int? Faulty()
    {
        for (var i = 0; i < fit.Residuals.Count; i++)
            if (!double.IsFinite(fit.Residuals[i])) return data.Line(i);
        return null;
    }

    string Interval(double low, double high) =>
        $"{NumberText.Rounded(low, LimitDigits)} {(request.Flag("ascii") ? ".." : "…")} {NumberText.Rounded(high, LimitDigits)}";

    void Line(string text) => response.Formula(_ => text);

    // Names to the left, numbers to the right.
    void Table(List<string[]> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(r => r[c].Length))];
        for (var i = 0; i < rows.Count; i++)
        {
            var line = string.Join("   ", rows[i].Select((cell, c) => c == 0 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))).TrimEnd();
            response.Formula(_ => line, i == 0 ? response.Ink.Faint : null);
        }
    }

    static string Quoted(string name) => name.AsSpan().ContainsAny(",\"\n") ? $"\"{name.Replace("\"", "\"\"")}\"" : name;

    void Members(Utf8JsonWriter json)
    {
        json.WriteStartObject("parameters");
        foreach (var p in fit.Parameters)
        {
            json.WriteStartObject(p.Name);
            json.WriteDouble("estimate", p.Estimate);
            json.WriteDouble("standardError", p.StandardError);
            json.WriteDouble("lower", p.Lower);
            json.WriteDouble("upper", p.Upper);
            if (p.IsAtBound) json.WriteBoolean("atBound", true);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteDouble("confidence", Confidence);
        json.WriteDouble("residualSumOfSquares", fit.ResidualSumOfSquares);
        json.WriteDouble("residualStandardDeviation", fit.ResidualStandardDeviation);
        json.WriteNumber("degreesOfFreedom", fit.DegreesOfFreedom);
        json.WriteDouble("rSquared", fit.RSquared ?? double.NaN);
        json.WriteNumber("observations", data.Count);
        if (request.Has("robust")) json.WriteDouble("scale", scale);
        json.WriteNumber("iterations", fit.Iterations);
        json.WriteNumber("evaluations", fit.Evaluations.Values);
        json.WriteString("status", fit.Status.Name);
        json.WriteString("explanation", fit.Explanation);
        json.WriteStartObject("derivatives");
        foreach (var (name, derivative) in fit.Derivatives) json.WriteString(name, derivative.ToText(TextStyle.Explicit));
        json.WriteEndObject();
    }
}
