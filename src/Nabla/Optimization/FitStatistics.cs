using Nabla.Optimization.Dense;
using Nabla.Symbolics;

namespace Nabla.Optimization;

/// <summary>Covariance, standard errors and words for what a fit came to.</summary>
static class FitStatistics
{
    // Columns of R smaller than this, in units of their own length, are nothing but rounding.
    const double Singular = 1e-13;

    public static FitResult Of(FitRun run)
    {
        var cost = new LeastSquaresCost(run.Residuals, run.Options);
        var (m, n) = (cost.Count, run.X.Length);
        var raw = new double[run.Residuals.Count];
        var rows = Math.Max(m, n);
        var (residuals, jacobian, turned) = (run.Buffers.Take(rows), run.Buffers.Take(rows * n), run.Buffers.Take(rows));
        var isFinite = Linearize(run, cost, m, rows, raw, residuals, jacobian);
        var squares = 0.0;
        for (var i = 0; i < raw.Length; i++) squares += (run.Options.Weights?[i] ?? 1) * raw[i] * raw[i];
        if (run.Options.Weights is { } w && !double.IsFinite(squares)) squares = raw.Select((r, i) => w[i] == 0 ? 0 : w[i] * r * r).Sum();

        var doubts = isFinite && rows == m ? new FitDoubts(cost, run, residuals.AsSpan(0, m), jacobian) : null;
        var isLost = run.Status == OptimizationStatus.Converged && doubts?.HasLostDigits(jacobian) == true;
        var isRobust = run.Options.Loss != Loss.Squares;
        var spread = isFinite && isRobust ? cost.Influence(residuals.AsSpan(0, m)) : default;
        var held = Held(run, residuals, jacobian, rows);
        var freedom = (run.Options.Weights?.Count(weight => weight > 0) ?? raw.Length) - held.Count(isHeld => !isHeld);
        var deviation = freedom > 0 ? Math.Sqrt(squares / freedom) : double.NaN;
        var variance = freedom <= 0 ? double.NaN : isRobust ? spread.Variance(held.Count(isHeld => !isHeld)) : squares / freedom;
        var covariance = new double[n * n];
        var undetermined = isFinite ? Covariance(jacobian, turned, rows, n, held, covariance) : Enumerable.Repeat(true, n).ToArray();
        for (var k = 0; k < covariance.Length; k++) covariance[k] *= variance;
        string[] dead = doubts is null ? [] : Dead(doubts, run, covariance, held, undetermined);
        var status = isLost ? OptimizationStatus.NoDescent : run.Status;
        return new()
        {
            Parameters = Parameters(run, covariance, held, undetermined, freedom),
            ResidualSumOfSquares = squares,
            Cost = run.Cost,
            DegreesOfFreedom = Math.Max(0, freedom),
            ResidualStandardDeviation = deviation,
            Covariance = covariance,
            Residuals = raw,
            GradientNorm = run.GradientNorm,
            Iterations = run.Iterations,
            Evaluations = run.Evaluations,
            Status = status,
            ConvergedBy = status == run.Status ? run.Test : null,
            Explanation = run.Status == OptimizationStatus.NonFinite
                ? NonFinite(run, raw)
                : isLost
                ? "not converged — the parameters have run to where the model is but rounding, and no longer follows its derivatives. Start nearer."
                : FitExplanation.Text(
                    run.Status, run.Test, run.Iterations, "sum of squares",
                    run.GradientNorm == 0 ? ": the model does not change with any parameter there, so start elsewhere" : ""),
            Warnings = Warnings(run, held, undetermined, dead, freedom),
            Path = run.Path?.Points.Select(point => new PathPoint(point.Epoch, point.F, point.X)).ToArray(),
        };
    }

