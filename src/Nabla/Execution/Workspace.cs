namespace Nabla.Execution;

/// <summary>A buffer kept from call to call, so that calls allocate nothing; calls at the same time make their own.</summary>
sealed class Workspace(int length)
{
    double[]? _spare;

    /// <summary>A buffer of the length; what stands in it at first is left open.</summary>
    public double[] Take() => Interlocked.Exchange(ref _spare, null) ?? new double[length];

    /// <summary>Gives a buffer back for the next call.</summary>
    public void Give(double[] used) => _spare = used;
}
