namespace Nabla.Symbolics;

/// <summary>What is known before a formula is read, and what reading it may cost.</summary>
public sealed record ParseOptions
{
    /// <summary>The variables known to exist, as given to --var and --at: they decide how letters are read.</summary>
    public IReadOnlyCollection<string> Names { get; init; } = [];

    /// <summary>The longest text that is read, in UTF-16 units.</summary>
    public int MaximumLength { get; init; } = 1 << 26;

    /// <summary>The most digits a number may have.</summary>
    public int MaximumDigits { get; init; } = 1000;

    /// <summary>What reading may cost; one is made if it is not given.</summary>
    public Budget? Budget { get; init; }
}
