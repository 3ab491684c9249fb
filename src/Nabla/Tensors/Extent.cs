namespace Nabla.Tensors;

/// <summary>Lengths along the height and the width of images; one number is both, and of signals in one dimension X is used.</summary>
public readonly record struct Extent(int Y, int X)
{
    /// <summary>The same length along both.</summary>
    public static implicit operator Extent(int both) => new(both, both);

    /// <summary>Height and width.</summary>
    public static implicit operator Extent((int Y, int X) lengths) => new(lengths.Y, lengths.X);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"({Y}, {X})");
}
