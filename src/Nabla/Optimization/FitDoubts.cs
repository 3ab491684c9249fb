using Nabla.Optimization.Dense;

namespace Nabla.Optimization;

/// <summary>
/// What residuals and Jacobian at one point can't tell of a fit: whether the model still has digits there, and whether a
/// parameter changes it at all.
/// </summary>
/// <param name="cost">The residuals with their weights.</param>
/// <param name="x">The end of the fit.</param>
/// <param name="start">Its start.</param>
/// <param name="residuals">The weighted residuals at x.</param>
/// <param name="lengths">The lengths of the columns of their Jacobian there.</param>
sealed class FitDoubts(LeastSquaresCost cost, double[] x, double[] start, double[] residuals, double[] lengths)
{
    // A change of this share of the parameters, and how near to its derivatives a model with digits follows it.
    const double Tiny = 1.0 / (1 << 26);
    const double Followed = 0.25;

    const double Far = 1e6;

    // A standard error so many times the parameter is looked into.
    const double Vast = 1e6;

    // What a parameter changes, as a share of what its derivative says: less is none.
    const double Flat = 1e-3;

    double[] _there = [];
    double[] _x = [];

    /// <summary>
    /// How far the model is from what its derivatives say of a tiny change of the parameters, as a share of that change; 0
    /// where it follows them. What is but rounding does not follow.
    /// </summary>
    public double LostDigits(ReadOnlySpan<double> jacobian)
    {
        if (cost.IsFolded || !HasRunFar()) return 0;
        var scale = Norm.Of(residuals);
        for (var j = 0; j < x.Length; j++) scale = Math.Max(scale, lengths[j] * Math.Abs(x[j]));
        var most = 0.0;
        foreach (var alternates in (ReadOnlySpan<bool>)[false, true])
        {
            // At a corner of the model it follows on one side.
            var off = Math.Min(Off(jacobian, Tiny, alternates), Off(jacobian, -Tiny, alternates));
            most = Math.Max(most, off / (Tiny * scale));
        }

        return most > Followed ? most : 0;
    }

    // Terms that cancel down to rounding are large, and then so is a parameter that was not.
    bool HasRunFar()
    {
        for (var j = 0; j < x.Length; j++)
            if (Math.Abs(x[j]) > Far * (start[j] == 0 ? 1 : Math.Abs(start[j]))) return true;
        return false;
    }

    double Off(ReadOnlySpan<double> jacobian, double change, bool alternates)
    {
        TakeRoom();
        for (var j = 0; j < x.Length; j++) _x[j] = x[j] * (1 + (alternates && (j & 1) == 1 ? -change : change));
        if (!double.IsFinite(cost.Value(_x, _there))) return 0;
        for (var i = 0; i < _there.Length; i++) _there[i] -= residuals[i];
        for (var j = 0; j < x.Length; j++) Vectors.Add(x[j] - _x[j], jacobian.Slice(j * _there.Length, _there.Length), _there);
        return Norm.Of(_there);
    }

    /// <summary>Whether a standard error means nothing, since the model does not change with the parameter as its derivative says.</summary>
    public bool IsDead(int parameter, double error)
    {
        if (cost.IsFolded || !(error > Vast * Math.Max(Math.Abs(x[parameter]), Math.Abs(start[parameter])))) return false;
        return !double.IsFinite(error) || IsFlat(parameter, error) || IsFlat(parameter, -error);
    }

    // Few fits are in doubt.
    void TakeRoom()
    {
        if (_x.Length == 0) (_there, _x) = (new double[residuals.Length], new double[x.Length]);
    }

    bool IsFlat(int parameter, double step)
    {
        TakeRoom();
        x.CopyTo(_x, 0);
        _x[parameter] += step;
        if (!double.IsFinite(cost.Value(_x, _there))) return false;
        for (var i = 0; i < _there.Length; i++) _there[i] -= residuals[i];
        return Norm.Of(_there) <= Flat * lengths[parameter] * Math.Abs(step);
    }
}
