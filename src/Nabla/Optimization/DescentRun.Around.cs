namespace Nabla.Optimization;

// Places that the run did not come to, looked at when it has ended.
sealed partial class DescentRun
{
    const int Stretches = 6;

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
        var value = F.Value(PointAt(direction, share));
        return Options.Maximize ? -value : value;
    }

    /// <summary>
    /// Where the cost is lower as far again as the run has come, if it falls all the way there against the gradient: the
    /// run is then not near a minimum, however short the gradient has become. Else null.
    /// </summary>
    public double[]? StillFallsTo()
    {
        if (!(Norm > 0) || !(Moved > 0)) return null;
        var way = new double[_x.Length];
        for (var i = 0; i < way.Length; i++) way[i] = -_gradient[i] / Norm * Moved;
        var cost = Cost;
        for (var power = 1 - Stretches; power <= 0; power++)
        {
            var there = CostAt(way, Math.ScaleB(1, power));
            if (!(there < cost)) return null;
            cost = there;
        }

        return PointAt(way, 1);
    }
}
