using Nabla.Optimization.Dense;

namespace Nabla.Optimization;

/// <summary>
/// Minimisation under constraints (Hestenes 1969, Powell 1969, Rockafellar 1973): each round minimises
/// f + Σ (μ/2)·(c − λ/μ)² over equalities, and likewise over inequalities that bite, then sets λ ← λ − μ·c; μ grows
/// where that is too slow. Bounds are kept by the inner method.
/// </summary>
sealed class AugmentedLagrangian
{
    const int MostRounds = 60;
    const double Feasible = 1e-9;
    const double MostPenalty = 1e12;

    readonly Objective _f;
    readonly MinimizeOptions _options;
    readonly IReadOnlyList<Constraint> _constraints;
    readonly double _sign;
    readonly double[] _multipliers;
    readonly double[] _values;
    readonly double[] _gradient;
    readonly double[] _hessian;
    double _penalty;

    AugmentedLagrangian(Objective f, MinimizeOptions options)
    {
        (_f, _options, _constraints, _sign) = (f, options, options.Constraints, options.Maximize ? -1 : 1);
        (_multipliers, _values) = (new double[_constraints.Count], new double[_constraints.Count]);
        _gradient = new double[f.Dimension];
        _hessian = HasHessians ? new double[f.Dimension * f.Dimension] : [];
    }

    bool HasHessians => _f.Hessian is not null && _constraints.All(c => c.C.Hessian is not null);

    public static MinimizeResult Run(Objective f, ReadOnlySpan<double> start, MinimizeMethod? method, MinimizeOptions options)
    {
        foreach (var constraint in options.Constraints)
            if (constraint.C.Dimension != f.Dimension)
                throw new OptionException("constraints", $"A constraint has {constraint.C.Dimension} variables, but f has {f.Dimension}.");
        return new AugmentedLagrangian(f, options).Rounds(start, method);
    }

    MinimizeResult Rounds(ReadOnlySpan<double> start, MinimizeMethod? method)
    {
        var options = _options;
        var lagrangian = new Objective(_f.Variables, Value, ValueAndGradient) { Hessian = HasHessians ? Hessian : null, Name = _f.Name };
        var inner = options with { Constraints = [], Maximize = false, Target = null };
        double[] x = [.. start];
        Violation(x);
        _penalty = FirstPenalty(x);
        var (missed, iterations, evaluations) = (Gap(), 0L, default(EvaluationCounts));
        for (var round = 1; ; round++)
        {
            var result = Optimize.Search(lagrangian, x, method, inner with { Iterations = Math.Max(0, options.Iterations - iterations) }, isPart: true);
            (iterations, evaluations) = (iterations + result.Iterations, evaluations + result.Evaluations);
            if (result.Status == OptimizationStatus.Diverged && _penalty < MostPenalty)
            {
                // What falls without bound outside may be held back by a steeper wall.
                _penalty *= 100;
                continue;
            }

            x = [.. result.X];
            var (violation, now) = (Violation(x), Gap());
            if (now <= Feasible && round > 1) return Result(result, x, violation, iterations, evaluations);
            if (result.Status is not (OptimizationStatus.Converged or OptimizationStatus.NoDescent)) return Result(result, x, violation, iterations, evaluations);
            if (round == MostRounds) return Result(result with { Status = OptimizationStatus.IterationLimit, ConvergedBy = null }, x, violation, iterations, evaluations);
            Learn();
            if (now > 0.25 * missed) _penalty = Math.Min(10 * _penalty, MostPenalty);
            missed = now;
        }
    }

    // f and the constraints begin on a par.
    double FirstPenalty(ReadOnlySpan<double> x)
    {
        var squares = 0.0;
        for (var k = 0; k < _values.Length; k++) squares += Math.Pow(_constraints[k].Violation(_values[k]), 2);
        var f = Math.Abs(_f.Value(x));
        return squares > 0 && double.IsFinite(f) ? Math.Clamp(10 * Math.Max(1, f) / Math.Max(1, squares), 1, 1e4) : 10;
    }

    double Violation(ReadOnlySpan<double> x)
    {
        var most = 0.0;
        for (var k = 0; k < _values.Length; k++)
        {
            _values[k] = _constraints[k].C.Value(x);
            most = Math.Max(most, double.IsNaN(_values[k]) ? double.PositiveInfinity : _constraints[k].Violation(_values[k]));
        }

        return most;
    }

