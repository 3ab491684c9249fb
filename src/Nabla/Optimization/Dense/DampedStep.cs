namespace Nabla.Optimization.Dense;

/// <summary>
/// The step p of Levenberg and Marquardt within |Dp| ≤ Δ: min |Jp + r|² + λ|Dp|² with the λ that meets the radius, found
/// as by Moré (1978) from one QR of J and a Givens elimination for each λ.
/// </summary>
sealed class DampedStep(int m, int n)
{
    const int MostSteps = 40;
    const double Near = 0.1;

    readonly PivotedQr _qr = new(m, n);
    double[] _columns = [];
    double[] _turned = [];
    double _last;
    readonly double[] _factor = new double[n * n];
    readonly double[] _upper = new double[n * n];
    readonly double[] _right = new double[n];
    readonly double[] _row = new double[n];
    readonly double[] _parts = new double[n];
    readonly double[] _scale = new double[n];

    /// <summary>λ of the last step.</summary>
    public double Damping { get; private set; }

    /// <summary>Takes Jacobian (column by column) and residuals, whose buffers it works in from now on, D, and the lengths of the columns.</summary>
    public void Prepare(double[] jacobian, double[] residuals, ReadOnlySpan<double> scale, ReadOnlySpan<double> lengths)
    {
        (_columns, _turned) = (jacobian, residuals);
        scale.CopyTo(_scale);
        _qr.Factor(_columns, _turned, scale, lengths);
        for (var i = 0; i < n; i++)
            for (var j = i; j < n; j++) _factor[i * n + j] = _qr.R(_columns, i, j);
        Damping = 0;
    }

    /// <summary>Writes the step for the radius; gives |Dp|.</summary>
    public double Solve(double radius, Span<double> step)
    {
        var length = Step(0, step);
        if (length <= radius * (1 + Near))
        {
            Damping = 0;
            return length;
        }

        var low = LowestDamping(radius, length);
        var high = Math.Max(low, HighestDamping(radius));
        var damping = Math.Clamp(_last > 0 ? _last : Math.Sqrt(low * high), low, high);
        for (var k = 0; k < MostSteps; k++)
        {
            if (damping == 0) damping = Math.Max(double.Epsilon, 1e-3 * high);
            length = Step(damping, step);
            if (Math.Abs(length - radius) <= Near * radius) break;
            if (length > radius) low = Math.Max(low, damping);
            else high = Math.Min(high, damping);
            var next = damping + length * length / Slope(step) * (length - radius) / radius;
            damping = next > low && next < high ? next : low + (high > 1e3 * low ? Math.Sqrt(low / high) * (high - low) : 0.5 * (high - low));
        }

        Damping = _last = damping;
        return length;
    }

    /// <summary>The diagonal of R in units of D, largest first: how well the data determine directions.</summary>
    public double Condition()
    {
        var (least, most) = (double.PositiveInfinity, 0.0);
        for (var i = 0; i < n; i++)
        {
            var size = Math.Abs(_factor[i * n + i]) / _scale[_qr.Order[i]];
            (least, most) = (Math.Min(least, size), Math.Max(most, size));
        }

        return n == 0 ? 1 : most / least;
    }

    /// <summary>|J·p|².</summary>
    public double SquaredChange(ReadOnlySpan<double> step)
    {
        Turn(step);
        return Vectors.Dot(_row, _row);
    }

    /// <summary>Writes JᵀJ·p.</summary>
    public void Square(ReadOnlySpan<double> step, Span<double> product)
    {
        Turn(step);
        for (var j = 0; j < n; j++)
        {
            var sum = 0.0;
            for (var i = 0; i <= j; i++) sum += _factor[i * n + j] * _row[i];
            product[_qr.Order[j]] = sum;
        }
    }

    /// <summary>Writes JᵀJ.</summary>
    public void Square(Span<double> matrix)
    {
        for (var k = 0; k < n; k++)
            for (var j = 0; j <= k; j++)
            {
                var sum = 0.0;
                for (var i = 0; i <= j; i++) sum += _factor[i * n + j] * _factor[i * n + k];
                var (p, q) = (_qr.Order[j], _qr.Order[k]);
                matrix[p * n + q] = matrix[q * n + p] = sum;
            }
    }

