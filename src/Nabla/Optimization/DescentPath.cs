namespace Nabla.Optimization;

/// <summary>
/// The points of a run for a picture, in bounded memory: when full, every second one is dropped and only every second
/// comes in from then on. The first and the last point are always there.
/// </summary>
public sealed class DescentPath
{
    readonly int _dimension;
    readonly int _capacity;
    readonly List<(long Epoch, double F, double[] X)> _kept = [];
    double[]? _lastX;
    (long Epoch, double F) _last;
    long _stride = 1;

    /// <summary>A path that keeps at most that many points (at least 4) of that dimension.</summary>
    public DescentPath(int dimension, int capacity = 4096)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 4);
        (_dimension, _capacity) = (dimension, capacity);
    }

    /// <summary>How many epochs lie between two neighbours, the last point aside.</summary>
    public long Stride => _stride;

    /// <summary>The points in order; x is a copy that belongs to the reader.</summary>
    public IReadOnlyList<(long Epoch, double F, double[] X)> Points =>
        _lastX is null || _kept[^1].Epoch == _last.Epoch ? [.. _kept] : [.. _kept, (_last.Epoch, _last.F, _lastX.ToArray())];

    /// <summary>Takes an epoch in: an observer of <see cref="Descent.Run"/>.</summary>
    public void Add(Epoch epoch)
    {
        _lastX ??= new double[_dimension];
        epoch.X.CopyTo(_lastX);
        _last = (epoch.Number, epoch.F);
        if (epoch.Number % _stride != 0) return;
        if (_kept.Count == _capacity - 1)
        {
            _stride *= 2;
            _kept.RemoveAll(point => point.Epoch % _stride != 0);
            if (epoch.Number % _stride != 0) return;
        }

        _kept.Add((epoch.Number, epoch.F, epoch.X.ToArray()));
    }
}
