using Nabla.Optimization.Dense;

namespace Nabla.Optimization;

/// <summary>
/// Least squares with the linear variables solved for: residuals of the others alone (Golub and Pereyra 1973, with the
/// Jacobian of Kaufman 1975). The starts of linear variables no longer matter, and the basin of the best fit grows.
/// </summary>
sealed class VariableProjection
{
    readonly Residuals _full;
    readonly int[] _linear;
    readonly int[] _others;
    readonly double[]? _roots;
    readonly double[] _x;
    readonly double[] _r;
    readonly double[] _jacobian;
    readonly double[] _columns;
    readonly double[] _basis;
    readonly double[] _turned;
    readonly double[] _ones;
    readonly double[] _change;
    readonly PivotedQr _qr;
    long _values;
    long _jacobians;

    public VariableProjection(Residuals full, ReadOnlySpan<double> start, IReadOnlyList<double>? weights, Buffers buffers)
    {
        var (m, n) = (full.Count, full.Dimension);
        _full = full;
        _linear = [.. full.Linear];
        _others = [.. Enumerable.Range(0, n).Where(i => !_linear.Contains(i))];
        if (weights is not null) _roots = [.. weights.Select(Math.Sqrt)];
        _x = start.ToArray();
        (_r, _jacobian, _columns) = (buffers.Take(m), full.Layout == JacobianLayout.Rows ? new double[m * n] : [], buffers.Take(m * n));
        (_basis, _turned, _ones, _change) = (buffers.Take(m * _linear.Length), buffers.Take(m), new double[_linear.Length], new double[_linear.Length]);
        Array.Fill(_ones, 1);
        _qr = new(m, _linear.Length);
        Reduced = new([.. _others.Select(i => full.Variables[i])], m, Values, ValuesAndJacobian) { Layout = JacobianLayout.Columns };
    }

    /// <summary>The residuals of the other variables.</summary>
    public Residuals Reduced { get; }

    /// <summary>The start of the other variables.</summary>
    public double[] Start => [.. _others.Select(i => _x[i])];

    /// <summary>How often the residuals were evaluated.</summary>
    public EvaluationCounts Evaluations => new(_values, _jacobians);

    /// <summary>Gives the buffers back.</summary>
    public void Release(Buffers buffers) => buffers.Give(_r, _columns, _basis, _turned);

    /// <summary>The sum of squares at the start, with the linear variables at their best.</summary>
    public double CostAtStart()
    {
        SolveLinear();
        return Vectors.Dot(_turned.AsSpan(_linear.Length), _turned.AsSpan(_linear.Length));
    }

    /// <summary>All variables, where the others have those values.</summary>
    public double[] Full(ReadOnlySpan<double> others)
    {
        Values(others, new double[_full.Count]);
        return [.. _x];
    }

    void Values(ReadOnlySpan<double> others, Span<double> residuals)
    {
        for (var k = 0; k < _others.Length; k++) _x[_others[k]] = others[k];
        SolveLinear();
        _values++;
        _full.Values(_x, residuals);
        Weigh(residuals);
    }

    // The part of the other columns that the linear ones can't make up for.
    void ValuesAndJacobian(ReadOnlySpan<double> others, Span<double> residuals, Span<double> jacobian)
    {
        var m = _full.Count;
        for (var k = 0; k < _others.Length; k++) _x[_others[k]] = others[k];
        SolveLinear();
        Evaluate();
        _r.CopyTo(residuals);
        for (var k = 0; k < _others.Length; k++)
        {
            var column = jacobian.Slice(k * m, m);
            _columns.AsSpan(_others[k] * m, m).CopyTo(column);
            Reject(column);
        }
    }

    void SolveLinear()
    {
        var m = _full.Count;
        Evaluate();
        for (var k = 0; k < _linear.Length; k++) _columns.AsSpan(_linear[k] * m, m).CopyTo(_basis.AsSpan(k * m));
        _r.CopyTo(_turned, 0);
        _qr.Factor(_basis, _turned, _ones);
        var largest = _linear.Length == 0 ? 0 : Math.Abs(_qr.R(_basis, 0, 0));
        for (var i = _linear.Length - 1; i >= 0; i--)
        {
            var sum = -_turned[i];
            for (var j = i + 1; j < _linear.Length; j++) sum -= _qr.R(_basis, i, j) * _change[j];
            var pivot = _qr.R(_basis, i, i);
            _change[i] = Math.Abs(pivot) > 1e-14 * largest ? sum / pivot : 0;
        }

        for (var k = 0; k < _linear.Length; k++) _x[_linear[_qr.Order[k]]] += _change[k];
    }

    void Evaluate()
    {
        var (m, n) = (_full.Count, _full.Dimension);
        (_values, _jacobians) = (_values + 1, _jacobians + 1);
        _full.ValuesAndJacobian(_x, _r, _full.Layout == JacobianLayout.Columns ? _columns : _jacobian);
        if (_full.Layout == JacobianLayout.Rows)
            for (var i = 0; i < m; i++)
                for (var j = 0; j < n; j++) _columns[j * m + i] = _jacobian[i * n + j];
        Weigh(_r);
        if (_roots is null) return;
        for (var j = 0; j < n; j++)
            for (var i = 0; i < m; i++) _columns[j * m + i] *= _roots[i];
    }

    void Weigh(Span<double> r)
    {
        if (_roots is null) return;
        for (var i = 0; i < r.Length; i++) r[i] *= _roots[i];
    }

    // c ← Q·(0, (Qᵀc)₂): reflections there, the first part cleared, reflections back.
    void Reject(Span<double> column)
    {
        var (m, p) = (_full.Count, _linear.Length);
        for (var k = 0; k < p; k++) Reflect(k, column);
        column[..p].Clear();
        for (var k = p - 1; k >= 0; k--) Reflect(k, column);

        void Reflect(int k, Span<double> c)
        {
            var v = _qr.Reflection(_basis, k);
            if (v[0] != 0) Vectors.Add(-Vectors.Dot(v, c[k..]) / v[0], v, c[k..]);
        }
    }
}