    // R·Pᵀ·p, as long as J·p.
    void Turn(ReadOnlySpan<double> step)
    {
        for (var i = 0; i < n; i++)
        {
            var sum = 0.0;
            for (var j = i; j < n; j++) sum += _factor[i * n + j] * step[_qr.Order[j]];
            _row[i] = sum;
        }
    }

    // Newton's bound from λ = 0, which holds where R is regular.
    double LowestDamping(double radius, double length)
    {
        for (var i = 0; i < n; i++)
            if (_factor[i * n + i] == 0) return 0;
        var bound = (length - radius) / radius * length * length / Slope(_parts);
        return bound > 0 && double.IsFinite(bound) ? bound : 0;
    }

    double HighestDamping(double radius)
    {
        // |D⁻¹Jᵀr|/Δ
        for (var j = 0; j < n; j++)
        {
            var sum = 0.0;
            for (var i = 0; i <= j; i++) sum += _factor[i * n + j] * _turned[i];
            _row[j] = sum / _scale[_qr.Order[j]];
        }

        return Math.Max(Norm.Of(_row) / radius, 1e-300);
    }

    // pᵀD²(JᵀJ + λD²)⁻¹D²p by the factor that Step left: half the decline of |Dp|² with λ.
    double Slope(ReadOnlySpan<double> step)
    {
        for (var j = 0; j < n; j++)
        {
            var k = _qr.Order[j];
            _row[j] = _scale[k] * _scale[k] * step[k];
        }

        var sum = 0.0;
        for (var j = 0; j < n; j++)
        {
            if (_upper[j * n + j] == 0) continue;
            var w = _row[j] / _upper[j * n + j];
            for (var k = j + 1; k < n; k++) _row[k] -= w * _upper[j * n + k];
            sum += w * w;
        }

        return sum;
    }

    // Solves for one λ; gives |Dp|.
    double Step(double damping, Span<double> step)
    {
        Array.Copy(_factor, _upper, _upper.Length);
        for (var i = 0; i < n; i++) _right[i] = -_turned[i];
        if (damping > 0) EliminateDamping(Math.Sqrt(damping));
        for (var i = n - 1; i >= 0; i--)
        {
            var sum = _right[i];
            for (var j = i + 1; j < n; j++) sum -= _upper[i * n + j] * _right[j];
            // A direction that the data say nothing about stays.
            _right[i] = _upper[i * n + i] == 0 ? 0 : sum / _upper[i * n + i];
        }

        for (var j = 0; j < n; j++) step[_qr.Order[j]] = _right[j];
        step.CopyTo(_parts);
        var length = 0.0;
        for (var j = 0; j < n; j++) length = Norm.Of(length, _scale[j] * step[j]);
        return double.IsNaN(length) ? double.PositiveInfinity : length;
    }

    void EliminateDamping(double root)
    {
        for (var first = 0; first < n; first++)
        {
            _row.AsSpan(first).Clear();
            _row[first] = root * _scale[_qr.Order[first]];
            var right = 0.0;
            for (var k = first; k < n; k++)
                if (_row[k] != 0) Rotate(_upper.AsSpan(k * n + k, n - k), _row.AsSpan(k, n - k), ref _right[k], ref right);
        }
    }

    // Turns two rows and their right sides so that the second begins with 0.
    static void Rotate(Span<double> above, Span<double> below, ref double right, ref double rightBelow)
    {
        var r = Norm.Of(above[0], below[0]);
        var (cosine, sine) = (above[0] / r, below[0] / r);
        for (var j = 0; j < above.Length && j < below.Length; j++)
            (above[j], below[j]) = (cosine * above[j] + sine * below[j], cosine * below[j] - sine * above[j]);
        (right, rightBelow) = (cosine * right + sine * rightBelow, cosine * rightBelow - sine * right);
    }
}
