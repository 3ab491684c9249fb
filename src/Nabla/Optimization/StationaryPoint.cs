namespace Nabla.Optimization;

/// <summary>What a point is where the gradient has vanished, as far as can be seen.</summary>
/// <param name="Stand">The point.</param>
/// <param name="Curvature">The curvature of the cost there, where it is known.</param>
/// <param name="Around">What the cost does around it, where that was looked at.</param>
sealed record StationaryPoint(Standpoint Stand, Curvature? Curvature, Surroundings? Around)
{
    /// <summary>What the end of a minimisation is; null where it would take evaluations of f that the end of a descent does not call for.</summary>
    public static StationaryPoint? Of(MinimizeRun run)
    {
        // A method that has come down to where the gradient is short is at a minimum but for rare functions. Where it is
        // exactly 0 there may be flat ground, but looking around costs little for formulas only.
        var norm = run.GradientNorm();
        if (run.Bounds is not null || (run.Iterations > 0 && (norm > 0 || run.F.Hessian is null))) return null;
        var stand = new Standpoint(run.F, run.X, run.Start, run.Cost, run.Sign < 0);
        var curvature = Curvature.At(run.F, run.X, stand.Maximize);
        var isSeen = curvature is { Smallest: > 0 };
        return new(stand, curvature, isSeen ? null : Surroundings.Of(stand));
    }

    /// <summary>Whether all that is known is that it is a minimum.</summary>
    public bool IsMinimum => Around switch
    {
        // One variable has no direction that was not looked in.
        { Falls: true } => false,
        { IsFlat: true } => Curvature is { Smallest: > 0 } || Around is { Lower: null, RisesFurtherOff: true },
        { Rises: true } when Stand.X.Length == 1 => true,
        _ => Curvature is not { IsIndefinite: true },
    };

    /// <summary>Says why it is none, to follow "the gradient vanished".</summary>
    public string Verdict(bool isFarFromRest) => Around is { IsFlat: true }
        ? $"and {Name} is flat there{Elsewhere}. Start elsewhere."
        : $"but {Nature(isFarFromRest)}{(Curvature is { IsConstant: true, Smallest: < 0 } ? $", and {Name} {Falls} without bound" : ": start beside it")}.";

    string Elsewhere => Around?.Lower is { } lower
        ? $"; it is {(Stand.Maximize ? "higher" : "lower")} at {PointText.Of(Stand.F.Variables, lower)}"
        : ": nothing shows the way";

    string Nature(bool isFarFromRest)
    {
        var rises = Around is { Rises: true } || Curvature is { Largest: > 0 };
        if (rises && Stand.X.Length > 1) return $"that is a saddle, no {Goal}";
        if (rises || (Around is { IsLevel: true } && Stand.X.Length == 1)) return $"{Name} {Falls} on one side of it, so that is no {Goal}";
        if (Around is null && isFarFromRest) return $"{Name} {Falls} on from there, so that is no {Goal}";
        return $"that is a {(Stand.Maximize ? "minimum" : "maximum")}, no {Goal}";
    }

    string Name => Stand.F.Name;

    string Goal => Stand.Maximize ? "maximum" : "minimum";

    string Falls => Stand.Maximize ? "rises" : "falls";
}
