namespace Nabla.Optimization;

/// <summary>What a search in one variable came to.</summary>
/// <param name="X">The best point.</param>
/// <param name="F">f there.</param>
/// <param name="Iterations">The number of evaluations after the ends.</param>
/// <param name="Status">How the search ended.</param>
/// <param name="Explanation">What happened and what to do about it.</param>
public sealed record ScalarResult(double X, double F, int Iterations, OptimizationStatus Status, string Explanation)
{
    /// <summary>Whether the point is as exact as asked for.</summary>
    public bool Converged => Status == OptimizationStatus.Converged;
}

public static partial class Optimize
{
    // So many halve any interval down to the smallest numbers, and take Newton's method to a multiple root at 0.
    const int MostScalarSteps = 5000;

    /// <summary>
    /// Minimises f between two points by Brent's method (1973, chapter 5): parabolas, and golden sections where they fail.
    /// The tolerance is that of x, relative; below 1e-8 the rounding of f decides.
    /// </summary>
    /// <exception cref="OptionException">An end is not finite.</exception>
    public static ScalarResult MinimizeScalar(Func<double, double> f, double from, double to, double tolerance = 1e-10)
    {
        CheckEnds(from, to);
        var (a, b) = (Math.Min(from, to), Math.Max(from, to));
        const double Golden = 0.381966011250105;
        double x, w, v, fx, fw, fv, d = 0, e = 0;
        x = w = v = a + Golden * (b - a);
        fx = fw = fv = f(x);
        if (double.IsNaN(fx)) return new(x, fx, 0, OptimizationStatus.NonFinite, $"f is NaN at {Symbolics.NumberText.Of(x)}.");
        for (var k = 1; k <= MostScalarSteps; k++)
        {
            var middle = 0.5 * (a + b);
            var least = tolerance * Math.Abs(x) + 1e-14 * Math.Max(Math.Abs(from), Math.Abs(to)) + double.Epsilon;
            if (Math.Abs(x - middle) <= 2 * least - 0.5 * (b - a))
                return new(x, fx, k, OptimizationStatus.Converged, $"converged after {k} evaluations — the interval is {Symbolics.NumberText.Short(b - a)} wide.");
            if (!TryParabola(out var step))
            {
                e = x < middle ? b - x : a - x;
                step = Golden * e;
            }

            d = step;
            var u = x + (Math.Abs(d) >= least ? d : Math.CopySign(least, d));
            var fu = f(u);
            if (double.IsNaN(fu)) fu = double.PositiveInfinity;
            if (fu <= fx)
            {
                if (u < x) b = x;
                else a = x;
                (v, fv, w, fw, x, fx) = (w, fw, x, fx, u, fu);
                continue;
            }

            if (u < x) a = u;
            else b = u;
            if (fu <= fw || w == x) (v, fv, w, fw) = (w, fw, u, fu);
            else if (fu <= fv || v == x || v == w) (v, fv) = (u, fu);

            // The minimum of the parabola through the three best points, if it lies inside and steps shrink.
            bool TryParabola(out double along)
            {
                var r = (x - w) * (fx - fv);
                var q = (x - v) * (fx - fw);
                var p = (x - v) * q - (x - w) * r;
                q = 2 * (q - r);
                if (q > 0) p = -p;
                q = Math.Abs(q);
                var before = e;
                (e, along) = (d, p / q);
                if (Math.Abs(before) <= least || !(Math.Abs(p) < Math.Abs(0.5 * q * before)) || p <= q * (a - x) || p >= q * (b - x)) return false;
                if (x + along - a < 2 * least || b - x - along < 2 * least) along = Math.CopySign(least, middle - x);
                return true;
            }
        }

        return new(x, fx, MostScalarSteps, OptimizationStatus.IterationLimit, "not converged — the interval did not shrink in time.");
    }