    public static FitResult WithResponse(FitResult result, FitModel model, FitOptions options)
    {
        var (sum, weight, total) = (0.0, 0.0, 0.0);
        for (var i = 0; i < model.Response.Count; i++)
        {
            var w = options.Weights?[i] ?? 1;
            (sum, weight) = (sum + w * model.Response[i], weight + w);
        }

        for (var i = 0; i < model.Response.Count; i++)
        {
            var away = model.Response[i] - sum / weight;
            total += (options.Weights?[i] ?? 1) * away * away;
        }

        var derivatives = model.Formula.Gradient(model.Parameters);
        return result with
        {
            Response = model.Response,
            RSquared = 1 - result.ResidualSumOfSquares / total,
            Derivatives = [.. model.Parameters.Select((name, i) => KeyValuePair.Create(name, derivatives[i]))],
            Warnings = total == 0 ? [.. result.Warnings, "The response is constant, so R² means nothing."] : result.Warnings,
        };
    }

    // Residuals as they are, and with weights applied, and their Jacobian; whether all are finite.
    static bool Linearize(FitRun run, LeastSquaresCost cost, int m, int rows, double[] raw, double[] residuals, double[] jacobian)
    {
        var n = run.X.Length;
        if (rows > m) residuals.AsSpan().Clear();
        var columns = rows == m ? jacobian : new double[m * n];
        var isFinite = double.IsFinite(cost.ValueAndJacobian(run.X, residuals.AsSpan(0, m), columns));
        if (run.Options.Weights is null && !cost.IsFolded) residuals.AsSpan(0, m).CopyTo(raw);
        else run.Residuals.Values(run.X, raw);
        if (!isFinite || columns != jacobian) jacobian.AsSpan().Clear();
        if (!isFinite) return false;
        if (columns == jacobian) return true;
        for (var j = 0; j < n; j++) columns.AsSpan(j * m, m).CopyTo(jacobian.AsSpan(j * rows));
        return true;
    }

    static bool[] Held(FitRun run, double[] residuals, double[] jacobian, int rows)
    {
        var held = new bool[run.X.Length];
        if (run.Options.Bounds is not { } bounds) return held;
        for (var j = 0; j < held.Length; j++)
        {
            held[j] = run.X[j] <= bounds.Lower[j] || run.X[j] >= bounds.Upper[j];
            held[j] &= bounds.IsActive(j, run.X[j], Vectors.Dot(residuals, jacobian.AsSpan(j * rows, rows)));
            if (held[j]) jacobian.AsSpan(j * rows, rows).Clear();
        }

        return held;
    }

    // (JᵀJ)⁻¹ = P·R⁻¹·R⁻ᵀ·Pᵀ, from columns of unit length so that units do not matter; says which variables are undetermined.
    static bool[] Covariance(double[] jacobian, double[] turned, int rows, int n, bool[] held, double[] covariance)
    {
        var lengths = new double[n];
        var ones = new double[n];
        Array.Fill(ones, 1);
        for (var j = 0; j < n; j++)
        {
            var column = jacobian.AsSpan(j * rows, rows);
            lengths[j] = Norm.Of(column) is > 0 and var length ? length : 1;
            Vectors.Scale(1 / lengths[j], column);
        }

        var qr = new PivotedQr(rows, n);
        turned.AsSpan().Clear();
        qr.Factor(jacobian, turned, ones);
        var rank = 0;
        while (rank < n && Math.Abs(qr.R(jacobian, rank, rank)) > Singular) rank++;
        var inverse = Inverse(qr, jacobian, n, rank);
        var undetermined = Undetermined(qr, jacobian, n, rank, inverse, held);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
            {
                var sum = 0.0;
                for (var k = Math.Max(i, j); k < rank; k++) sum += inverse[i * n + k] * inverse[j * n + k];
                var (p, q) = (qr.Order[i], qr.Order[j]);
                covariance[p * n + q] = held[p] || held[q] ? 0 : undetermined[p] || undetermined[q] ? double.NaN : sum / lengths[p] / lengths[q];
            }

        return undetermined;
    }

