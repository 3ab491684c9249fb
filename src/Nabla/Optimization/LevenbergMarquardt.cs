using Nabla.Optimization.Dense;

namespace Nabla.Optimization;

/// <summary>
/// One run of Levenberg and Marquardt's method in a scaled trust region (Moré 1978), projected onto bounds: variables that
/// a bound holds are left out of the step, and the step is cut at the bounds. Without bounds a step goes by the curvature of
/// the residuals too, once it is known well enough. Trial points that are not finite shrink the region. Gauss and Newton's
/// method is the same where the region lets every first step through and cuts it, if at all, along its line.
/// </summary>
sealed class LevenbergMarquardt
{
    const double Acceptable = 1e-4;
    const double Fine = 1e-12;

    // Where residuals are small beside the data, the share of their squares that is rounding grows, up to this.
    const double MostRounding = 1e-8;

    // At the end the sum of squares can't tell points apart, while steps still improve digits as long as they shrink.
    const double Contraction = 0.9;

    // A step that the region cut, or whose measure is still being learnt, may be followed by a longer one, but not for ever.
    const int MostLonger = 3;

    readonly LeastSquaresCost _f;
    readonly FitOptions _options;
    readonly RunClock _clock;
    readonly Buffers _buffers;
    readonly DescentPath? _path;
    readonly DampedStep _model;
    readonly ResidualCurvature? _curvature;
    readonly int _m;
    readonly int _rows;
    readonly double[] _scale;
    readonly double[] _norms;
    readonly double[] _step;
    double[] _x;
    double[] _trial;
    double[] _residuals;
    double[] _jacobian;
    double[] _trialResiduals;
    double[] _trialJacobian;
    double _length;
    double _radius;
    double _lastFine = double.PositiveInfinity;
    int _longer;

    // Whether the step at hand goes by the learnt curvature, and whether any has.
    bool _isCurved;
    bool _everCurved;

    // Steps mostly succeed, and then derivatives taken at once spare an evaluation; failures come in rows.
    bool _expectsSuccess = true;

    public LevenbergMarquardt(LeastSquaresCost f, ReadOnlySpan<double> start, FitOptions options, RunClock clock, Buffers buffers, DescentPath? path = null)
    {
        (_f, _options, _clock, _buffers, _path) = (f, options, clock, buffers, path);
        (_m, var n) = (f.Count, f.Dimension);
        // Rows of zeros make up for residuals that are missing, so that R is square.
        _rows = Math.Max(_m, n);
        (_residuals, _jacobian, _model) = (buffers.Take(_rows), buffers.Take(_rows * n), new(_rows, n));
        (_trialResiduals, _trialJacobian) = (buffers.Take(_rows), buffers.Take(_rows * n));
        (_scale, _norms, _step, _trial, Gradient) = (new double[n], new double[n], new double[n], new double[n], new double[n]);
        _x = start.ToArray();
        if (options.Method == FitMethod.LevenbergMarquardt && options.Bounds is null) _curvature = new(n);
    }

    public double[] X => _x;

    public double Cost { get; private set; }

    public double[] Gradient { get; }

    public long Iterations { get; private set; }

    public ConvergenceTest? Test { get; private set; }

    /// <summary>How badly the data determine the direction they determine least, of the variables that are free.</summary>
    public double Condition { get; private set; } = 1;

    /// <summary>Steps to the end, and gives the buffers back.</summary>
    public OptimizationStatus Run()
    {
        var status = Steps();
        _buffers.Give(_residuals, _jacobian, _trialResiduals, _trialJacobian);
        return status;
    }

