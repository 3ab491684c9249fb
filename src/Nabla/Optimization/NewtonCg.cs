using Nabla.Optimization.Dense;

namespace Nabla.Optimization;

/// <summary>
/// Newton's method with the system solved by conjugate gradients in a trust region, from products of the Hessian with
/// vectors alone (Steihaug 1983). For many variables.
/// </summary>
public sealed class NewtonCg : MinimizeMethod
{
    /// <inheritdoc/>
    public override string Name => "newton-cg";

    internal override OptimizationStatus Run(MinimizeRun run)
    {
        var status = run.Verified(new NewtonCgSteps(run).Run());
        // A quadratic model is no use at a kink.
        return status == OptimizationStatus.NoDescent ? new LimitedMemoryBfgs().Run(run) : status;
    }
}

/// <summary>One run of Newton's method by conjugate gradients.</summary>
sealed class NewtonCgSteps(MinimizeRun run)
{
    const double Acceptable = 1e-4;
    const double Rounding = 4e-16;

    readonly double[] _step = new double[run.Dimension];
    readonly double[] _residual = new double[run.Dimension];
    readonly double[] _direction = new double[run.Dimension];
    readonly double[] _product = new double[run.Dimension];
    double[] _trial = new double[run.Dimension];
    double[] _gradient = new double[run.Dimension];
    double _promised;

    public OptimizationStatus Run()
    {
        var radius = Math.Max(0.1 * Norm.Of(run.X), Math.Min(1, Norm.Of(run.Gradient)));
        for (var rejected = 0; ;)
        {
            if (!Solve(radius) || !double.IsFinite(_promised)) return OptimizationStatus.NoDescent;
            var length = Norm.Of(_step);
            Vectors.Sum(run.X, 1, _step, _trial);
            var cost = run.ValueAndGradient(_trial, _gradient);
            if (cost == double.NegativeInfinity) return OptimizationStatus.Diverged;
            var share = (run.Cost - cost) / _promised;
            var isWhole = length < 0.9 * radius;
            if (share >= 0.75 && !isWhole) radius *= 2;
            else if (!(share >= 0.25)) radius = length * (double.IsNaN(cost) ? 0.1 : 0.25);
            if (share >= Acceptable || IsBetterToRounding(cost))
            {
                if (run.Accept(ref _trial, ref _gradient, cost, _promised) is { } status) return status;
                rejected = 0;
                continue;
            }

            if (_promised <= Rounding * Math.Abs(run.Cost)) return isWhole ? run.Converge(ConvergenceTest.Value) : OptimizationStatus.NoDescent;
            if (run.Limits() is { } limit) return limit;
            if (run.IsResolvedAfter(++rejected)) return OptimizationStatus.Converged;
        }
    }

    bool IsBetterToRounding(double cost) =>
        _promised <= 1e3 * Rounding * Math.Abs(run.Cost) && cost <= run.Cost + Rounding * Math.Abs(run.Cost)
        && Norm.Of(_gradient) < 0.5 * Norm.Of(run.Gradient);

    // Minimises the model along conjugate directions until it is solved well enough for quadratic convergence, the region
    // ends, or the model bends down.
    bool Solve(double radius)
    {
        Array.Clear(_step);
        run.Gradient.CopyTo(_residual, 0);
        for (var i = 0; i < _direction.Length; i++) _direction[i] = -_residual[i];
        var square = Vectors.Dot(_residual, _residual);
        var goal = Math.Sqrt(square) * Math.Min(0.1, Math.Sqrt(square));
        _promised = 0;
        for (var k = 0; k < 2 * _step.Length + 10; k++)
        {
            if (!run.HessianVector(run.X, _direction, _product)) return false;
            var bend = Vectors.Dot(_direction, _product);
            var along = square / bend;
            var edge = ToEdge(radius);
            if (!(bend > 0) || along >= edge)
            {
                Move(edge, square, bend);
                return true;
            }

            Move(along, square, bend);
            Vectors.Add(along, _product, _residual);
            var next = Vectors.Dot(_residual, _residual);
            if (Math.Sqrt(next) <= goal) return true;
            Vectors.Scale(next / square, _direction);
            Vectors.Add(-1, _residual, _direction);
            square = next;
        }

        return true;
    }

    void Move(double along, double square, double bend)
    {
        Vectors.Add(along, _direction, _step);
        _promised += along * square - 0.5 * along * along * bend;
    }

    // How far along the direction the region reaches.
    double ToEdge(double radius)
    {
        var (dd, sd, ss) = (Vectors.Dot(_direction, _direction), Vectors.Dot(_step, _direction), Vectors.Dot(_step, _step));
        var root = Math.Sqrt(Math.Max(0, sd * sd + dd * (radius * radius - ss)));
        return sd > 0 ? (radius * radius - ss) / (sd + root) : (root - sd) / dd;
    }
}
