namespace Nabla.Optimization.Dense;

/// <summary>
/// Eigenvalues and eigenvectors of symmetric matrices: Householder's reduction to tridiagonal form, then implicit QL
/// steps (Golub and Van Loan, Matrix Computations, 8.3). Buffers are kept, so that a second decomposition allocates nothing.
/// </summary>
sealed class SymmetricEigen(int n)
{
    // QL takes about two sweeps an eigenvalue; this many mean entries that are not finite.
    const int MostSweeps = 60;

    readonly double[] _vectors = new double[n * n];
    readonly double[] _values = new double[n];
    readonly double[] _off = new double[n];
    readonly double[] _work = new double[n];

    /// <summary>The eigenvalues, in no order.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The unit eigenvector of an eigenvalue.</summary>
    public ReadOnlySpan<double> Vector(int i) => _vectors.AsSpan(i * n, n);

    /// <summary>Takes a matrix apart, n·n numbers row by row; they are used up. False where the iteration does not end.</summary>
    public bool Decompose(Span<double> a)
    {
        Tridiagonalize(a);
        Accumulate(a);
        return Diagonalize();
    }

    // Reflections I − 2vvᵀ/vᵀv from the left and right clear column k below its subdiagonal; v stays in the column.
    void Tridiagonalize(Span<double> a)
    {
        for (var k = 0; k < n - 2; k++)
        {
            var v = _work.AsSpan(k + 1, n - k - 1);
            for (var i = k + 1; i < n; i++) v[i - k - 1] = a[i * n + k];
            var length = Norm.Of(v);
            _off[k] = v[0] > 0 ? -length : length;
            // A column that is clear needs no reflection; v = 0 says so.
            if (Norm.Of(v[1..]) == 0)
            {
                _off[k] = v[0];
                v.Clear();
            }
            else
            {
                v[0] -= _off[k];
                Vectors.Scale(1 / Norm.Of(v), v);
                Reflect(a, k, v);
            }

            for (var i = k + 1; i < n; i++) a[i * n + k] = v[i - k - 1];
        }

        if (n > 1) _off[n - 2] = a[(n - 1) * n + n - 2];
        for (var i = 0; i < n; i++) _values[i] = a[i * n + i];
    }

    // A ← A − vwᵀ − wvᵀ with w = 2(Av − (vᵀAv)v), for a unit v.
    void Reflect(Span<double> a, int k, ReadOnlySpan<double> v)
    {
        var w = _values.AsSpan(k + 1, n - k - 1);
        for (var i = k + 1; i < n; i++) w[i - k - 1] = 2 * Vectors.Dot(v, a.Slice(i * n + k + 1, n - k - 1));
        Vectors.Add(-Vectors.Dot(v, w), v, w);
        for (var i = k + 1; i < n; i++)
        {
            var row = a.Slice(i * n + k + 1, n - k - 1);
            Vectors.Add(-v[i - k - 1], w, row);
            Vectors.Add(-w[i - k - 1], v, row);
        }
    }

    // The product of the reflections, transposed: its rows are what the rotations of QL turn.
    void Accumulate(ReadOnlySpan<double> a)
    {
        Array.Clear(_vectors);
        for (var i = 0; i < n; i++) _vectors[i * n + i] = 1;
        for (var k = n - 3; k >= 0; k--)
        {
            var v = _work.AsSpan(k + 1, n - k - 1);
            for (var i = k + 1; i < n; i++) v[i - k - 1] = a[i * n + k];
            for (var i = k + 1; i < n; i++)
            {
                var row = _vectors.AsSpan(i * n + k + 1, n - k - 1);
                Vectors.Add(-2 * Vectors.Dot(v, row), v, row);
            }
        }
    }

    bool Diagonalize()
    {
        if (n > 0) _off[n - 1] = 0;
        for (var first = 0; first < n; first++)
            for (var sweep = 0; ; sweep++)
            {
                var last = first;
                while (last < n - 1 && Math.Abs(_off[last]) > 1.1e-16 * (Math.Abs(_values[last]) + Math.Abs(_values[last + 1]))) last++;
                if (last == first) break;
                if (sweep == MostSweeps) return false;
                Sweep(first, last);
            }

        return true;
    }

    // One QL step with Wilkinson's shift on the block first … last, chasing the bulge upwards.
    void Sweep(int first, int last)
    {
        var half = (_values[first + 1] - _values[first]) / (2 * _off[first]);
        var root = double.Hypot(half, 1);
        var g = _values[last] - _values[first] + _off[first] / (half + (half < 0 ? -root : root));
        double sine = 1, cosine = 1, shift = 0;
        for (var i = last - 1; i >= first; i--)
        {
            double above = sine * _off[i], beside = cosine * _off[i];
            var r = double.Hypot(above, g);
            _off[i + 1] = r;
            if (r == 0)
            {
                _values[i + 1] -= shift;
                _off[last] = 0;
                return;
            }

            (sine, cosine) = (above / r, g / r);
            g = _values[i + 1] - shift;
            r = (_values[i] - g) * sine + 2 * cosine * beside;
            shift = sine * r;
            _values[i + 1] = g + shift;
            g = cosine * r - beside;
            Turn(i, sine, cosine);
        }

        _values[first] -= shift;
        _off[first] = g;
        _off[last] = 0;
    }

    void Turn(int i, double sine, double cosine)
    {
        var p = _vectors.AsSpan(i * n, n);
        var q = _vectors.AsSpan((i + 1) * n, n);
        for (var k = 0; k < p.Length; k++) (p[k], q[k]) = (cosine * p[k] - sine * q[k], sine * p[k] + cosine * q[k]);
    }
}
