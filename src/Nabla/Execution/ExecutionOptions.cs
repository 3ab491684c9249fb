namespace Nabla.Execution;

/// <summary>How formulas are compiled.</summary>
public sealed record ExecutionOptions
{
    /// <summary>The same bits as the interpreter, code emitted once a formula is used often.</summary>
    public static ExecutionOptions Default { get; } = new();

    /// <summary>Allows rewrites of real numbers (x − x = 0, division as multiplication) that may differ at NaN, infinities and by rounding.</summary>
    public bool FastMath { get; init; }

    /// <summary>Makes batches give the bits of single evaluations rather than those of the vector functions.</summary>
    public bool Strict { get; init; }

    /// <summary>When machine code is made; where the platform allows none, never.</summary>
    public Emission Emission { get; init; } = Emission.WhenHot;

    // Products keep every guard against 0 · ∞: the oracle that leaving some out changes nothing.
    internal bool KeepGuards { get; init; }
}

/// <summary>When machine code is made for a formula.</summary>
public enum Emission
{
    /// <summary>Once interpreting has taken about as long as making it would have.</summary>
    WhenHot,

    /// <summary>At the first call.</summary>
    AtOnce,

    /// <summary>Never: every call is interpreted.</summary>
    Never,
}
