using System.Buffers;

namespace Nabla.Execution;

/// <summary>A borrowed buffer of doubles for the time of one call.</summary>
readonly struct Scratch(int length) : IDisposable
{
    readonly double[] _rented = ArrayPool<double>.Shared.Rent(length);

    /// <summary>The buffer; what stands in it at first is left open.</summary>
    public Span<double> Span => _rented.AsSpan(0, length);

    public void Dispose() => ArrayPool<double>.Shared.Return(_rented);
}
