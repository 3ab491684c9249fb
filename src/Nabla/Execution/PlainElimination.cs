namespace Nabla.Execution;

/// <summary>
/// Gaussian elimination in double, each pivot the greatest number of the rest: P·A·Q = L·U. A matrix is singular where no
/// pivot but 0 is left; nothing is said of one that is nearly so.
/// </summary>
sealed class PlainElimination
{
    readonly double[] _lu;
    readonly int _n;
    readonly int[] _rows;
    readonly int[] _columns;
    readonly int _rank;
    readonly bool _isOdd;

    /// <summary>Eliminates a matrix of n·n numbers in rows, in place.</summary>
    public PlainElimination(double[] a, int n)
    {
        (_lu, _n, _rank) = (a, n, n);
        _rows = [.. Enumerable.Range(0, n)];
        _columns = [.. Enumerable.Range(0, n)];
        for (var k = 0; k < n; k++)
        {
            var (row, column) = Greatest(k);
            if (a[row * n + column] == 0)
            {
                _rank = k;
                return;
            }

            _isOdd ^= (row != k) ^ (column != k);
            Exchange(k, row, column);
            for (var i = k + 1; i < n; i++)
            {
                var c = a[i * n + k] /= a[k * n + k];
                PlainMatMul.AddScaled(-c, a.AsSpan(k * n + k + 1, n - k - 1), a.AsSpan(i * n + k + 1, n - k - 1));
            }
        }
    }

    /// <summary>The determinant.</summary>
    public double Determinant => _rank < _n ? 0 : Pivots(_n, 1.0, (product, pivot) => product * pivot) * (_isOdd ? -1 : 1);

    /// <summary>The logarithm of the determinant's magnitude.</summary>
    public double LogDeterminant => _rank < _n ? double.NegativeInfinity : Pivots(_n, 0.0, (sum, pivot) => sum + Math.Log(Math.Abs(pivot)));

    /// <summary>−1, 0 or 1; NaN if a pivot is.</summary>
    public double Sign => _rank < _n ? 0
        : Pivots(_n, _isOdd ? -1.0 : 1.0, (sign, pivot) => double.IsNaN(pivot) ? double.NaN : pivot < 0 ? -sign : sign);

    /// <summary>Solves A·X = B in place of B, n rows; NaN where A is singular.</summary>
    public void Solve(double[] b, int columns)
    {
        if (_rank < _n)
        {
            b.AsSpan().Fill(double.NaN);
            return;
        }

        var x = new double[_n * columns];
        for (var i = 0; i < _n; i++) b.AsSpan(_rows[i] * columns, columns).CopyTo(x.AsSpan(i * columns));
        Forward(x, columns);
        Backward(x, columns, _n == 0 ? 1 : _lu[^1]);
        for (var i = 0; i < _n; i++) x.AsSpan(i * columns, columns).CopyTo(b.AsSpan(_columns[i] * columns));
    }

    /// <summary>
    /// The cofactors, the derivative of the determinant, of singular matrices too: with U = D·U′, where U′ ends in 1 and D in
    /// the last pivot u, the adjugate of D is diag(u, …, u, 1), and no pivot but u can be 0 unless all cofactors are.
    /// </summary>
    public double[] Cofactors()
    {
        var cofactors = new double[_n * _n];
        if (_rank < _n - 1 || _n == 0) return cofactors;
        var scale = Pivots(_n - 1, _isOdd ? -1.0 : 1.0, (product, pivot) => product * pivot);
        var x = new double[_n * _n];
        for (var i = 0; i < _n; i++) x[i * _n + i] = 1;
        Forward(x, _n);
        foreach (ref var element in x.AsSpan(0, (_n - 1) * _n)) element *= _lu[^1];
        Backward(x, _n, 1);
        for (var i = 0; i < _n; i++)
        for (var j = 0; j < _n; j++) cofactors[_rows[j] * _n + _columns[i]] = scale * x[i * _n + j];
        return cofactors;
    }

    // All columns of the right side at once: each number of a row takes the same steps as alone.
    void Forward(double[] x, int columns)
    {
        for (var i = 1; i < _n; i++)
        for (var k = 0; k < i; k++) Subtract(x, columns, i, k);
    }

    void Backward(double[] x, int columns, double last)
    {
        for (var i = _n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < _n; k++) Subtract(x, columns, i, k);
            var pivot = i == _n - 1 ? last : _lu[i * _n + i];
            foreach (ref var element in x.AsSpan(i * columns, columns)) element /= pivot;
        }
    }

    void Subtract(double[] x, int columns, int i, int k) =>
        PlainMatMul.AddScaled(-_lu[i * _n + k], x.AsSpan(k * columns, columns), x.AsSpan(i * columns, columns));

    double Pivots(int count, double seed, Func<double, double, double> fold)
    {
        for (var k = 0; k < count; k++) seed = fold(seed, _lu[k * _n + k]);
        return seed;
    }

    // NaN is taken as a pivot, so that it spreads.
    (int Row, int Column) Greatest(int k)
    {
        var (best, place) = (-1.0, (k, k));
        for (var i = k; i < _n; i++)
        for (var j = k; j < _n; j++)
        {
            var size = Math.Abs(_lu[i * _n + j]);
            if (double.IsNaN(size)) return (i, j);
            if (size > best) (best, place) = (size, (i, j));
        }

        return place;
    }

    void Exchange(int k, int row, int column)
    {
        (_rows[k], _rows[row]) = (_rows[row], _rows[k]);
        (_columns[k], _columns[column]) = (_columns[column], _columns[k]);
        for (var j = 0; j < _n; j++) (_lu[k * _n + j], _lu[row * _n + j]) = (_lu[row * _n + j], _lu[k * _n + j]);
        for (var i = 0; i < _n; i++) (_lu[i * _n + k], _lu[i * _n + column]) = (_lu[i * _n + column], _lu[i * _n + k]);
    }
}