    // R⁻¹ of the leading block.
    static double[] Inverse(PivotedQr qr, double[] jacobian, int n, int rank)
    {
        var inverse = new double[n * n];
        for (var j = 0; j < rank; j++)
        {
            inverse[j * n + j] = 1 / qr.R(jacobian, j, j);
            for (var i = j - 1; i >= 0; i--)
            {
                var sum = 0.0;
                for (var k = i + 1; k <= j; k++) sum -= qr.R(jacobian, i, k) * inverse[k * n + j];
                inverse[i * n + j] = sum / qr.R(jacobian, i, i);
            }
        }

        return inverse;
    }

    // Every variable with a share in a direction that the data say nothing about.
    static bool[] Undetermined(PivotedQr qr, double[] jacobian, int n, int rank, double[] inverse, bool[] held)
    {
        var undetermined = new bool[n];
        for (var j = rank; j < n; j++)
        {
            if (held[qr.Order[j]]) continue;
            undetermined[qr.Order[j]] = true;
            for (var i = 0; i < rank; i++)
            {
                var share = 0.0;
                for (var k = i; k < rank; k++) share += inverse[i * n + k] * qr.R(jacobian, k, j);
                if (Math.Abs(share) > 1e-8) undetermined[qr.Order[i]] = true;
            }
        }

        return undetermined;
    }

    // Parameters that change nothing; their rows of the covariance mean nothing.
    static string[] Dead(FitDoubts doubts, FitRun run, double[] covariance, bool[] held, bool[] undetermined)
    {
        var n = run.X.Length;
        var names = new List<string>();
        for (var j = 0; j < n; j++)
        {
            if (held[j] || undetermined[j] || !doubts.IsDead(j, Math.Sqrt(covariance[j * n + j]))) continue;
            names.Add(run.Residuals.Variables[j]);
            for (var k = 0; k < n; k++) covariance[j * n + k] = covariance[k * n + j] = double.NaN;
        }

        return [.. names];
    }

    static FitParameter[] Parameters(FitRun run, double[] covariance, bool[] held, bool[] undetermined, int freedom)
    {
        var n = run.X.Length;
        var width = freedom > 0 ? StudentT.TwoSided(run.Options.Confidence, freedom) : double.NaN;
        return [.. Enumerable.Range(0, n).Select(j =>
        {
            var error = held[j] || undetermined[j] ? double.NaN : Math.Sqrt(covariance[j * n + j]);
            return new FitParameter(run.Residuals.Variables[j], run.X[j], error, run.X[j] - width * error, run.X[j] + width * error, held[j]);
        })];
    }

    static string[] Warnings(FitRun run, bool[] held, bool[] undetermined, string[] dead, int freedom)
    {
        var names = run.Residuals.Variables;
        var warnings = new List<string>();
        if (dead.Length > 0)
            warnings.Add($"The data do not determine {string.Join(", ", dead)}: the model hardly changes with {(dead.Length == 1 ? "it" : "them")} there, so there is no standard error. Start elsewhere.");
        if (undetermined.Contains(true) && run.Status != OptimizationStatus.NonFinite)
            warnings.Add($"The data do not determine {string.Join(", ", names.Where((_, j) => undetermined[j]))}: the Jacobian is singular there, so there are no standard errors. Fix one of them, or start elsewhere.");
        if (freedom <= 0)
            warnings.Add($"There are {run.X.Length - held.Count(h => h)} free parameters for {freedom + run.X.Length - held.Count(h => h)} observations, so the fit says nothing about errors.");
        if (held.Contains(true))
            warnings.Add($"A bound holds {string.Join(", ", names.Where((_, j) => held[j]))}.");
        return [.. warnings];
    }

    static string NonFinite(FitRun run, double[] raw)
    {
        var place = $"at the start ({PointText.Of(run.Residuals.Variables, run.X)})";
        for (var i = 0; i < raw.Length; i++)
            if (!double.IsFinite(raw[i])) return $"The residual of observation {i + 1} is {NumberText.Of(raw[i])} {place}, so no step can be made. Start elsewhere.";
        return $"The sum of squares or its Jacobian is not finite {place}, so no step can be made. Start elsewhere.";
    }
}
