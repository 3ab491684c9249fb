namespace Nabla.Optimization.Dense;

/// <summary>
/// Long buffers that the parts of a fit hand on to one another: a Jacobian of millions of rows is garbage that the collector
/// leaves lying for long.
/// </summary>
sealed class Buffers
{
    readonly List<double[]> _spare = [];

    /// <summary>A buffer of the length; what stands in it at first is left open.</summary>
    public double[] Take(int length)
    {
        var place = _spare.FindIndex(buffer => buffer.Length == length);
        if (place < 0) return GC.AllocateUninitializedArray<double>(length);
        var found = _spare[place];
        _spare.RemoveAt(place);
        return found;
    }

    /// <summary>Gives buffers that are no longer read to the next that asks.</summary>
    public void Give(params ReadOnlySpan<double[]> used) => _spare.AddRange(used);
}
