namespace Nabla.Optimization.Dense;

/// <summary>
/// The exact minimiser of a quadratic model within a scaled ball, |Ds| ≤ Δ, from the eigenvalues of D⁻¹HD⁻¹
/// (Conn, Gould and Toint, Trust-Region Methods, 7.3): indefinite Hessians and the hard case included.
/// </summary>
sealed class TrustRegionStep(int n)
{

    // A scale may halve from step to step: a variable whose curvature fades must not run away at once.
    const double Keep = 0.5;
    const int MostSteps = 100;
    const double Near = 1e-10;

    readonly SymmetricEigen _eigen = new(n);
    readonly double[] _scale = new double[n];
    readonly double[] _matrix = new double[n * n];
    readonly double[] _slopes = new double[n];
    readonly double[] _parts = new double[n];

    /// <summary>D: the length of a unit step of each variable.</summary>
    public ReadOnlySpan<double> Scale => _scale;

    /// <summary>Takes the model's gradient and Hessian; false where the eigenvalues can't be had.</summary>
    public bool Prepare(ReadOnlySpan<double> gradient, ReadOnlySpan<double> hessian)
    {
        SetScale(hessian);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) _matrix[i * n + j] = hessian[i * n + j] / _scale[i] / _scale[j];
        if (!Vectors.AreFinite(_matrix) || !_eigen.Decompose(_matrix)) return false;
        for (var i = 0; i < n; i++) _parts[i] = gradient[i] / _scale[i];
        for (var i = 0; i < n; i++) _slopes[i] = Vectors.Dot(_eigen.Vector(i), _parts);
        return true;
    }

    /// <summary>The least eigenvalue of D⁻¹HD⁻¹.</summary>
    public double Least
    {
        get
        {
            var least = double.PositiveInfinity;
            foreach (var value in _eigen.Values) least = Math.Min(least, value);
            return least;
        }
    }

    /// <summary>|Ds|.</summary>
    public double Length(ReadOnlySpan<double> step)
    {
        for (var i = 0; i < n; i++) _parts[i] = _scale[i] * step[i];
        return Norm.Of(_parts);
    }

    /// <summary>Writes the step for a radius; gives the decrease that the model promises.</summary>
    public double Solve(double radius, Span<double> step)
    {
        var least = Least;
        var shift = Math.Max(0, -least);
        if (Length(shift) > radius) shift = Shift(radius, shift, Norm.Of(_slopes) / radius - least);
        SetParts(shift);
        if (least < 0 && Norm.Of(_parts) < radius * (1 - Near)) GoAlongLeast(radius, least);
        var promised = 0.0;
        for (var i = 0; i < n; i++) promised -= _parts[i] * (_slopes[i] + 0.5 * _eigen.Values[i] * _parts[i]);
        step.Clear();
        for (var i = 0; i < n; i++) Vectors.Add(_parts[i], _eigen.Vector(i), step);
        for (var i = 0; i < n; i++) step[i] /= _scale[i];
        return promised;
    }

    // The square root of the curvature makes all variables alike, whatever their units; one that bends only together with
    // others is measured by them: D²ᵢ·D²ⱼ ≥ H²ᵢⱼ.
    void SetScale(ReadOnlySpan<double> hessian)
    {
        var largest = 0.0;
        for (var i = 0; i < n; i++) largest = Math.Max(largest, _parts[i] = Math.Abs(hessian[i * n + i]));
        for (var i = 0; i < n; i++)
        {
            var square = _parts[i];
            for (var j = 0; j < n; j++)
                if (_parts[j] > 1e-20 * largest) square = Math.Max(square, hessian[i * n + j] / _parts[j] * hessian[i * n + j]);
            _scale[i] = largest == 0 ? 1 : Math.Max(Keep * _scale[i], Math.Sqrt(Math.Max(square, 1e-20 * largest)));
        }
    }

    // The shift at which the step has the length of the radius: Newton's iteration on 1/|s|, kept between its bounds.
    double Shift(double radius, double low, double high)
    {
        var shift = low;
        for (var k = 0; k < MostSteps; k++)
        {
            var length = Length(shift);
            if (Math.Abs(length - radius) <= Near * radius) return shift;
            if (length > radius) low = shift;
            else high = shift;
            var slope = 0.0;
            for (var i = 0; i < n; i++)
            {
                var bent = _eigen.Values[i] + shift;
                if (_slopes[i] != 0) slope += _slopes[i] / bent * (_slopes[i] / bent) / bent;
            }

            var next = shift + length * length / slope * (length - radius) / radius;
            shift = next > low && next < high ? next : low + 0.5 * (high - low);
        }

        return shift;
    }

    double Length(double shift)
    {
        SetParts(shift);
        return Norm.Of(_parts);
    }

    void SetParts(double shift)
    {
        for (var i = 0; i < n; i++) _parts[i] = _slopes[i] == 0 ? 0 : -_slopes[i] / (_eigen.Values[i] + shift);
        foreach (ref var part in _parts.AsSpan())
            if (!double.IsFinite(part)) part = double.MaxValue;
    }

    // The hard case: no slope along the direction that bends down most, so the step goes along it as far as it may.
    void GoAlongLeast(double radius, double least)
    {
        var k = _eigen.Values.IndexOf(least);
        _parts[k] = 0;
        var rest = Norm.Of(_parts);
        var along = Math.Sqrt(Math.Max(0, (radius - rest) * (radius + rest)));
        _parts[k] = _slopes[k] > 0 ? -along : along;
    }
}
