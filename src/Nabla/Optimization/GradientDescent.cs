namespace Nabla.Optimization;

/// <summary>Gradient descent with a fixed rate (Cauchy 1847): x ← x − η·∇f.</summary>
public sealed class GradientDescent(int dimension, double rate) : FirstOrderMethod(dimension, rate)
{
    /// <inheritdoc/>
    public override string Update => "x ← x − η·∇f";

    /// <summary>2/λ: each step multiplies the part of x along an eigenvector by 1 − ηλ.</summary>
    public override double? StableRate(double largestEigenvalue) => 2 / largestEigenvalue;

    private protected override void Apply(Span<double> x, ReadOnlySpan<double> gradient)
    {
        var rate = Rate;
        gradient = gradient[..x.Length];
        for (var i = 0; i < x.Length; i++) x[i] -= rate * gradient[i];
    }
}
