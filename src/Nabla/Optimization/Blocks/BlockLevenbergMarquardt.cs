using Nabla.Optimization.Dense;

namespace Nabla.Optimization.Blocks;

/// <summary>
/// Levenberg and Marquardt's method on blocks, damped by the diagonal of JᵀJ with Nielsen's rule (1999) for the damping. It
/// holds directions that the residuals say nothing about, as the gauge of a scene, where they are.
/// </summary>
sealed class BlockLevenbergMarquardt
{
    const double FirstDamping = 1e-4;
    const double LeastDamping = 1e-15;
    const double MostDamping = 1e32;

    // Beside the cost, gains below this are nothing but rounding.
    const double Rounding = 1e-13;

    // Of the last step, beyond which steps below the rounding of the cost no longer lead anywhere.
    const double Contraction = 0.5;

    readonly BlockTerm[] _terms;
    readonly SchurSystem _system;
    readonly BlockFitOptions _options;
    readonly RunClock _clock;
    readonly Bounds? _bounds;
    readonly bool[] _held;
    readonly double[] _step;
    double[] _trial;
    double _damping = FirstDamping;
    double _growth = 2;
    double _lastFine = double.PositiveInfinity;
    long _values;
    long _jacobians;

    public BlockLevenbergMarquardt(IReadOnlyList<ResidualBlocks> residuals, BlockLayout layout, BlockFitOptions options)
    {
        _terms = [.. residuals.Select(blocks => new BlockTerm(blocks, layout))];
        (_system, _options, _clock) = (new(_terms, layout), options, new(options));
        (X, _step, _trial) = (layout.Start(), new double[layout.Length], new double[layout.Length]);
        (_bounds, _held) = (layout.Bounds(), new bool[layout.Length]);
        Path = options.KeepPath ? new(layout.Length) : null;
    }

    public double[] X { get; private set; }

    public IReadOnlyList<BlockTerm> Terms => _terms;

    public double Cost { get; private set; }

    public double StartCost { get; private set; }

    public long Iterations { get; private set; }

    public ConvergenceTest? Test { get; private set; }

    public EvaluationCounts Evaluations => new(_values, _jacobians);

    public DescentPath? Path { get; }

    public double GradientNorm => 2 * Norm.Of(_system.Gradient);

    public OptimizationStatus Run()
    {
        StartCost = Cost = CostAt(X);
        if (!double.IsFinite(Cost) || !Linearize()) return OptimizationStatus.NonFinite;
        Report();
        while (true)
        {
            if (IsStationary()) return Converge(ConvergenceTest.Gradient);
            if (_clock.Check(Iterations, _values) is { } limit) return limit;
            if (Step() is { } status) return status;
        }
    }

    // Makes one step that lowers the cost, or ends the run.
    OptimizationStatus? Step()
    {
        while (true)
        {
            if (!_system.Solve(_damping, _step))
            {
                if (!DampMore()) return OptimizationStatus.NoDescent;
                continue;
            }

            var isCut = Try();
            if (IsTiny()) return Converge(ConvergenceTest.Step);
            var promised = isCut ? PromisedWhereCut() : Promised();
            if (promised <= 0 && isCut)
            {
                if (!DampMore()) return OptimizationStatus.NoDescent;
                continue;
            }

            var cost = CostAt(_trial);
            var gained = Cost - cost;
            // Where the cost is nothing but rounding, steps that do not lower it are taken as long as they shrink.
            var isFine = gained <= 0 && -gained <= Rounding * Cost && promised <= Rounding * Cost;
            var length = isFine ? ScaledLength() : double.PositiveInfinity;
            if (isFine && length > Contraction * _lastFine) return Converge(ConvergenceTest.Value);
            if ((isFine || gained > 0) && TryAccept(cost))
            {
                if (isFine)
                {
                    _lastFine = length;
                    _damping = Math.Max(LeastDamping, _damping / 3);
                    return null;
                }

                var share = gained / promised;
                _damping = Math.Max(LeastDamping, _damping * Math.Max(1.0 / 3, 1 - Math.Pow(2 * share - 1, 3)));
                _growth = 2;
                var most = _options.ValueTolerance * Cost;
                return gained <= most && promised <= most ? Converge(ConvergenceTest.Value) : null;
            }

            if (!DampMore()) return OptimizationStatus.NoDescent;
            if (_clock.Check(Iterations, _values) is { } limit) return limit;
        }
    }