    OptimizationStatus Steps()
    {
        Cost = Evaluate(X, _residuals, _jacobian);
        if (double.IsNaN(Cost)) return OptimizationStatus.NonFinite;
        Linearize();
        _radius = _options.Method == FitMethod.GaussNewton || IsLinear ? double.PositiveInfinity : ScaledLength(X) is > 0 and var length ? length : 1;
        Report();
        while (true)
        {
            if (IsStationary()) return IsDead ? OptimizationStatus.NoDescent : Converge(ConvergenceTest.Gradient);
            if (_clock.Check(Iterations, _f.Evaluations.Values) is { } limit) return limit;
            if (Step() is { } status) return status;
        }
    }

    // Residuals and Jacobian at a point, with rows of zeros below where there are too few.
    double Evaluate(double[] x, double[] residuals, double[] jacobian)
    {
        var n = x.Length;
        var cost = _f.ValueAndJacobian(x, residuals.AsSpan(0, _m), jacobian.AsSpan(0, _m * n));
        _f.Robustify(residuals.AsSpan(0, _m), jacobian.AsSpan(0, _m * n));
        if (_rows == _m) return cost;
        residuals.AsSpan(_m).Clear();
        for (var j = n - 1; j >= 0; j--)
        {
            jacobian.AsSpan(j * _m, _m).CopyTo(jacobian.AsSpan(j * _rows));
            jacobian.AsSpan(j * _rows + _m, _rows - _m).Clear();
        }

        return cost;
    }

    // Gradient, scale and model at X, from residuals and Jacobian there.
    void Linearize()
    {
        var n = X.Length;
        _length = Norm.Of(_residuals);
        for (var j = 0; j < n; j++)
        {
            var column = _jacobian.AsSpan(j * _rows, _rows);
            (Gradient[j], var square) = Vectors.Dots(column, _residuals, column);
            _norms[j] = Norm.Of(column, square);
            _scale[j] = Math.Max(_scale[j], _norms[j]);
        }

        for (var j = 0; j < n; j++)
        {
            if (_scale[j] == 0) _scale[j] = 1;
            if (_options.Bounds?.IsActive(j, X[j], Gradient[j]) != true) continue;
            _jacobian.AsSpan(j * _rows, _rows).Clear();
            _norms[j] = 0;
        }

        _model.Prepare(_jacobian, _residuals, _scale, _norms);
    }

    OptimizationStatus? Step()
    {
        while (true)
        {
            var length = Propose();
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
            var isWhole = _expectsSuccess;
            var cost = isWhole ? Evaluate(_trial, _trialResiduals, _trialJacobian) : _f.Value(_trial, _trialResiduals.AsSpan(0, _m));
            var share = (Cost - cost) / promised;
            var isFine = promised <= Fine * Cost;
            // Where the cost is nothing but rounding, the share says nothing about the model.
            if (isFine && promised >= 0) _radius = Math.Max(_radius, 2 * length);
            else if (share >= 0.75 || (share >= 0.25 && !IsCut)) _radius = Math.Max(_radius, 2 * length);
            else if (!(share >= 0.25)) _radius = length * (double.IsNaN(cost) ? 0.1 : share < -1e3 ? 0.1 : 0.4);
            if (isFine && length > Contraction * _lastFine && ((!IsCut && !_everCurved) || ++_longer > MostLonger)) return Converge(ConvergenceTest.Value);
            if (share >= Acceptable || (isFine && Math.Abs(cost - Cost) <= (isWhole && IsFlatter() ? MostRounding : 10 * Fine) * Cost))
            {
                _lastFine = isFine ? length : double.PositiveInfinity;
                if (isWhole || !double.IsNaN(Evaluate(_trial, _trialResiduals, _trialJacobian)))
                {
                    var status = Accept(cost, promised);
                    if (_options.Method == FitMethod.GaussNewton) _radius = double.PositiveInfinity;
                    return status;
                }

                _radius = 0.1 * length;
            }

            _expectsSuccess = false;
            if (promised <= 0 && _radius < 1e-12 * ScaledLength(X)) return Converge(ConvergenceTest.Step);
            if (_radius == 0 || isFine) return Converge(ConvergenceTest.Value);
            if (_clock.Check(Iterations, _f.Evaluations.Values) is { } limit) return limit;
        }
    }

