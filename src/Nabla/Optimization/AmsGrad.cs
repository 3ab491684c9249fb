namespace Nabla.Optimization;

/// <summary>
/// AMSGrad (Reddi, Kale and Kumar 2018): Adam that divides by the largest v̂ so far, v̂ ← max(v̂, v/(1 − β₂ᵗ)), so that
/// steps only shrink where gradients were large; β₁ = 0.9, β₂ = 0.999, ε = 1e-8 unless given.
/// </summary>
public sealed class AmsGrad(int dimension, double rate) : FirstOrderMethod(dimension, rate)
{
    readonly double[] _mean = new double[dimension];
    readonly double[] _square = new double[dimension];
    readonly double[] _largest = new double[dimension];
    double _beta1Power = 1;
    double _beta2Power = 1;

    /// <summary>The share β₁ of the mean gradient that is kept, 0 ≤ β₁ &lt; 1; else <see cref="OptionException"/>.</summary>
    public double Beta1 { get; init => field = HyperParameter.Share("beta1", value); } = 0.9;

    /// <summary>The share β₂ of the mean square that is kept, 0 ≤ β₂ &lt; 1; else <see cref="OptionException"/>.</summary>
    public double Beta2 { get; init => field = HyperParameter.Share("beta2", value); } = 0.999;

    /// <summary>The small number ε &gt; 0 that keeps the divisor from 0; else <see cref="OptionException"/>.</summary>
    public double Epsilon { get; init => field = HyperParameter.Positive("epsilon", value); } = 1e-8;

    /// <inheritdoc/>
    public override string Update => "m ← β₁·m + (1 − β₁)·∇f, v ← β₂·v + (1 − β₂)·(∇f)², v̂ ← max(v̂, v/(1 − β₂ᵗ)), x ← x − η·m̂/(√v̂ + ε)";

    /// <inheritdoc/>
    public override double Memory => 1 / (1 - Beta1);

    /// <inheritdoc/>
    public override void Reset()
    {
        Array.Clear(_mean);
        Array.Clear(_square);
        Array.Clear(_largest);
        (_beta1Power, _beta2Power) = (1, 1);
    }

    private protected override void Apply(Span<double> x, ReadOnlySpan<double> gradient)
    {
        _beta1Power *= Beta1;
        _beta2Power *= Beta2;
        for (var i = 0; i < x.Length; i++)
        {
            var g = gradient[i];
            _mean[i] = Beta1 * _mean[i] + (1 - Beta1) * g;
            _square[i] = Beta2 * _square[i] + (1 - Beta2) * (g * g);
            _largest[i] = Math.Max(_largest[i], _square[i] / (1 - _beta2Power));
            x[i] -= Rate * (_mean[i] / (1 - _beta1Power)) / (Math.Sqrt(_largest[i]) + Epsilon);
        }
    }
}
