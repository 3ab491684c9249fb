namespace Nabla.Optimization.Dense;

/// <summary>
/// J·P = Q·R by Householder reflections with column pivoting (Golub and Van Loan 5.4), for columns of m ≥ n numbers; the
/// right-hand side is turned along. Buffers are kept.
/// </summary>
sealed class PivotedQr(int m, int n)
{
    readonly double[] _norms = new double[n];
    readonly double[] _fullNorms = new double[n];
    readonly double[] _diagonal = new double[n];
    readonly int[] _order = new int[n];

    /// <summary>P: the variable of each column of R.</summary>
    public ReadOnlySpan<int> Order => _order;

    /// <summary>R[i, j], j ≥ i, from the columns that were taken apart.</summary>
    public double R(ReadOnlySpan<double> columns, int i, int j) => i == j ? _diagonal[i] : columns[_order[j] * m + i];

    /// <summary>The vector v of reflection k, I − vvᵀ/v₀ from row k on, from the columns that were taken apart.</summary>
    public Span<double> Reflection(Span<double> columns, int k) => Below(columns, k, k);

    // Columns stay where they are; the j-th is the one whose turn is then.
    Span<double> Below(Span<double> columns, int j, int row) => columns.Slice(_order[j] * m + row, m - row);

    /// <summary>
    /// Replaces the columns by the reflections and R, and the right-hand side b by Qᵀb; pivoting begins with the columns
    /// of the greatest length in units of the scale.
    /// </summary>
    public void Factor(Span<double> columns, Span<double> b, ReadOnlySpan<double> scale)
    {
        for (var j = 0; j < n; j++) _fullNorms[j] = Norm.Of(columns.Slice(j * m, m));
        Factor(columns, b, scale, _fullNorms);
    }

    /// <summary>The same where the lengths of the columns are at hand.</summary>
    public void Factor(Span<double> columns, Span<double> b, ReadOnlySpan<double> scale, ReadOnlySpan<double> lengths)
    {
        for (var j = 0; j < n; j++)
        {
            _order[j] = j;
            _norms[j] = _fullNorms[j] = lengths[j] / scale[j];
        }

        for (var k = 0; k < n; k++)
        {
            Pivot(k);
            var v = Below(columns, k, k);
            var length = Norm.Of(v);
            _diagonal[k] = 0;
            if (length == 0) continue;
            if (v[0] < 0) length = -length;
            Vectors.Scale(1 / length, v);
            v[0] += 1;
            // The right-hand side is one more column; they go by twos.
            var j = k + 1;
            for (; j < n; j += 2) Reflect(v, Below(columns, j, k), j + 1 < n ? Below(columns, j + 1, k) : b[k..m]);
            if (j == n) Vectors.Add(-Vectors.Dot(v, b[k..m]) / v[0], v, b[k..m]);
            for (j = k + 1; j < n; j++) Downdate(columns, k, j, scale[_order[j]]);
            _diagonal[k] = -length;
        }
    }

    static void Reflect(ReadOnlySpan<double> v, Span<double> x, Span<double> y)
    {
        var (onX, onY) = Vectors.Dots(v, x, y);
        Vectors.AddBoth(v, -onX / v[0], x, -onY / v[0], y);
    }

    void Downdate(ReadOnlySpan<double> columns, int k, int j, double scale)
    {
        if (_norms[j] == 0) return;
        var share = columns[_order[j] * m + k] / scale / _norms[j];
        _norms[j] *= Math.Sqrt(Math.Max(0, 1 - share * share));
        // What is left after cancellation is taken anew.
        if (_norms[j] < 1e-6 * _fullNorms[j])
            _norms[j] = _fullNorms[j] = Norm.Of(columns.Slice(_order[j] * m + k + 1, m - k - 1)) / scale;
    }

    void Pivot(int k)
    {
        var best = k;
        for (var j = k + 1; j < n; j++)
            if (_norms[j] > _norms[best]) best = j;
        if (best == k) return;
        (_norms[k], _norms[best]) = (_norms[best], _norms[k]);
        (_fullNorms[k], _fullNorms[best]) = (_fullNorms[best], _fullNorms[k]);
        (_order[k], _order[best]) = (_order[best], _order[k]);
    }
}
