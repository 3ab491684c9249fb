namespace Nabla.Optimization;

/// <summary>
/// RMSProp (Tieleman and Hinton 2012, lecture 6.5): s ← ρ·s + (1 − ρ)·(∇f)², x ← x − η·∇f/(√s + ε); ρ = 0.9, ε = 1e-8
/// unless given.
/// </summary>
public sealed class RmsProp(int dimension, double rate) : FirstOrderMethod(dimension, rate)
{
    readonly double[] _squares = new double[dimension];

    /// <summary>The share ρ of the mean square that is kept, 0 ≤ ρ &lt; 1; else <see cref="OptionException"/>.</summary>
    public double Rho { get; init => field = HyperParameter.Share("rho", value); } = 0.9;

    /// <summary>The small number ε &gt; 0 that keeps the divisor from 0; else <see cref="OptionException"/>.</summary>
    public double Epsilon { get; init => field = HyperParameter.Positive("epsilon", value); } = 1e-8;

    /// <inheritdoc/>
    public override string Update => "s ← ρ·s + (1 − ρ)·(∇f)², x ← x − η·∇f/(√s + ε)";

    /// <inheritdoc/>
    public override double Memory => 1 / (1 - Rho);

    /// <inheritdoc/>
    public override void Reset() => Array.Clear(_squares);

    private protected override void Apply(Span<double> x, ReadOnlySpan<double> gradient)
    {
        var s = _squares.AsSpan(0, x.Length);
        for (var i = 0; i < x.Length; i++)
        {
            var g = gradient[i];
            s[i] = Rho * s[i] + (1 - Rho) * (g * g);
            x[i] -= Rate * g / (Math.Sqrt(s[i]) + Epsilon);
        }
    }
}
