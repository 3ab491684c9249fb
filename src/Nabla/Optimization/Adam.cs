namespace Nabla.Optimization;

/// <summary>
/// Adam (Kingma and Ba 2015, algorithm 1): m ← β₁·m + (1 − β₁)·∇f, v ← β₂·v + (1 − β₂)·(∇f)²,
/// x ← x − η·m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ); β₁ = 0.9, β₂ = 0.999, ε = 1e-8 unless given. With a
/// weight decay λ it is AdamW (Loshchilov and Hutter 2019), which also subtracts η·λ·x.
/// </summary>
public sealed class Adam(int dimension, double rate) : FirstOrderMethod(dimension, rate)
{
    readonly double[] _mean = new double[dimension];
    readonly double[] _square = new double[dimension];
    double _beta1Power = 1;
    double _beta2Power = 1;

    /// <summary>The share β₁ of the mean gradient that is kept, 0 ≤ β₁ &lt; 1; else <see cref="OptionException"/>.</summary>
    public double Beta1 { get; init => field = HyperParameter.Share("beta1", value); } = 0.9;

    /// <summary>The share β₂ of the mean square that is kept, 0 ≤ β₂ &lt; 1; else <see cref="OptionException"/>.</summary>
    public double Beta2 { get; init => field = HyperParameter.Share("beta2", value); } = 0.999;

    /// <summary>The small number ε &gt; 0 that keeps the divisor from 0; else <see cref="OptionException"/>.</summary>
    public double Epsilon { get; init => field = HyperParameter.Positive("epsilon", value); } = 1e-8;

    /// <summary>The decay λ of the parameters that AdamW adds, 0 ≤ λ &lt; 1; else <see cref="OptionException"/>.</summary>
    public double WeightDecay { get; init => field = HyperParameter.Share("weight-decay", value); }

    /// <inheritdoc/>
    public override string Update => WeightDecay == 0
        ? "m ← β₁·m + (1 − β₁)·∇f, v ← β₂·v + (1 − β₂)·(∇f)², x ← x − η·m̂/(√v̂ + ε)"
        : "m ← β₁·m + (1 − β₁)·∇f, v ← β₂·v + (1 − β₂)·(∇f)², x ← x − η·λ·x − η·m̂/(√v̂ + ε)";

    /// <inheritdoc/>
    public override double Memory => 1 / (1 - Beta1);

    /// <inheritdoc/>
    public override void Reset()
    {
        Array.Clear(_mean);
        Array.Clear(_square);
        (_beta1Power, _beta2Power) = (1, 1);
    }

    private protected override void Apply(Span<double> x, ReadOnlySpan<double> gradient)
    {
        var m = _mean.AsSpan(0, x.Length);
        var v = _square.AsSpan(0, x.Length);
        _beta1Power *= Beta1;
        _beta2Power *= Beta2;
        for (var i = 0; i < x.Length; i++)
        {
            var g = gradient[i];
            m[i] = Beta1 * m[i] + (1 - Beta1) * g;
            v[i] = Beta2 * v[i] + (1 - Beta2) * (g * g);
            if (WeightDecay != 0) x[i] -= Rate * WeightDecay * x[i];
            x[i] -= Rate * (m[i] / (1 - _beta1Power)) / (Math.Sqrt(v[i] / (1 - _beta2Power)) + Epsilon);
        }
    }
}
