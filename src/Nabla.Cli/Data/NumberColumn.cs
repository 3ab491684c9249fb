namespace Nabla.Cli.Data;

/// <summary>A column that grows by parts, so that no number is copied before all are there.</summary>
sealed class NumberColumn
{
    const int Part = 1 << 15;

    readonly List<double[]> _parts = [];
    int _inLast = Part;

    /// <summary>Adds a number at the end.</summary>
    public void Add(double value)
    {
        if (_inLast == Part)
        {
            _parts.Add(new double[Part]);
            _inLast = 0;
        }

        _parts[^1][_inLast++] = value;
    }

    /// <summary>All numbers in one array; the column is empty afterwards.</summary>
    public double[] TakeAll()
    {
        var all = GC.AllocateUninitializedArray<double>(_parts.Count * Part - (Part - _inLast));
        for (var i = 0; i < _parts.Count; i++) _parts[i].AsSpan(0, Math.Min(Part, all.Length - i * Part)).CopyTo(all.AsSpan(i * Part));
        _parts.Clear();
        _inLast = Part;
        return all;
    }
}
