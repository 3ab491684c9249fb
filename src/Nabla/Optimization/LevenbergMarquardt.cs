using Nabla.Optimization.Dense;

namespace Nabla.Optimization;

/// <summary>
/// One run of Levenberg and Marquardt's method in a scaled trust region (Moré 1978), projected onto bounds: variables that
/// a bound holds are left out of the step, and the step is cut at the bounds. Trial points that are not finite shrink the
/// region. Gauss and Newton's method is the same where the region lets every first step through and cuts it, if at all, along
/// its line.
/// </summary>
sealed class LevenbergMarquardt
{
    const double Acceptable = 1e-4;
    const double Fine = 1e-12;

    // At the end the sum of squares can't tell points apart, while steps still improve digits as long as they shrink.
    const double Contraction = 0.9;

    readonly LeastSquaresCost _f;
    readonly FitOptions _options;
    readonly RunClock _clock;
    readonly DescentPath? _path;
    readonly DampedStep _model;
    readonly int _m;
    readonly int _rows;
    readonly double[] _residuals;
    readonly double[] _jacobian;
    readonly double[] _scale;
    readonly double[] _norms;
    readonly double[] _step;
    readonly double[] _trial;
    readonly double[] _atTrial;
    readonly double[] _along;
    double _radius;
    double _lastFine = double.PositiveInfinity;

    public LevenbergMarquardt(LeastSquaresCost f, ReadOnlySpan<double> start, FitOptions options, RunClock clock, DescentPath? path = null)
    {
        (_f, _options, _clock, _path) = (f, options, clock, path);
        (_m, var n) = (f.Count, f.Dimension);
        // Rows of zeros make up for residuals that are missing, so that R is square.
        _rows = Math.Max(_m, n);
        (_residuals, _jacobian, _model) = (new double[_rows], new double[_rows * n], new(_rows, n));
        (_scale, _norms, _step, _trial, Gradient) = (new double[n], new double[n], new double[n], new double[n], new double[n]);
        (_atTrial, _along) = (new double[_m], new double[_rows]);
        X = start.ToArray();
    }

    public double[] X { get; }

    public double Cost { get; private set; }

    public double[] Gradient { get; }

    public long Iterations { get; private set; }

    public ConvergenceTest? Test { get; private set; }

    /// <summary>How badly the data determine the direction they determine least, of the variables that are free.</summary>
    public double Condition { get; private set; } = 1;

    public OptimizationStatus Run()
    {
        Cost = _f.Value(X, _residuals.AsSpan(0, _m));
        if (!double.IsFinite(Cost) || !Linearize()) return OptimizationStatus.NonFinite;
        _radius = _options.Method == FitMethod.GaussNewton ? double.PositiveInfinity : ScaledLength(X) is > 0 and var length ? length : 1;
        Report();
        while (true)
        {
            if (IsStationary()) return Converge(ConvergenceTest.Gradient);
            if (_clock.Check(Iterations, _f.Evaluations.Values) is { } limit) return limit;
            if (Step() is { } status) return status;
        }
    }

    // Residuals, Jacobian, gradient and scale at X; false where they are not finite.
    bool Linearize()
    {
        var n = X.Length;
        if (_rows == _m)
        {
            if (!_f.Jacobian(X, _residuals, _jacobian)) return false;
            _f.Robustify(_residuals, _jacobian);
        }
        else if (!LinearizePadded()) return false;

        for (var j = 0; j < n; j++)
        {
            var column = _jacobian.AsSpan(j * _rows, _rows);
            Gradient[j] = Vectors.Dot(column, _residuals);
            _norms[j] = Norm.Of(column);
            _scale[j] = Math.Max(_scale[j], _norms[j]);
        }

        for (var j = 0; j < n; j++)
        {
            if (_scale[j] == 0) _scale[j] = 1;
            if (_options.Bounds?.IsActive(j, X[j], Gradient[j]) == true) _jacobian.AsSpan(j * _rows, _rows).Clear();
        }

        _model.Prepare(_jacobian, _residuals, _scale);
        return true;
    }

    bool LinearizePadded()
    {
        var columns = new double[_m * X.Length];
        var isFinite = _f.Jacobian(X, _residuals.AsSpan(0, _m), columns);
        if (isFinite) _f.Robustify(_residuals.AsSpan(0, _m), columns);
        for (var j = 0; j < X.Length; j++) columns.AsSpan(j * _m, _m).CopyTo(_jacobian.AsSpan(j * _rows));
        return isFinite;
    }

