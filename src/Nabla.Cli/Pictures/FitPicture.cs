using Nabla.Drawing;
using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Cli.Pictures;

/// <summary>
/// The picture of a fit: data and model over the model's column, residuals under them; for several columns the response
/// over the model's values.
/// </summary>
static class FitPicture
{
    const double DataHeight = 300;
    const double ResidualHeight = 130;

    /// <exception cref="DrawingException">No value is finite.</exception>
    public static Picture Of(FitReport report)
    {
        var title = $"{report.ResponseName} = {report.Model.ToText(TextStyle.Unicode).Replace('-', '−')}";
        if (title.Length > 80) title = $"Fit of {report.ResponseName}";
        return report.Predictors.Count == 1 ? OverColumn(report, title) : OverModel(report, title);
    }

    static Panels OverColumn(FitReport report, string title)
    {
        var x = report.Predictors[0];
        var column = report.Data.Columns[x];
        var (low, high) = Around(column);
        var model = CompiledFormula.Compile(report.Model, [.. report.Result.Parameters.Select(p => p.Name), x]);
        double[] point = [.. report.Result.Parameters.Select(p => p.Estimate), 0];
        var curve = Curve.Of("model", Model, low, high);
        return Stacked(title, new(x) { Min = low, Max = high }, report.ResponseName, curve with { Paint = Palette.Series(1), Dash = Dash.Solid }, Data(column, report.Result.Response!), Residuals(report, column));

        double Model(double value)
        {
            point[^1] = value;
            return model.Value(point);
        }
    }

    static Panels OverModel(FitReport report, string title)
    {
        double[] fitted = [.. report.Result.Response!.Select((y, i) => y - report.Residual(i))];
        var (low, high) = Around(fitted);
        var line = new Curve("model", [new(low, low), new(high, high)]) { Paint = Palette.Series(1), Dash = Dash.Solid };
        return Stacked(title, new("model") { Min = low, Max = high }, report.ResponseName, line, Data(fitted, report.Result.Response!), Residuals(report, fitted));
    }

    static Panels Stacked(string title, Axis x, string response, Curve model, Curve data, Curve residuals) => new()
    {
        Title = title,
        Pictures =
        [
            new LineChart { Title = title, X = x with { Label = "" }, Y = new(response), Curves = data.Points.Count > Curve.ManyDots ? [data, model] : [model, data], FrameHeight = DataHeight },
            new LineChart
            {
                X = x,
                Y = new("residual"),
                Curves = [new("zero", [new(x.Min!.Value, 0), new(x.Max!.Value, 0)]) { Paint = Palette.Axis, Dash = Dash.Solid, Thickness = 1.2 }, residuals],
                ShowsNames = false,
                FrameHeight = ResidualHeight,
            },
        ],
    };

    static Curve Data(IReadOnlyList<double> x, IReadOnlyList<double> y) => Scatter("data", [.. x.Select((value, i) => new Point(value, y[i]))]);

    static Curve Residuals(FitReport report, IReadOnlyList<double> x) => Scatter("residual", [.. x.Select((value, i) => new Point(value, report.Residual(i)))]);

    static Curve Scatter(string name, Point[] points) => new(name, points) { Joined = false, Paint = Palette.Series(0) };

    static (double Low, double High) Around(IReadOnlyList<double> values)
    {
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).ToArray();
        var (low, high) = (finite.Min(), finite.Max());
        var margin = high > low ? 0.04 * (high - low) : Math.Max(1, 0.1 * Math.Abs(low));
        return double.IsFinite(low) ? (low - margin, high + margin) : throw new DrawingException("There is nothing to draw: the model is not finite at the data.");
    }
}
