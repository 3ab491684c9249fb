using Nabla.Symbolics;

namespace Nabla.Optimization;

public static partial class Optimize
{
    // What makes the median of |residuals| the standard deviation of normal ones, and Huber's 95 % efficiency for those.
    const double NormalSpread = 1.4826;
    const double HuberReach = 1.345;
    const int ScaleRounds = 10;

    /// <summary>
    /// Fits by a robust loss whose scale comes from the data: 1.345 times the spread of the residuals, which their median
    /// tells, found again after each fit until it stays (Huber and Ronchetti 2009, section 7.8).
    /// </summary>
    /// <returns>The fit and the scale it was made with.</returns>
    /// <exception cref="OptionException">Names, data or options make no sense; the message names which.</exception>
    public static (FitResult Fit, double Scale) FitRobust(
        Expr model, Expr response, IReadOnlyDictionary<string, double[]> data, IReadOnlyDictionary<string, double> start, FitOptions options)
    {
        var fit = Fit(model, response, data, start, options with { Loss = Loss.Squares });
        var (iterations, evaluations) = (fit.Iterations, fit.Evaluations);
        var scale = double.NaN;
        var round = 0;
        for (; round < ScaleRounds; round++)
        {
            var next = HuberReach * NormalSpread * Median(fit, options.Weights);
            // Where half the residuals vanish there is no spread to be had, and the fit is exact for most of the data.
            if (!(next > 0) || !double.IsFinite(next) || Math.Abs(next - scale) <= 1e-6 * scale) break;
            scale = next;
            var from = new OrderedDictionary<string, double>();
            foreach (var parameter in fit.Parameters) from.Add(parameter.Name, parameter.Estimate);
            fit = Fit(model, response, data, from, options with { LossScale = scale });
            (iterations, evaluations) = (iterations + fit.Iterations, evaluations + fit.Evaluations);
        }

        var explanation = round == 0 ? fit.Explanation : $"{fit.Explanation} That was the last of {round} rounds in which the scale was found.";
        return (fit with { Iterations = iterations, Evaluations = evaluations, Explanation = explanation }, scale);
    }

    static double Median(FitResult fit, IReadOnlyList<double>? weights)
    {
        var sizes = fit.Residuals.Select((r, i) => Math.Abs(r) * Math.Sqrt(weights?[i] ?? 1)).Where((_, i) => weights is null || weights[i] > 0).ToArray();
        Array.Sort(sizes);
        return sizes.Length == 0 ? double.NaN : (sizes[(sizes.Length - 1) / 2] + sizes[sizes.Length / 2]) / 2;
    }
}
