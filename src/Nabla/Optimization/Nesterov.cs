namespace Nabla.Optimization;

/// <summary>
/// Nesterov's accelerated gradient (1983) with fixed momentum: v ← μ·v − η·∇f, x ← x + μ·v − η·∇f; μ = 0.9 unless given.
/// </summary>
/// <remarks>
/// This is the form v ← μ·v − η·∇f(θ + μ·v), θ ← θ + v of Sutskever, Martens, Dahl and Hinton (2013), written for the
/// point x = θ + μ·v at which it takes the gradient (Bengio, Boulanger-Lewandowski, Pascanu 2013), so that it needs the
/// gradient at its own point only, as every other method. From rest both start at the same point.
/// </remarks>
public sealed class Nesterov(int dimension, double rate) : FirstOrderMethod(dimension, rate)
{
    readonly double[] _velocity = new double[dimension];

    /// <summary>The share μ of the last step that is kept, 0 ≤ μ &lt; 1; else <see cref="OptionException"/>.</summary>
    public double Mu { get; init => field = HyperParameter.Share("mu", value); } = 0.9;

    /// <inheritdoc/>
    public override string Update => "v ← μ·v − η·∇f, x ← x + μ·v − η·∇f";

    /// <inheritdoc/>
    public override double Memory => 1 / (1 - Mu);

    /// <summary>2(1 + μ)/((1 + 2μ)λ): where a root of z² − (1 + μ)(1 − ηλ)z + μ(1 − ηλ) reaches −1.</summary>
    public override double? StableRate(double largestEigenvalue) => 2 * (1 + Mu) / ((1 + 2 * Mu) * largestEigenvalue);

    /// <inheritdoc/>
    public override void Reset() => Array.Clear(_velocity);

    private protected override void Apply(Span<double> x, ReadOnlySpan<double> gradient)
    {
        var v = _velocity.AsSpan(0, x.Length);
        for (var i = 0; i < x.Length; i++)
        {
            var slope = Rate * gradient[i];
            v[i] = Mu * v[i] - slope;
            x[i] += Mu * v[i] - slope;
        }
    }
}
