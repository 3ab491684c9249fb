using Nabla.Optimization.Dense;

namespace Nabla.Optimization;

/// <summary>Residuals with weights and loss applied, their Jacobian column by column, and counted evaluations.</summary>
/// <remarks>
/// Very many residuals are evaluated part by part and turned into as many as there are variables, and one: an orthogonal
/// transformation, which changes neither lengths nor angles, so that no step shows the difference.
/// </remarks>
sealed class LeastSquaresCost
{
    const int Part = 1 << 14;
    const int Many = 1 << 18;

    readonly RowFold? _fold;
    readonly double[] _part;
    readonly Residuals _residuals;
    readonly FitOptions _options;
    readonly double[]? _roots;
    readonly double[]? _rows;
    long _values;
    long _jacobians;

    public LeastSquaresCost(Residuals residuals, FitOptions options)
    {
        (_residuals, _options) = (residuals, options);
        if (options.Weights is { } weights) _roots = [.. weights.Select(Math.Sqrt)];
        IsFolded = Folds(residuals, options);
        if (IsFolded) (_fold, _part) = (new(Dimension + 1), new double[(Dimension + 1) * Part]);
        else _part = [];
        if (residuals.Layout == JacobianLayout.Rows) _rows = new double[residuals.Count * residuals.Dimension];
    }

    /// <summary>Whether residuals of that many rows are folded into a few.</summary>
    public static bool Folds(Residuals residuals, FitOptions options) =>
        residuals.Range is not null && residuals.Count > Many && options.Loss == Loss.Squares;

    /// <summary>Whether the residuals that it gives are turned ones.</summary>
    public bool IsFolded { get; }

    /// <summary>The number of residuals that it gives.</summary>
    public int Count => IsFolded ? Dimension + 1 : _residuals.Count;

    public int Dimension => _residuals.Dimension;

    /// <summary>Whether every residual is known to be affine in all variables together.</summary>
    public bool IsLinear => _residuals.IsLinear;

    public EvaluationCounts Evaluations => new(_values, _jacobians);

    /// <summary>The cost at a point; the weighted residuals go to r. NaN where it is not finite.</summary>
    public double Value(ReadOnlySpan<double> x, Span<double> r)
    {
        _values++;
        if (IsFolded) return Fold(x, default);
        _residuals.Values(x, r);
        Weigh(r);
        return Cost(r);
    }

    // The cost, from one part of the rows after the other; and with them their triangle, if there is one.
    double Fold(ReadOnlySpan<double> x, RowFold? fold)
    {
        fold?.Clear();
        var sum = 0.0;
        for (var from = 0; from < _residuals.Count; from += Part)
        {
            var count = Math.Min(Part, _residuals.Count - from);
            Span<double> columns = _part.AsSpan(0, Dimension * count), r = _part.AsSpan(Dimension * count, count);
            _residuals.Range!(x, from, r, fold is null ? default : columns);
            for (var i = 0; _roots is not null && i < count; i++)
            {
                var root = _roots[from + i];
                r[i] = root == 0 ? 0 : r[i] * root;
                for (var j = 0; fold is not null && j < Dimension; j++) columns[j * count + i] = root == 0 ? 0 : columns[j * count + i] * root;
            }

            sum += Vectors.Dot(r, r);
            if (!double.IsFinite(sum) || (fold is not null && !Vectors.AreFinite(columns))) return double.NaN;
            fold?.Add(_part.AsSpan(0, (Dimension + 1) * count), count);
        }

        return sum;
    }

    /// <summary>The cost at a point, with the weighted residuals and their Jacobian, column by column; NaN where any of them is not finite.</summary>
    public double ValueAndJacobian(ReadOnlySpan<double> x, Span<double> r, Span<double> columns)
    {
        _values++;
        _jacobians++;
        if (IsFolded)
        {
            var cost = Fold(x, _fold);
            _fold!.CopyTo(columns, r);
            return cost;
        }

        var (m, n) = (Count, Dimension);
        _residuals.ValuesAndJacobian(x, r, _rows is null ? columns : _rows);
        if (_rows is not null)
            for (var i = 0; i < m; i++)
                for (var j = 0; j < n; j++) columns[j * m + i] = _rows[i * n + j];
        Weigh(r);
        if (_roots is not null)
            for (var j = 0; j < n; j++)
                for (var i = 0; i < m; i++) columns[j * m + i] = _roots[i] == 0 ? 0 : columns[j * m + i] * _roots[i];
        return Vectors.AreFinite(columns) ? Cost(r) : double.NaN;
    }

    /// <summary>
    /// Turns residuals and Jacobian of a robust loss into those of least squares with the same gradient and a positive
    /// curvature (Triggs and others 2000, section 4.3, as SciPy does it).
    /// </summary>
    public void Robustify(Span<double> r, Span<double> columns)
    {
        if (_options.Loss == Loss.Squares) return;
        var m = Count;
        for (var i = 0; i < m; i++)
        {
            var z = r[i] / _options.LossScale * (r[i] / _options.LossScale);
            var (_, slope, bend) = RobustLoss.Of(_options.Loss, z);
            var root = Math.Sqrt(Math.Max(slope + 2 * bend * z, 1e-10 * slope));
            for (var j = 0; j < Dimension; j++) columns[j * m + i] *= root;
            r[i] *= slope / root;
        }
    }

    /// <summary>
    /// Turns weighted residuals r into their influences ψ = ρ′·r, whose inner products with the columns are half the gradient;
    /// and gives what they say of the spread of the residuals.
    /// </summary>
    public Spread Influence(Span<double> r)
    {
        var spread = new Spread();
        for (var i = 0; i < r.Length; i++)
        {
            if (_roots?[i] == 0) continue;
            var z = r[i] / _options.LossScale * (r[i] / _options.LossScale);
            var (_, slope, bend) = RobustLoss.Of(_options.Loss, z);
            r[i] *= slope;
            spread.Add(r[i] * r[i], slope + 2 * bend * z, 1);
        }

        return spread;
    }

    double Cost(ReadOnlySpan<double> r)
    {
        var sum = 0.0;
        if (_options.Loss == Loss.Squares) sum = Vectors.Dot(r, r);
        else
            foreach (var ri in r)
            {
                var z = ri / _options.LossScale;
                sum += _options.LossScale * _options.LossScale * RobustLoss.Of(_options.Loss, z * z).Value;
            }

        return double.IsFinite(sum) ? sum : double.NaN;
    }

    // A weight of 0 takes a residual out, whatever it is.
    void Weigh(Span<double> r)
    {
        if (_roots is null) return;
        for (var i = 0; i < r.Length; i++) r[i] = _roots[i] == 0 ? 0 : r[i] * _roots[i];
    }
}
