using Nabla.Optimization.Dense;

namespace Nabla.Optimization;

/// <summary>
/// Whether a point is a minimum as far as numbers can tell: the step that Newton's method would make from there promises less
/// than f is off by rounding, or changes no variable by more than its last digits. Where f is a difference of rounded terms, as
/// 1 − cos x, its own size says nothing of its rounding, so that is measured.
/// </summary>
sealed class Resolution
{
    const double Rounding = 1e-15;

    // More than this, in units of what f has been, is no rounding.
    const double MostNoise = 1e-13;

    // Two measures of the curvature that differ by more tell of a kink between them.
    const double Smooth = 0.5;

    readonly MinimizeRun _run;
    readonly double[] _step;
    readonly double[] _there;
    readonly double[] _gradient;
    double _promised;

    Resolution(MinimizeRun run)
    {
        _run = run;
        (_step, _there, _gradient) = (new double[run.Dimension], new double[run.Dimension], new double[run.Dimension]);
    }

    /// <summary>Whether the run has come to the end of what f resolves, or promises to lower it by no more than that share.</summary>
    public static bool IsReached(MinimizeRun run, double share = 0)
    {
        var resolution = new Resolution(run);
        return resolution.FindStep() && (resolution.IsTiny() || resolution._promised <= Math.Max(share * Math.Abs(run.Cost), 4 * resolution.Noise()));
    }

    // The step to the minimum of the model around the point, and what it promises; false where the model has none.
    bool FindStep() => _run.F.Hessian is not null && _run.Bounds is null && _run.Dimension <= MinimizeMethod.MostForNewton ? FindNewtonStep() : FindGradientStep();

    bool FindNewtonStep()
    {
        var n = _run.Dimension;
        var hessian = new double[n * n];
        var model = new TrustRegionStep(n);
        if (!_run.Hessian(_run.X, hessian) || !model.Prepare(_run.Gradient, hessian) || model.Least < -1e-6) return false;
        _promised = model.Solve(Math.Max(model.Length(_run.X), 1), _step);
        return double.IsFinite(_promised) && Vectors.AreFinite(_step);
    }

    // Along the gradient alone, with the curvature from two differences of gradients.
    bool FindGradientStep()
    {
        for (var i = 0; i < _step.Length; i++)
            _step[i] = _run.Bounds?.IsActive(i, _run.X[i], _run.Gradient[i]) == true ? 0 : -_run.Gradient[i];
        var norm = Norm.Of(_step);
        if (norm == 0) return true;
        Vectors.Scale(1 / norm, _step);
        var away = Math.ScaleB(Math.Max(Norm.Of(_run.X), 1), -20);
        var (near, far) = (CurvatureTo(away / 16, norm), CurvatureTo(away, norm));
        if (!(near > 0 && far > 0 && Math.Abs(near - far) <= Smooth * Math.Max(near, far))) return false;
        Vectors.Scale(norm / near, _step);
        _promised = norm * norm / (2 * near);
        return true;
    }

    double CurvatureTo(double away, double norm)
    {
        Slope(away, out var slope);
        return (slope + norm) / away;
    }

    // The cost so many steps away, and its slope along the step; NaN outside the bounds.
    double Slope(double share, out double slope)
    {
        Vectors.Sum(_run.X, share, _step, _there);
        slope = double.NaN;
        for (var i = 0; i < _there.Length && _run.Bounds is { } bounds; i++)
            if (_there[i] < bounds.Lower[i] || _there[i] > bounds.Upper[i]) return double.NaN;
        var cost = _run.CostAndGradient(_there, _gradient);
        slope = Vectors.Dot(_gradient, _step);
        return cost;
    }

    // Whether no variable would change by more than two units of its last digit.
    bool IsTiny()
    {
        for (var i = 0; i < _step.Length; i++)
            if (Math.Abs(_step[i]) > 2 * (Math.BitIncrement(Math.Abs(_run.X[i])) - Math.Abs(_run.X[i]))) return false;
        return true;
    }

    // How far costs around the point are off from what slopes say, as far as that can be rounding.
    double Noise()
    {
        var scale = Math.Max(Math.Abs(_run.Cost), Math.Abs(_run.StartCost));
        var (noise, before) = (Rounding * scale, Vectors.Dot(_run.Gradient, _step));
        foreach (var share in (ReadOnlySpan<double>)[-16, -4, -1, 0.25, 1, 4, 16])
        {
            var cost = Slope(share, out var slope);
            var off = Math.Abs(cost - _run.Cost - share * (before + slope) / 2);
            if (off <= MostNoise * Math.Max(scale, 1)) noise = Math.Max(noise, off);
        }

        return noise;
    }
}
