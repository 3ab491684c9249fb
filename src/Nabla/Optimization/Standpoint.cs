namespace Nabla.Optimization;

/// <summary>Where a run has come to, and the cost some way from there.</summary>
/// <param name="f">The function.</param>
/// <param name="x">The point.</param>
/// <param name="start">Where the run began.</param>
/// <param name="cost">The cost at the point: f, or −f where f is maximised.</param>
/// <param name="maximize">Whether f is maximised.</param>
sealed class Standpoint(Objective f, ReadOnlySpan<double> x, ReadOnlySpan<double> start, double cost, bool maximize)
{
    readonly double[] _x = x.ToArray();
    readonly double[] _start = start.ToArray();

    public Objective F => f;

    public ReadOnlySpan<double> X => _x;

    public ReadOnlySpan<double> Start => _start;

    public double Cost => cost;

    public bool Maximize => maximize;

    /// <summary>The point a share of the direction away.</summary>
    public double[] PointAt(ReadOnlySpan<double> direction, double share)
    {
        var point = new double[_x.Length];
        for (var i = 0; i < point.Length; i++) point[i] = _x[i] + share * direction[i];
        return point;
    }

    /// <summary>The cost there.</summary>
    public double CostAt(ReadOnlySpan<double> direction, double share)
    {
        var value = f.Value(PointAt(direction, share));
        return maximize ? -value : value;
    }
}
