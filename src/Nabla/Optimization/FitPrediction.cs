using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Optimization;

/// <summary>What a fitted model says at a point.</summary>
/// <param name="Value">The model's value.</param>
/// <param name="StandardError">Its standard error by the linear approximation, √(gᵀCg) with the covariance C of the parameters.</param>
/// <param name="Lower">The lower end of its confidence interval.</param>
/// <param name="Upper">The upper end of its confidence interval.</param>
public readonly record struct FitPrediction(double Value, double StandardError, double Lower, double Upper);

public static partial class Optimize
{
    /// <summary>The values of a fitted model at other points, with the confidence of the mean response there (Student's t).</summary>
    /// <param name="model">The formula that was fitted.</param>
    /// <param name="fit">What the fit came to.</param>
    /// <param name="data">The columns of the model at the points, all of one length.</param>
    /// <param name="confidence">The share of the intervals, between 0 and 1.</param>
    /// <exception cref="OptionException">The model has a variable that is neither a parameter of the fit nor a column.</exception>
    public static IReadOnlyList<FitPrediction> Predict(
        Expr model, FitResult fit, IReadOnlyDictionary<string, double[]> data, double confidence = 0.95)
    {
        var n = fit.Parameters.Count;
        string[] columns = [.. model.Variables.Where(name => fit.Parameters.All(p => p.Name != name))];
        foreach (var name in columns)
            if (!data.ContainsKey(name)) throw new OptionException("predict", $"{name} in the model has no values to predict at. Give some, as in {name}=1,2,3.");
        var f = CompiledFormula.Compile(model, [.. fit.Parameters.Select(p => p.Name), .. columns]);
        var width = fit.DegreesOfFreedom > 0 ? StudentT.TwoSided(new FitOptions { Confidence = confidence }.Confidence, fit.DegreesOfFreedom) : double.NaN;
        var count = columns.Length > 0 ? data[columns[0]].Length : 1;
        double[] x = [.. fit.Parameters.Select(p => p.Estimate), .. columns.Select(_ => 0.0)], gradient = new double[x.Length];
        var predictions = new FitPrediction[count];
        for (var i = 0; i < count; i++)
        {
            for (var k = 0; k < columns.Length; k++) x[n + k] = data[columns[k]][i];
            var value = f.ValueAndGradient(x, gradient);
            var error = StandardError(gradient, fit.Covariance, n);
            predictions[i] = new(value, error, value - width * error, value + width * error);
        }

        return predictions;
    }

    static double StandardError(double[] gradient, IReadOnlyList<double> covariance, int n)
    {
        var variance = 0.0;
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                if (gradient[i] != 0 && gradient[j] != 0) variance += gradient[i] * covariance[i * n + j] * gradient[j];
        return Math.Sqrt(Math.Max(0, variance));
    }
}