    // The trial point, and the step to it; whether a bound cut the step short.
    bool Try()
    {
        Vectors.Sum(X, 1, _step, _trial);
        if (_bounds is null) return false;
        var isCut = false;
        for (var j = 0; j < X.Length; j++)
        {
            var within = Math.Clamp(_trial[j], _bounds.Lower[j], _bounds.Upper[j]);
            if (within == _trial[j]) continue;
            (_trial[j], _step[j], isCut) = (within, within - X[j], true);
        }

        return isCut;
    }

    // Takes the trial point unless its derivatives are not finite.
    bool TryAccept(double cost)
    {
        (X, _trial) = (_trial, X);
        if (!Linearize())
        {
            (X, _trial) = (_trial, X);
            Linearize();
            return false;
        }

        Cost = cost;
        Iterations++;
        Report();
        return true;
    }

    bool DampMore()
    {
        _damping *= _growth;
        _growth *= 2;
        return _damping < MostDamping;
    }

    // |r|² − |r + Jh|² = −gᵀh + λ·hᵀDh at the solution h of the damped system.
    double Promised()
    {
        var length = ScaledLength();
        return -Vectors.Dot(_system.Gradient, _step) + _damping * length * length;
    }

    // |r|² − |r + Jh|² of any step.
    double PromisedWhereCut() => -(2 * Vectors.Dot(_system.Gradient, _step) + _terms.Sum(term => term.SquaredChange(_step)));

    double CostAt(ReadOnlySpan<double> x)
    {
        _values++;
        var cost = 0.0;
        foreach (var term in _terms) cost += term.Cost(x);
        return cost;
    }

    bool Linearize()
    {
        _values++;
        _jacobians++;
        foreach (var term in _terms)
            if (!term.Linearize(X)) return false;
        _system.Prepare();
        if (_bounds is not null && Hold()) _system.Prepare();
        return true;
    }

    // Takes the variables that a bound holds out of the Jacobian; whether there are any.
    bool Hold()
    {
        var any = false;
        for (var j = 0; j < _held.Length; j++) any |= _held[j] = _bounds!.IsActive(j, X[j], _system.Gradient[j]);
        if (!any) return false;
        foreach (var term in _terms) term.Hold(_held);
        return true;
    }

    bool IsStationary()
    {
        ReadOnlySpan<double> gradient = _system.Gradient, diagonal = _system.Diagonal;
        var most = _options.GradientTolerance * Math.Sqrt(Cost);
        for (var j = 0; j < gradient.Length; j++)
            if (Math.Abs(gradient[j]) > most * Math.Sqrt(diagonal[j])) return false;
        return true;
    }

    double ScaledLength()
    {
        var squares = 0.0;
        for (var j = 0; j < _step.Length; j++) squares += _system.Diagonal[j] * _step[j] * _step[j];
        return Math.Sqrt(squares);
    }

    bool IsTiny()
    {
        for (var j = 0; j < X.Length; j++)
            if (Math.Abs(_step[j]) > _options.StepTolerance * Math.Abs(X[j])) return false;
        return true;
    }

    /// <summary>What the residuals at X say about errors, once the run is over; null where they are not finite.</summary>
    public BlockCovariance? Covariance(BlockLayout layout)
    {
        if (!Linearize()) return null;
        var spread = new Spread();
        foreach (var term in _terms)
        {
            term.LinearizePlainly(X, ref spread);
            if (_bounds is not null) term.Hold(_held);
        }

        _system.Prepare();
        return new(_system, layout, spread, _held);
    }

    OptimizationStatus Converge(ConvergenceTest test)
    {
        Test = test;
        return OptimizationStatus.Converged;
    }

    void Report()
    {
        Path?.Add(new() { Number = Iterations, X = X, F = Cost, GradientNorm = 0 });
        _options.Progress?.Report(new(Iterations, Cost, GradientNorm));
    }
}
