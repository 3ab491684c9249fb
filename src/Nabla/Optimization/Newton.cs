using Nabla.Optimization.Dense;

namespace Nabla.Optimization;

/// <summary>
/// Newton's method in a trust region, with the exact Hessian where there is one: each step is the exact minimiser of the
/// quadratic model within a ball scaled by the curvature (Conn, Gould and Toint 2000, chapters 6 and 7), so saddles are
/// left and indefinite regions crossed. Where it is caught in a kink, BFGS goes on. For up to a few hundred variables.
/// </summary>
public sealed class Newton : MinimizeMethod
{
    /// <inheritdoc/>
    public override string Name => "newton";

    internal override bool LeavesSaddles => true;

    internal override OptimizationStatus Run(MinimizeRun run)
    {
        var status = run.Verified(new NewtonSteps(run).Run());
        // A quadratic model is no use at a kink.
        return status == OptimizationStatus.NoDescent ? new Bfgs().Run(run) : status;
    }
}

/// <summary>One run of Newton's method.</summary>
sealed class NewtonSteps(MinimizeRun run)
{
    // Below this share of the promise a step is not taken; below a quarter the region shrinks.
    const double Acceptable = 1e-4;
    const double Rounding = 4e-16;

    // Of the start's own length: the first Hessian is trusted nearby only, and the region doubles soon enough.
    const double FirstRadius = 0.1;
    const double LargestRadius = 1e100;

    // In units of the curvature of each variable by itself.
    const double SaddleBend = 1e-6;

    readonly double[] _hessian = new double[run.Dimension * run.Dimension];
    readonly double[] _step = new double[run.Dimension];
    double[] _trial = new double[run.Dimension];
    double[] _gradient = new double[run.Dimension];
    readonly TrustRegionStep _model = new(run.Dimension);
    double _radius;

    public OptimizationStatus Run()
    {
        if (run.Test == ConvergenceTest.Gradient && !IsSaddle()) return OptimizationStatus.Converged;
        for (var isFirst = true; ; isFirst = false)
        {
            if (!run.Hessian(run.X, _hessian) || !_model.Prepare(run.Gradient, _hessian)) return isFirst ? OptimizationStatus.NonFinite : OptimizationStatus.NoDescent;
            if (isFirst) _radius = FirstRegion();
            if (Step() is { } status && !(status == OptimizationStatus.Converged && run.Test == ConvergenceTest.Gradient && IsSaddle())) return status;
        }
    }

    // A point near 0 has no length to go by, nor has one from which the slope shows no way.
    double FirstRegion()
    {
        var length = _model.Length(run.X);
        return length == 0 || run.Test == ConvergenceTest.Gradient ? Math.Max(FirstRadius * length, 1) : FirstRadius * length;
    }

    // A gradient that vanishes on a saddle is no end: the next step goes along the direction that bends down.
    bool IsSaddle() =>
        run.Limits() is null && run.Hessian(run.X, _hessian) && _model.Prepare(run.Gradient, _hessian) && _model.Least < -SaddleBend;

    // Shrinks the region until a step is accepted.
    OptimizationStatus? Step()
    {
        for (var rejected = 1; ; rejected++)
        {
            var radius = _radius;
            var promised = _model.Solve(radius, _step);
            if (!double.IsFinite(promised)) return OptimizationStatus.NoDescent;
            Vectors.Sum(run.X, 1, _step, _trial);
            var length = _model.Length(_step);
            if (_trial.AsSpan().SequenceEqual(run.X)) return length < 0.9 * radius ? run.Converge(ConvergenceTest.Step) : OptimizationStatus.NoDescent;
            var cost = run.ValueAndGradient(_trial, _gradient);
            if (cost == double.NegativeInfinity) return OptimizationStatus.Diverged;
            var share = (run.Cost - cost) / promised;
            if (share >= 0.75 && length >= 0.9 * _radius) _radius = Math.Min(2 * _radius, LargestRadius);
            else if (!(share >= 0.25)) _radius = length * (double.IsNaN(cost) ? 0.1 : 0.25);
            if (share >= Acceptable || IsBetterToRounding(cost, promised)) return run.Accept(ref _trial, ref _gradient, cost, promised);
            // A whole step that promises nothing is the end; a cut one means that the model is wrong however near: a kink.
            if (promised <= Rounding * Math.Abs(run.Cost))
                return length < 0.9 * radius ? run.Converge(ConvergenceTest.Value) : OptimizationStatus.NoDescent;
            if (run.Limits() is { } limit) return limit;
            if (run.IsResolvedAfter(rejected)) return OptimizationStatus.Converged;
        }
    }

    // At the minimum f can't tell points apart any more, while the gradient still can.
    bool IsBetterToRounding(double cost, double promised) =>
        promised <= 1e3 * Rounding * Math.Abs(run.Cost) && cost <= run.Cost + Rounding * Math.Abs(run.Cost)
        && Norm.Of(_gradient) < 0.5 * Norm.Of(run.Gradient);
}
