namespace Nabla.Optimization;

/// <summary>The heavy ball (Polyak 1964): v ← μ·v − η·∇f, x ← x + v, from rest; μ = 0.9 unless given.</summary>
public sealed class Momentum(int dimension, double rate) : FirstOrderMethod(dimension, rate)
{
    readonly double[] _velocity = new double[dimension];

    /// <summary>The share μ of the last step that is kept, 0 ≤ μ &lt; 1; else <see cref="OptionException"/>.</summary>
    public double Mu { get; init => field = HyperParameter.Share("mu", value); } = 0.9;

    /// <inheritdoc/>
    public override string Update => "v ← μ·v − η·∇f, x ← x + v";

    /// <inheritdoc/>
    public override double Memory => 1 / (1 - Mu);

    /// <summary>2(1 + μ)/λ (Polyak 1964).</summary>
    public override double? StableRate(double largestEigenvalue) => 2 * (1 + Mu) / largestEigenvalue;

    /// <inheritdoc/>
    public override void Reset() => Array.Clear(_velocity);

    private protected override void Apply(Span<double> x, ReadOnlySpan<double> gradient)
    {
        var v = _velocity.AsSpan(0, x.Length);
        for (var i = 0; i < x.Length; i++)
        {
            v[i] = Mu * v[i] - Rate * gradient[i];
            x[i] += v[i];
        }
    }
}
