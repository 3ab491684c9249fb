namespace Nabla.Optimization;

/// <summary>Where a descent stands after an epoch; number 0 is the start.</summary>
/// <remarks>It borrows the run's own buffers: copy what is to outlive the call that receives it.</remarks>
public readonly ref struct Epoch
{
    /// <summary>How many steps were made.</summary>
    public required long Number { get; init; }

    /// <summary>The point.</summary>
    public required ReadOnlySpan<double> X { get; init; }

    /// <summary>f at the point.</summary>
    public required double F { get; init; }

    /// <summary>The Euclidean length of ∇f at the point.</summary>
    public required double GradientNorm { get; init; }
}

/// <summary>Is told of every epoch as it ends, the start included.</summary>
public delegate void EpochObserver(Epoch epoch);
