namespace Nabla.Optimization;

/// <summary>
/// AdaGrad, diagonal (Duchi, Hazan, Singer 2011): s ← s + (∇f)², x ← x − η·∇f/(√s + ε); ε = 1e-10 unless given.
/// </summary>
public sealed class AdaGrad(int dimension, double rate) : FirstOrderMethod(dimension, rate)
{
    readonly double[] _squares = new double[dimension];

    /// <summary>The small number ε &gt; 0 that keeps the divisor from 0; else <see cref="OptionException"/>.</summary>
    public double Epsilon { get; init => field = HyperParameter.Positive("epsilon", value); } = 1e-10;

    /// <inheritdoc/>
    public override string Update => "s ← s + (∇f)², x ← x − η·∇f/(√s + ε)";

    /// <inheritdoc/>
    public override void Reset() => Array.Clear(_squares);

    private protected override void Apply(Span<double> x, ReadOnlySpan<double> gradient)
    {
        var s = _squares.AsSpan(0, x.Length);
        for (var i = 0; i < x.Length; i++)
        {
            var g = gradient[i];
            s[i] += g * g;
            x[i] -= Rate * g / (Math.Sqrt(s[i]) + Epsilon);
        }
    }
}
