namespace Nabla.Optimization;

// Places that the run did not come to, looked at when it has ended.
sealed partial class DescentRun
{
    const int Stretches = 6;

    /// <summary>Where the run is now.</summary>
    public Standpoint Standpoint => new(F, _x, _start, Cost, Options.Maximize);

    /// <summary>Whether the cost falls against the gradient at the same rate however far off, as it does on no |x|.</summary>
    public bool FallsStraight()
    {
        var (stand, length) = (Standpoint, Math.Max(Optimization.Norm.Of(_x), 1));
        var way = new double[_x.Length];
        for (var i = 0; i < way.Length; i++) way[i] = -_gradient[i] / Norm * length;
        for (var share = 0.25; share < 1e6; share *= 4)
            if (!(stand.CostAt(way, share) <= Cost - 0.5 * share * length * Norm)) return false;
        return true;
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
        var (stand, cost) = (Standpoint, Cost);
        for (var power = 1 - Stretches; power <= 0; power++)
        {
            var there = stand.CostAt(way, Math.ScaleB(1, power));
            if (!(there < cost)) return null;
            cost = there;
        }

        return stand.PointAt(way, 1);
    }
}
