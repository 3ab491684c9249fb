namespace Nabla.Optimization;

/// <summary>
/// The variance that takes (JᵀJ)⁻¹ to the covariance of an estimate under a loss (Huber 1981, section 7.6): from the influences ψ
/// of the residuals and their slopes ψ′. For squares, ψ is the residual and ψ′ is 1, it is s².
/// </summary>
struct Spread
{
    double _squares;
    double _slopes;
    double _squaredSlopes;

    /// <summary>The number of residuals.</summary>
    public long Count { get; private set; }

    /// <summary>Takes in so many residuals: the sum of their squared influences and the mean of their slopes.</summary>
    public void Add(double squares, double slope, int count)
    {
        _squares += squares;
        _slopes += count * slope;
        _squaredSlopes += count * slope * slope;
        Count += count;
    }

    /// <summary>The variance, for that many parameters; NaN without degrees of freedom, or where the losses have no curvature on the whole.</summary>
    public readonly double Variance(int parameters)
    {
        var mean = _slopes / Count;
        if (Count <= parameters || !(mean > 0)) return double.NaN;
        var correction = 1 + (double)parameters / Count * Math.Max(0, _squaredSlopes / Count / (mean * mean) - 1);
        return _squares / (Count - parameters) * correction * correction / (mean * mean);
    }
}
