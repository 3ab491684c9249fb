using Nabla.Symbolics;

namespace Nabla.Optimization;

public static partial class Optimize
{
    /// <summary>Fits the parameters of a model, a formula of parameters and columns of the data, to a response, by least squares or a robust loss.</summary>
    /// <param name="model">The formula; whatever in it is no column is a parameter.</param>
    /// <param name="response">What the model is to give: a column, or a formula of columns.</param>
    /// <param name="data">The columns, all of one length.</param>
    /// <param name="start">Where each parameter starts; its order is that of the result.</param>
    /// <param name="options">Weights, loss, bounds and limits.</param>
    /// <exception cref="OptionException">Names, data or options make no sense; the message names which.</exception>
    public static FitResult Fit(
        Expr model, Expr response, IReadOnlyDictionary<string, double[]> data, IReadOnlyDictionary<string, double> start, FitOptions? options = null)
    {
        string[] names = [.. start.Keys];
        var fit = new FitModel(model, response, data, names);
        var result = Fit(fit.Residuals, [.. names.Select(name => start[name])], options);
        return FitStatistics.WithResponse(result, fit, options ?? new());
    }

    /// <summary>Minimises the sum of squares (or a robust loss) of residuals from a start.</summary>
    /// <exception cref="ArgumentException">The start has not as many numbers as there are variables.</exception>
    /// <exception cref="OptionException">An option makes no sense.</exception>
    public static FitResult Fit(Residuals residuals, ReadOnlySpan<double> start, FitOptions? options = null)
    {
        options ??= new();
        Check(residuals.Variables, start, options.Bounds);
        CheckWeights(options.Weights, residuals.Count);
        return FitStatistics.Of(FitRun.Run(residuals, start, options));
    }

    static void CheckWeights(IReadOnlyList<double>? weights, int count)
    {
        if (weights is null) return;
        if (weights.Count != count) throw new OptionException("weights", $"There are {weights.Count} weights for {count} observations.");
        for (var i = 0; i < count; i++)
            if (!(weights[i] >= 0 && double.IsFinite(weights[i])))
                throw new OptionException("weights", $"The weight of observation {i + 1} is {NumberText.Of(weights[i])}. Give a number of 0 or more.");
    }
}