    /// <summary>
    /// A root of f between two points at which it has opposite signs, by the method of Chandrupatla (1997): inverse
    /// quadratic interpolation where it is safe, else bisection. Not finding a change of sign is a status.
    /// </summary>
    /// <exception cref="OptionException">An end is not finite.</exception>
    public static ScalarResult FindRoot(Func<double, double> f, double from, double to, double tolerance = 4e-16)
    {
        CheckEnds(from, to);
        var (a, b) = (from, to);
        var (fa, fb) = (f(a), f(b));
        if (fa == 0) return Root(a, fa, 0);
        if (fb == 0) return Root(b, fb, 0);
        if (!AreOpposite(fa, fb)) return NoBracket(a, fa, b, fb);
        var (share, smallest) = (0.5, Math.Min(Math.Abs(fa), Math.Abs(fb)));
        for (var k = 1; k <= MostScalarSteps; k++)
        {
            var x = a + share * (b - a);
            var fx = f(x);
            if (double.IsNaN(fx)) return new(x, fx, k, OptimizationStatus.NonFinite, $"f is NaN at {Symbolics.NumberText.Of(x)}.");
            double c, fc;
            if (Math.Sign(fx) == Math.Sign(fa)) (c, fc) = (a, fa);
            else (c, fc, b, fb) = (b, fb, a, fa);
            (a, fa) = (x, fx);
            var (best, fBest) = Math.Abs(fa) < Math.Abs(fb) ? (a, fa) : (b, fb);
            var least = (tolerance * Math.Abs(best) + double.Epsilon) / Math.Abs(b - a);
            if (fBest == 0 || least > 0.5) return Math.Abs(fBest) < smallest ? Root(best, fBest, k) : NoRoot(best, fBest, k);
            double xi = (a - b) / (c - b), phi = (fa - fb) / (fc - fb);
            share = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi
                ? fa / (fb - fa) * (fc / (fb - fc)) + (c - a) / (b - a) * (fa / (fc - fa)) * (fb / (fc - fb))
                : 0.5;
            share = double.IsNaN(share) ? 0.5 : Math.Clamp(share, least, 1 - least);
        }

        return new(a, fa, MostScalarSteps, OptimizationStatus.IterationLimit, "not converged — the interval did not shrink in time.");
    }

    /// <summary>
    /// A root of a system of equations rᵢ(x) = 0 from a start, by Levenberg and Marquardt's method: the result converged
    /// only where every residual vanishes beside its own derivatives; else its status is <see cref="OptimizationStatus.Infeasible"/>.
    /// </summary>
    /// <exception cref="OptionException">An option makes no sense.</exception>
    public static FitResult Solve(Residuals system, ReadOnlySpan<double> start, FitOptions? options = null)
    {
        var result = Fit(system, start, options);
        if (!result.Converged) return result;
        double[] x = [.. result.Parameters.Select(p => p.Estimate)];
        var (residuals, jacobian) = (new double[system.Count], new double[system.Count * x.Length]);
        system.ValuesAndJacobian(x, residuals, jacobian);
        for (var i = 0; i < residuals.Length; i++)
        {
            var size = 0.0;
            for (var j = 0; j < x.Length; j++)
                size += Math.Abs(jacobian[system.Layout == JacobianLayout.Rows ? i * x.Length + j : j * system.Count + i]) * Math.Max(Math.Abs(x[j]), 1e-3);
            if (Math.Abs(residuals[i]) > 1e-8 * size + 1e-150)
                return result with
                {
                    Status = OptimizationStatus.Infeasible,
                    ConvergedBy = null,
                    Explanation = $"no root — the equations come closest to 0 there, but equation {i + 1} is off by {Symbolics.NumberText.Short(residuals[i])}. Start elsewhere.",
                };
        }

        return result;
    }

    static void CheckEnds(double from, double to)
    {
        if (!double.IsFinite(from) || !double.IsFinite(to))
            throw new OptionException("range", $"The ends {Symbolics.NumberText.Of(from)} and {Symbolics.NumberText.Of(to)} must be finite numbers.");
    }
}
