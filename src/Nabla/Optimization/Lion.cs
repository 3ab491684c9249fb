namespace Nabla.Optimization;

/// <summary>
/// Lion (Chen and others 2023): x ← x − η·(sign(β₁·m + (1 − β₁)·∇f) + λ·x), then m ← β₂·m + (1 − β₂)·∇f; β₁ = 0.9,
/// β₂ = 0.99, λ = 0 unless given. Every step moves every parameter by η.
/// </summary>
public sealed class Lion(int dimension, double rate) : FirstOrderMethod(dimension, rate)
{
    readonly double[] _mean = new double[dimension];

    /// <summary>The share β₁ of the mean gradient in the direction, 0 ≤ β₁ &lt; 1; else <see cref="OptionException"/>.</summary>
    public double Beta1 { get; init => field = HyperParameter.Share("beta1", value); } = 0.9;

    /// <summary>The share β₂ of the mean gradient that is kept, 0 ≤ β₂ &lt; 1; else <see cref="OptionException"/>.</summary>
    public double Beta2 { get; init => field = HyperParameter.Share("beta2", value); } = 0.99;

    /// <summary>The decay λ ≥ 0 of the parameters, 0 ≤ λ &lt; 1; else <see cref="OptionException"/>.</summary>
    public double WeightDecay { get; init => field = HyperParameter.Share("weight-decay", value); }

    /// <inheritdoc/>
    public override string Update => "x ← x − η·(sign(β₁·m + (1 − β₁)·∇f) + λ·x), m ← β₂·m + (1 − β₂)·∇f";

    /// <inheritdoc/>
    public override double Memory => 1 / (1 - Beta2);

    /// <inheritdoc/>
    public override void Reset() => Array.Clear(_mean);

    private protected override void Apply(Span<double> x, ReadOnlySpan<double> gradient)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var g = gradient[i];
            var direction = Beta1 * _mean[i] + (1 - Beta1) * g;
            // NaN goes on, so that the run sees it.
            var sign = direction > 0 ? 1 : direction < 0 ? -1 : direction;
            x[i] -= Rate * (sign + WeightDecay * x[i]);
            _mean[i] = Beta2 * _mean[i] + (1 - Beta2) * g;
        }
    }
}
