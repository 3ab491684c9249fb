namespace Nabla.Optimization;

/// <summary>How a descent ended.</summary>
public enum DescentStatus
{
    /// <summary>|∇f| came down to the tolerance, or is exactly 0, and as far as can be seen at a minimum.</summary>
    Converged,

    /// <summary>All epochs were run.</summary>
    EpochLimit,

    /// <summary>The last epochs led nowhere, or |∇f| vanished at no minimum: on flat ground, at a saddle, at a maximum.</summary>
    Plateau,

    /// <summary>f grew, or the steps did, epoch after epoch; the run was stopped.</summary>
    Diverged,

    /// <summary>x, f or ∇f became infinite or NaN; the run was stopped.</summary>
    NonFinite,

    /// <summary>The caller stopped the run.</summary>
    Cancelled,
}
