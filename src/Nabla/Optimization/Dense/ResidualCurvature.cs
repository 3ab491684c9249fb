using Nabla.Optimization.Blocks;

namespace Nabla.Optimization.Dense;

/// <summary>
/// S ≈ Σ rᵢ·∇²rᵢ, which JᵀJ leaves out of the curvature of half the sum of squares, learnt from how the gradient changes along
/// steps (Dennis, Gay and Welsch 1981, with the update of Powell 1970). Where residuals stay large, Gauss and Newton's steps
/// shrink by the same factor again and again; those that know S shrink faster and faster.
/// </summary>
sealed class ResidualCurvature(int n)
{
    // To be trusted S must have foreseen half of the change of the gradient that JᵀJ did not foresee; to stay so, a part.
    const double Convincing = 0.5;

    // JᵀJ has the square of J's condition: beyond this a step by Cholesky's factor would have too few digits.
    const double LeastPivot = 1e-6;

    readonly double[] _s = new double[n * n];
    readonly double[] _factor = new double[n * n];
    readonly double[] _before = new double[n];
    readonly double[] _expected = new double[n];
    readonly double[] _missed = new double[n];
    readonly double[] _known = new double[n];
    readonly double[] _weights = new double[n];

    /// <summary>Whether S foretells changes of the gradient better than JᵀJ alone.</summary>
    public bool IsTrusted { get; private set; }

    /// <summary>Keeps the gradient at the beginning of a step, and how the model there expects it to change.</summary>
    public void Leave(ReadOnlySpan<double> gradient, ReadOnlySpan<double> step, DampedStep model)
    {
        gradient.CopyTo(_before);
        model.Square(step, _expected);
    }

    /// <summary>Learns from the gradient and the model at the end of the step, in units of D.</summary>
    public void Arrive(ReadOnlySpan<double> gradient, ReadOnlySpan<double> step, DampedStep model, ReadOnlySpan<double> scale)
    {
        for (var i = 0; i < n; i++) _known[i] = Vectors.Dot(_s.AsSpan(i * n, n), step);
        double without = 0, with = 0;
        for (var i = 0; i < n; i++)
        {
            var miss = gradient[i] - _before[i] - _expected[i];
            without = Norm.Of(without, miss / scale[i]);
            with = Norm.Of(with, (miss - _known[i]) / scale[i]);
        }

        IsTrusted = with < (IsTrusted ? 1 : Convincing) * without;
        model.Square(step, _expected);
        for (var i = 0; i < n; i++) _missed[i] = gradient[i] - _before[i] - _expected[i];
        Update(step, scale);
    }

    // The nearest S that gives S·p = missed, after what was known is no longer than that.
    void Update(ReadOnlySpan<double> step, ReadOnlySpan<double> scale)
    {
        double bend = Vectors.Dot(step, _missed), known = Vectors.Dot(step, _known);
        var size = Math.Abs(bend) < Math.Abs(known) ? Math.Abs(bend / known) : 1;
        Vectors.Scale(size, _s);
        Vectors.Add(-size, _known, _missed);
        var length = 0.0;
        for (var i = 0; i < n; i++) length += step[i] * (_weights[i] = scale[i] * scale[i] * step[i]);
        if (!(length > 0)) return;
        Vectors.Scale(1 / length, _weights);
        var along = Vectors.Dot(step, _missed);
        for (var i = 0; i < n; i++)
        {
            var row = _s.AsSpan(i * n, n);
            Vectors.Add(_weights[i], _missed, row);
            Vectors.Add(_missed[i] - along * _weights[i], _weights, row);
        }
    }

    /// <summary>Writes the step −(JᵀJ + S)⁻¹·g; gives |Dp|, or ∞ where there is none.</summary>
    public double Solve(ReadOnlySpan<double> gradient, DampedStep model, ReadOnlySpan<double> scale, Span<double> step)
    {
        model.Square(_factor);
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++) _factor[i * n + j] = (_factor[i * n + j] + _s[i * n + j]) / scale[i] / scale[j];
        if (!SmallCholesky.Factor(_factor, n)) return double.PositiveInfinity;
        for (var i = 0; i < n; i++)
        {
            if (!(_factor[i * n + i] > LeastPivot)) return double.PositiveInfinity;
            step[i] = -gradient[i] / scale[i];
        }

        SmallCholesky.SolveLower(_factor, n, step);
        SmallCholesky.SolveUpper(_factor, n, step);
        var length = Norm.Of(step);
        for (var i = 0; i < n; i++) step[i] /= scale[i];
        return double.IsNaN(length) ? double.PositiveInfinity : length;
    }

    /// <summary>pᵀSp.</summary>
    public double Form(ReadOnlySpan<double> step)
    {
        var sum = 0.0;
        for (var i = 0; i < n; i++) sum += step[i] * Vectors.Dot(_s.AsSpan(i * n, n), step);
        return sum;
    }
}