    // One step leads to the minimum then, however far.
    bool IsLinear => _f.IsLinear && _options.Bounds is null && _options.Loss == Loss.Squares;

    // Whether the region cut the step.
    bool IsCut => !_isCurved && _model.Damping > 0;

    // Writes a step within the region, and gives its length.
    double Propose()
    {
        _isCurved = false;
        if (_options.Method == FitMethod.GaussNewton) return GaussNewtonStep();
        if (_curvature is { IsTrusted: true } && _curvature.Solve(Gradient, _model, _scale, _step) is var length && length <= _radius)
        {
            _isCurved = _everCurved = true;
            return length;
        }

        return _model.Solve(_radius, _step);
    }

    double GaussNewtonStep()
    {
        var length = _model.Solve(double.PositiveInfinity, _step);
        if (!(length > _radius)) return length;
        Vectors.Scale(_radius / length, _step);
        return _radius;
    }

    // Takes the trial point; a status ends the run.
    OptimizationStatus? Accept(double cost, double promised)
    {
        // Below the rounding of the cost it is the steps that tell when all is said.
        var isExact = _options.ValueTolerance > Fine && promised <= _options.ValueTolerance * Cost && Cost - cost <= _options.ValueTolerance * Cost;
        (_x, _trial) = (_trial, _x);
        (_residuals, _trialResiduals) = (_trialResiduals, _residuals);
        (_jacobian, _trialJacobian) = (_trialJacobian, _jacobian);
        (Cost, _expectsSuccess) = (cost, true);
        _curvature?.Leave(Gradient, _step, _model);
        Linearize();
        _curvature?.Arrive(Gradient, _step, _model, _scale);
        Iterations++;
        Report();
        return isExact ? Converge(ConvergenceTest.Value) : null;
    }

    OptimizationStatus Converge(ConvergenceTest test)
    {
        Test = test;
        Condition = _model.Condition();
        return OptimizationStatus.Converged;
    }

    // |r|² − |r + Jp|² − pᵀSp, which is positive for a step that no bound has cut.
    double Promised() => -(2 * Vectors.Dot(Gradient, _step) + _model.SquaredChange(_step) + (_isCurved ? _curvature!.Form(_step) : 0));

    bool IsStationary()
    {
        for (var j = 0; j < X.Length; j++)
            if (Math.Abs(Gradient[j]) > _options.GradientTolerance * 1e-2 * _norms[j] * _length && _options.Bounds?.IsActive(j, X[j], Gradient[j]) != true)
                return false;
        return true;
    }

    // Whether no residual changes with any variable at the start, as where an exponential has vanished: that is no minimum found.
    bool IsDead => Iterations == 0 && _length > 0 && _options.Bounds is null && Array.TrueForAll(_norms, norm => norm == 0);

    // Whether the gradient is shorter at the trial point, which it tells still where costs are rounding only.
    bool IsFlatter()
    {
        double here = 0, there = 0;
        for (var j = 0; j < X.Length; j++)
        {
            if (_options.Bounds?.IsActive(j, X[j], Gradient[j]) == true) continue;
            here = Norm.Of(here, Gradient[j] / _scale[j]);
            there = Norm.Of(there, Vectors.Dot(_trialJacobian.AsSpan(j * _rows, _rows), _trialResiduals) / _scale[j]);
        }

        return there < here;
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
        for (var j = 0; j < x.Length; j++) length = Norm.Of(length, _scale[j] * x[j]);
        return length;
    }

    void Report()
    {
        if (_path is null && _options.Progress is null) return;
        _path?.Add(new() { Number = Iterations, X = X, F = Cost, GradientNorm = 0 });
        _options.Progress?.Report(new(Iterations, Cost, 2 * Norm.Of(Gradient)));
    }
}