    // How far a constraint is missed, or an idle one still pulls: by how much a multiplier would change, by the penalty.
    double Gap()
    {
        var most = 0.0;
        for (var k = 0; k < _values.Length; k++)
        {
            var gap = Math.Abs(Pull(k, _values[k]) - _multipliers[k]) / _penalty;
            most = Math.Max(most, double.IsNaN(gap) ? double.PositiveInfinity : gap);
        }

        return most;
    }

    void Learn()
    {
        for (var k = 0; k < _multipliers.Length; k++) _multipliers[k] = Pull(k, _values[k]);
    }

    // λ − μ·c, or 0 where an inequality does not bite: the multiplier that the round speaks for.
    double Pull(int k, double c)
    {
        var pull = _multipliers[k] - _penalty * c;
        return _constraints[k].IsEquality ? pull : Math.Max(0, pull);
    }

    double Value(ReadOnlySpan<double> x)
    {
        var sum = _sign * _f.Value(x);
        for (var k = 0; k < _multipliers.Length; k++)
        {
            var pull = Pull(k, _constraints[k].C.Value(x));
            sum += (pull * pull - _multipliers[k] * _multipliers[k]) / (2 * _penalty);
        }

        return sum;
    }

    double ValueAndGradient(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var sum = _sign * _f.ValueAndGradient(x, gradient);
        if (_sign < 0) Vectors.Negate(gradient);
        for (var k = 0; k < _multipliers.Length; k++)
        {
            var pull = Pull(k, _constraints[k].C.ValueAndGradient(x, _gradient));
            sum += (pull * pull - _multipliers[k] * _multipliers[k]) / (2 * _penalty);
            if (pull != 0) Vectors.Add(-pull, _gradient, gradient);
        }

        return sum;
    }

    void Hessian(ReadOnlySpan<double> x, Span<double> hessian)
    {
        _f.Hessian!(x, hessian);
        if (_sign < 0) Vectors.Negate(hessian);
        for (var k = 0; k < _multipliers.Length; k++)
        {
            var pull = Pull(k, _constraints[k].C.ValueAndGradient(x, _gradient));
            if (pull == 0 && !_constraints[k].IsEquality) continue;
            _constraints[k].C.Hessian!(x, _hessian);
            Vectors.Add(-pull, _hessian, hessian);
            for (var i = 0; i < x.Length; i++) Vectors.Add(_penalty * _gradient[i], _gradient, hessian.Slice(i * x.Length, x.Length));
        }
    }

    MinimizeResult Result(MinimizeResult result, double[] x, double violation, long iterations, EvaluationCounts evaluations)
    {
        var gradient = new double[x.Length];
        var f = _f.ValueAndGradient(x, gradient);
        Learn();
        var isInfeasible = violation > Feasible && result.Status is OptimizationStatus.IterationLimit && iterations < _options.Iterations;
        var status = isInfeasible ? OptimizationStatus.Infeasible : result.Status == OptimizationStatus.NoDescent ? OptimizationStatus.Converged : result.Status;
        return result with
        {
            F = f,
            Gradient = gradient,
            Iterations = iterations,
            Evaluations = evaluations,
            Status = status,
            ConvergedBy = status == OptimizationStatus.Converged ? result.ConvergedBy ?? ConvergenceTest.Value : null,
            ConstraintViolation = violation,
            Multipliers = [.. _multipliers.Select(multiplier => _sign * multiplier)],
            Explanation = status switch
            {
                OptimizationStatus.Infeasible => $"infeasible — the constraints are missed by {Symbolics.NumberText.Short(violation)} at best, after {iterations} iterations. Start elsewhere, or look whether they contradict each other.",
                OptimizationStatus.Converged => $"converged after {iterations} iterations — the constraints hold to {Symbolics.NumberText.Short(violation)}, and no step along them {(_sign < 0 ? "raises" : "lowers")} {_f.Name}.",
                OptimizationStatus.IterationLimit => $"not converged — {iterations} iterations were made, and the constraints are missed by {Symbolics.NumberText.Short(violation)}. Allow more, or start nearer.",
                _ => result.Explanation,
            },
        };
    }
}