    OptimizationStatus? Step()
    {
        while (true)
        {
            var length = _options.Method == FitMethod.GaussNewton ? GaussNewtonStep() : _model.Solve(_radius, _step);
            if (!double.IsFinite(length)) return OptimizationStatus.NoDescent;
            Vectors.Sum(X, 1, _step, _trial);
            if (_options.Bounds is { } bounds)
            {
                bounds.Project(_trial);
                Vectors.Sum(_trial, -1, X, _step);
                length = ScaledLength(_step);
            }

            if (IsTiny(_step)) return Converge(ConvergenceTest.Step);
            var promised = Promised();
            var cost = _f.Value(_trial, _atTrial);
            var share = (Cost - cost) / promised;
            var isFine = promised <= Fine * Cost;
            // Where the cost is nothing but rounding, the share says nothing about the model.
            if (isFine && promised >= 0) _radius = Math.Max(_radius, 2 * length);
            else if (share >= 0.75 || (share >= 0.25 && _model.Damping == 0)) _radius = Math.Max(_radius, 2 * length);
            else if (!(share >= 0.25)) _radius = length * (double.IsNaN(cost) ? 0.1 : share < -1e3 ? 0.1 : 0.4);
            if (isFine && length > Contraction * _lastFine) return Converge(ConvergenceTest.Value);
            if (share >= Acceptable || (isFine && Math.Abs(cost - Cost) <= 10 * Fine * Cost))
            {
                _lastFine = isFine ? length : double.PositiveInfinity;
                if (TryAccept(cost, promised, out var status))
                {
                    if (_options.Method == FitMethod.GaussNewton) _radius = double.PositiveInfinity;
                    return status;
                }

                _radius = 0.1 * length;
            }

            if (promised <= 0 && _radius < 1e-12 * ScaledLength(X)) return Converge(ConvergenceTest.Step);
            if (_radius == 0 || isFine) return Converge(ConvergenceTest.Value);
            if (_clock.Check(Iterations, _f.Evaluations.Values) is { } limit) return limit;
        }
    }

    double GaussNewtonStep()
    {
        var length = _model.Solve(double.PositiveInfinity, _step);
        if (!(length > _radius)) return length;
        Vectors.Scale(_radius / length, _step);
        return _radius;
    }

    // Takes the trial point unless its derivatives are not finite; a status ends the run.
    bool TryAccept(double cost, double promised, out OptimizationStatus? status)
    {
        status = null;
        var (before, gained) = (Cost, Cost - cost);
        // Below the rounding of the cost it is the steps that tell when all is said.
        var isExact = _options.ValueTolerance > Fine && promised <= _options.ValueTolerance * Cost && gained <= _options.ValueTolerance * Cost;
        X.CopyTo(_along, 0);
        _trial.CopyTo(X, 0);
        Cost = cost;
        if (!Linearize())
        {
            _along.AsSpan(0, X.Length).CopyTo(X);
            Cost = before;
            Linearize();
            return false;
        }

        Iterations++;
        Report();
        if (isExact) status = Converge(ConvergenceTest.Value);
        return true;
    }

    OptimizationStatus Converge(ConvergenceTest test)
    {
        Test = test;
        Condition = _model.Condition();
        return OptimizationStatus.Converged;
    }

    // |r|² − |r + Jp|², which is positive for a step that no bound has cut.
    double Promised()
    {
        _along.AsSpan().Clear();
        var slope = 0.0;
        for (var j = 0; j < X.Length; j++)
        {
            slope += Gradient[j] * _step[j];
            Vectors.Add(_step[j], _jacobian.AsSpan(j * _rows, _rows), _along);
        }

        return -(2 * slope + Vectors.Dot(_along, _along));
    }

    bool IsStationary()
    {
        var length = Norm.Of(_residuals);
        for (var j = 0; j < X.Length; j++)
            if (Math.Abs(Gradient[j]) > _options.GradientTolerance * 1e-2 * _norms[j] * length && _options.Bounds?.IsActive(j, X[j], Gradient[j]) != true)
                return false;
        return true;
    }

    bool IsTiny(ReadOnlySpan<double> step)
    {
        for (var j = 0; j < X.Length; j++)
            if (Math.Abs(step[j]) > _options.StepTolerance * Math.Abs(X[j])) return false;
        return true;
    }

    double ScaledLength(ReadOnlySpan<double> x)
    {
        var length = 0.0;
        for (var j = 0; j < x.Length; j++) length = double.Hypot(length, _scale[j] * x[j]);
        return length;
    }

    void Report()
    {
        if (_path is null && _options.Progress is null) return;
        _path?.Add(new() { Number = Iterations, X = X, F = Cost, GradientNorm = 0 });
        _options.Progress?.Report(new(Iterations, Cost, 2 * Norm.Of(Gradient)));
    }
}
