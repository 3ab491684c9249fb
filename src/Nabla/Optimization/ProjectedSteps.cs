using Nabla.Optimization.Dense;

namespace Nabla.Optimization;

/// <summary>
/// L-BFGS within bounds: variables at a bound that the gradient pushes against stay, the others move by the metric of the
/// pairs, and the path is projected onto the bounds (Bertsekas 1982, two-metric projection).
/// </summary>
sealed class ProjectedSteps(MinimizeRun run, Bounds bounds, int memory)
{
    const double Decrease = 1e-4;
    const double Rounding = 1e-14;
    const int MostTrials = 60;

    // A slope of which so much is left was followed far too short a way.
    const double Straight = 0.9;
    const double Longer = 10;

    readonly StepPairs _pairs = new(run.Dimension, memory);
    readonly double[] _free = new double[run.Dimension];
    readonly double[] _d = new double[run.Dimension];
    double[] _trial = new double[run.Dimension];
    double[] _gradient = new double[run.Dimension];
    double[] _further = new double[run.Dimension];
    double[] _furtherGradient = new double[run.Dimension];

    // Whether the slope turned between two points that have the same cost but for rounding.
    bool _isStraddled;

    public OptimizationStatus Run()
    {
        while (true)
        {
            var isFresh = _pairs.Count == 0;
            var slope = Direction();
            if (slope >= 0 && isFresh) return run.Converge(ConvergenceTest.Gradient);
            if (!(slope < 0) || !Search(isFresh ? Bfgs.FirstStep(run) : 1, out var cost))
            {
                if (isFresh && _isStraddled) return run.Limits() ?? run.Converge(ConvergenceTest.Value);
                if (run.EndOfSearch(isFresh) is { } end) return end;
                _pairs.Clear();
                continue;
            }

            if (cost == double.NegativeInfinity) return OptimizationStatus.Diverged;
            Vectors.Sum(_trial, -1, run.X, _pairs.Next);
            _pairs.Add(1, run.Gradient, _gradient);
            if (run.Accept(ref _trial, ref _gradient, cost, -slope) is { } status) return status;
        }
    }

    // The metric of the pairs on the free variables; a principal part of a positive definite matrix is one too.
    double Direction()
    {
        for (var i = 0; i < _free.Length; i++)
            _free[i] = bounds.IsActive(i, run.X[i], run.Gradient[i]) ? 0 : run.Gradient[i];
        _pairs.DirectionOf(_free, _d);
        for (var i = 0; i < _d.Length; i++)
            if (_free[i] == 0 && run.Gradient[i] != 0) _d[i] = 0;
        return Vectors.Dot(_d, _free);
    }

    bool Search(double step, out double cost)
    {
        _isStraddled = false;
        for (var trial = 0; trial < MostTrials; trial++)
        {
            Vectors.Sum(run.X, step, _d, _trial);
            bounds.Project(_trial);
            cost = run.ValueAndGradient(_trial, _gradient);
            if (cost == double.NegativeInfinity) return true;
            var promised = Along(run.Gradient, _trial);
            if (promised >= 0) break;
            if (cost <= run.Cost + Decrease * promised || IsFlat(cost, promised))
            {
                if (trial == 0) Extend(step, promised, ref cost);
                return true;
            }

            if (-promised <= 1e-16 * Math.Abs(run.Cost) || run.Limits() is not null) break;
            // The minimiser of the parabola through both costs and the slope.
            var share = -promised / (2 * (cost - run.Cost - promised));
            step *= double.IsNaN(share) ? 0.1 : Math.Clamp(share, 0.1, 0.5);
        }

        cost = double.NaN;
        return false;
    }

    // The slope along the way to a point.
    double Along(ReadOnlySpan<double> gradient, ReadOnlySpan<double> to)
    {
        var slope = 0.0;
        for (var i = 0; i < to.Length; i++) slope += gradient[i] * (to[i] - run.X[i]);
        return slope;
    }

    // Goes on along the path as long as it hardly bends and the cost keeps falling.
    void Extend(double step, double promised, ref double cost)
    {
        while (Along(_gradient, _trial) < Straight * promised && run.Limits() is null)
        {
            step *= Longer;
            Vectors.Sum(run.X, step, _d, _further);
            bounds.Project(_further);
            if (_further.AsSpan().SequenceEqual(_trial)) return;
            var next = run.ValueAndGradient(_further, _furtherGradient);
            promised = Along(run.Gradient, _further);
            if (!(next < cost && next <= run.Cost + Decrease * promised)) return;
            (_trial, _further) = (_further, _trial);
            (_gradient, _furtherGradient) = (_furtherGradient, _gradient);
            cost = next;
            if (cost == double.NegativeInfinity) return;
        }
    }

    // Where the cost is rounding only, the slope at the end of the step decides (Hager and Zhang 2005).
    bool IsFlat(double cost, double promised)
    {
        if (!(cost <= run.Cost + Rounding * Math.Abs(run.Cost)) || -promised > 1e3 * Rounding * Math.Abs(run.Cost)) return false;
        var slope = Along(_gradient, _trial);
        _isStraddled |= slope > 0;
        return slope <= (2 * Decrease - 1) * promised;
    }
}
