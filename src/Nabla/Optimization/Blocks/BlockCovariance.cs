using Nabla.Tensors;

namespace Nabla.Optimization.Blocks;

/// <summary>
/// s²(JᵀJ)⁻¹ where a fit of blocks ended, block by block: columns of it come from the factors of the Schur complement, and
/// only those that are asked for.
/// </summary>
sealed class BlockCovariance
{
    // Of what stood there before others were eliminated: a smaller pivot is nothing but rounding.
    const double Singular = 1e-12;

    readonly SchurSystem _system;
    readonly BlockLayout _layout;
    readonly bool[] _held;
    readonly bool _isDetermined;
    readonly double _variance;

    public BlockCovariance(SchurSystem system, BlockLayout layout, Spread spread, bool[] held)
    {
        (_system, _layout, _held) = (system, layout, held);
        var parameters = Enumerable.Range(0, layout.Length).Count(system.IsFelt);
        (DegreesOfFreedom, _variance) = ((int)spread.Count - parameters, spread.Variance(parameters));
        _isDetermined = system.Factor(0, Singular);
    }

    /// <summary>Residuals less the variables that they depend on and no bound holds.</summary>
    public int DegreesOfFreedom { get; }

    /// <summary>The covariance of the numbers of one block with those of another, as a matrix.</summary>
    public Tensor Between(int first, int rows, int second, int columns)
    {
        var (covariance, x) = (new double[rows * columns], new double[_layout.Length]);
        for (var j = 0; j < columns; j++)
        {
            x.AsSpan().Clear();
            x[second + j] = 1;
            if (_isDetermined) _system.Solve(x);
            for (var i = 0; i < rows; i++) covariance[i * columns + j] = Entry(first + i, second + j, x[first + i]);
        }

        return Tensor.From(covariance, [rows, columns]);
    }

    /// <summary>The standard errors of those variables; NaN for one that is held or not determined.</summary>
    public double[] StandardErrors(int from, int count)
    {
        var (errors, x) = (new double[count], new double[_layout.Length]);
        for (var i = 0; i < count; i++)
        {
            if (_isDetermined) _system.SolveWithin(from + i, x);
            errors[i] = _held[from + i] ? double.NaN : Math.Sqrt(Entry(from + i, from + i, x[from + i]));
        }

        return errors;
    }

    double Entry(int i, int j, double inverse) =>
        _held[i] || _held[j] ? 0 : _isDetermined && _system.IsFelt(i) && _system.IsFelt(j) ? _variance * inverse : double.NaN;
}
