using Nabla.Optimization.Dense;

namespace Nabla.Optimization;

/// <summary>
/// What residuals and Jacobian at one point can't tell of a fit: whether the model still has digits there, and whether a
/// parameter changes it at all.
/// </summary>
sealed class FitDoubts
{
    // A change of this share of the parameters, and how near to its derivatives a model with digits follows it.
    const double Tiny = 1.0 / (1 << 26);
    const double Followed = 0.25;

    // So many times its start, a parameter has run far.
    const double Far = 1e6;

    // A standard error so many times the parameter is looked into.
    const double Vast = 1e6;

    // What a parameter changes, as a share of what its derivative says: less is none.
    const double Flat = 1e-3;

    readonly LeastSquaresCost _cost;
    readonly double[] _end;
    readonly double[] _start;
    readonly double[] _residuals;
    readonly double[] _lengths;
    double[] _there = [];
    double[] _x = [];

    /// <summary>Takes the end of a fit, and the weighted residuals and the columns of their Jacobian there.</summary>
    public FitDoubts(LeastSquaresCost cost, FitRun run, ReadOnlySpan<double> residuals, ReadOnlySpan<double> jacobian)
    {
        (_cost, _end, _start, _residuals) = (cost, run.X, run.Start, residuals.ToArray());
        _lengths = new double[_end.Length];
        for (var j = 0; j < _end.Length; j++) _lengths[j] = Norm.Of(jacobian.Slice(j * residuals.Length, residuals.Length));
    }

    /// <summary>Whether the model does not follow its derivatives where the parameters change by little: it is but rounding then.</summary>
    public bool HasLostDigits(ReadOnlySpan<double> jacobian)
    {
        if (_cost.IsFolded || !HasRunFar()) return false;
        var scale = Norm.Of(_residuals);
        for (var j = 0; j < _end.Length; j++) scale = Math.Max(scale, _lengths[j] * Math.Abs(_end[j]));
        foreach (var alternates in (ReadOnlySpan<bool>)[false, true])
        {
            // At a corner of the model it follows on one side.
            var off = Math.Min(Off(jacobian, Tiny, alternates), Off(jacobian, -Tiny, alternates));
            if (off > Followed * Tiny * scale) return true;
        }

        return false;
    }

    // Terms that cancel down to rounding are large, and then so is a parameter that was not.
    bool HasRunFar()
    {
        for (var j = 0; j < _end.Length; j++)
            if (Math.Abs(_end[j]) > Far * (_start[j] == 0 ? 1 : Math.Abs(_start[j]))) return true;
        return false;
    }

    double Off(ReadOnlySpan<double> jacobian, double change, bool alternates)
    {
        TakeRoom();
        for (var j = 0; j < _end.Length; j++) _x[j] = _end[j] * (1 + (alternates && (j & 1) == 1 ? -change : change));
        if (!double.IsFinite(_cost.Value(_x, _there))) return 0;
        for (var i = 0; i < _there.Length; i++) _there[i] -= _residuals[i];
        for (var j = 0; j < _end.Length; j++) Vectors.Add(_end[j] - _x[j], jacobian.Slice(j * _there.Length, _there.Length), _there);
        return Norm.Of(_there);
    }

    /// <summary>Whether a standard error means nothing, since the model does not change with the parameter as its derivative says.</summary>
    public bool IsDead(int parameter, double error)
    {
        if (_cost.IsFolded || !(error > Vast * Math.Max(Math.Abs(_end[parameter]), Math.Abs(_start[parameter])))) return false;
        return !double.IsFinite(error) || IsFlat(parameter, error) || IsFlat(parameter, -error);
    }

    // Few fits are in doubt.
    void TakeRoom()
    {
        if (_x.Length == 0) (_there, _x) = (new double[_residuals.Length], new double[_end.Length]);
    }

    bool IsFlat(int parameter, double step)
    {
        TakeRoom();
        _end.CopyTo(_x, 0);
        _x[parameter] += step;
        if (!double.IsFinite(_cost.Value(_x, _there))) return false;
        for (var i = 0; i < _there.Length; i++) _there[i] -= _residuals[i];
        return Norm.Of(_there) <= Flat * _lengths[parameter] * Math.Abs(step);
    }
}
