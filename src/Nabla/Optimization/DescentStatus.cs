namespace Nabla.Optimization;

/// <summary>How a descent ended.</summary>
public enum DescentStatus
{
    /// <summary>|∇f| came down to the tolerance, or is exactly 0.</summary>
    Converged,

    /// <summary>All epochs were run.</summary>
    EpochLimit,

    /// <summary>All epochs were run, and the last ones led nowhere.</summary>
    Plateau,

    /// <summary>f grew, or the steps did, epoch after epoch; the run was stopped.</summary>
    Diverged,

    /// <summary>x, f or ∇f became infinite or NaN; the run was stopped.</summary>
    NonFinite,

    /// <summary>The caller stopped the run.</summary>
    Cancelled,
}
