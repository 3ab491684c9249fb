using static Nabla.Symbolics.NumberText;

namespace Nabla.Optimization;

/// <summary>Says in words how a run ended, why, and what to try.</summary>
sealed class DescentExplanation(DescentRun run, DescentStatus status, DescentAdvice advice, StationaryPoint point)
{
    const double IllConditioned = 100;

    readonly string _f = run.F.Name;
    readonly string _slope = $"|∇{run.F.Name}|";
    readonly string _minimum = run.Options.Maximize ? "maximum" : "minimum";

    /// <summary>The result of a run that ended so.</summary>
    public static DescentResult Result(DescentRun run, DescentStatus status)
    {
        // A run that went astray is judged where the next one will begin: at its start.
        var place = status is DescentStatus.Diverged or DescentStatus.NonFinite ? run.Start : run.X;
        var curvature = status == DescentStatus.Cancelled ? null : Curvature.At(run.F, place, run.Options.Maximize);
        var advice = new DescentAdvice(run, curvature);
        // Where the gradient vanishes, f need not have its minimum.
        var around = status == DescentStatus.Converged && run.Norm == 0 ? Surroundings.Of(run.Standpoint) : null;
        var point = new StationaryPoint(run.Standpoint, curvature, around);
        var isAtRest = status == DescentStatus.Converged || (status == DescentStatus.EpochLimit && advice.IsAtRest);
        if (isAtRest && !point.IsMinimum) status = DescentStatus.Plateau;
        var x = new OrderedDictionary<string, double>(run.X.Length);
        for (var i = 0; i < run.X.Length; i++) x.Add(run.F.Variables[i], run.X[i]);
        return new()
        {
            X = x,
            F = run.Value,
            GradientNorm = run.Norm,
            Iterations = run.Number,
            Evaluations = run.Number + 1,
            Status = status,
            Explanation = new DescentExplanation(run, status, advice, point).Text(),
            Curvature = curvature,
            StableRate = advice.StableRate,
        };
    }

    string Text() => status switch
    {
        DescentStatus.Converged => $"converged — {Vanished()}{(point.Around is { IsFlat: true } ? $", and {_f} is flat there" : "")}.{FallingRemark()}",
        DescentStatus.Diverged => $"diverging — {Grown()}. {RateAdvice()} stopped at epoch {run.Number}",
        DescentStatus.NonFinite => NonFinite(),
        DescentStatus.Plateau => $"plateau — {Standstill()}",
        DescentStatus.Cancelled => $"cancelled after epoch {run.Number} ({_slope} = {Short(run.Norm)}).",
        _ => FactorNote() + Progress() + ConditionRemark() + NoMinimumRemark(),
    };

    string Vanished() => run.Norm == 0 ? $"∇{_f} is exactly 0 {Where()}"
        : run.Options.Tolerance is null ? $"{_slope} = {Short(run.Norm)}, from {Short(run.Monitor.StartNorm)}, {Where()}"
        : $"{_slope} = {Short(run.Norm)} is within the tolerance {Short(run.Options.Tolerance ?? 0)} {Where()}";

    string Where() => run.Number == 0 ? "at the start" : $"at epoch {run.Number}";

    string Grown()
    {
        var grew = run.Options.Maximize ? "fell" : "grew";
        return run.Monitor.Growth >= run.Monitor.Swings
            ? $"{_f} {grew} {run.Monitor.Growth} epochs in a row ({Short(OfCost(run.Monitor.BeforeGrowth.Cost))} → {Short(run.Value)})"
            : $"the steps turned back and grew {run.Monitor.Swings} epochs in a row ({_slope}: {Short(run.Monitor.NormBeforeSwings)} → {Short(run.Norm)})";
    }

    double OfCost(double cost) => run.Options.Maximize ? -cost : cost;

    string RateAdvice()
    {
        if (advice.Curvature is { IsConstant: true, Smallest: < 0 }) return NoMinimum;
        if (!advice.IsRateTooLarge) return $"Try a smaller rate, as in --rate {advice.SmallerRate}.";
        return advice.Curvature!.IsConstant
            ? $"For this {_f} a step shrinks {WhatShrinks()} only when η < {advice.Limit}; try --rate {advice.BestRate}."
            : $"Near the start a step shrinks the distance to a {_minimum} only when η < {advice.Limit}; try --rate {advice.BestRate}.";
    }

    // A parabola around 0 shrinks x itself; the minimum of a parabola is one Newton step away.
    string WhatShrinks() => run.X is [var x] && Math.Abs(x - run.Gradient[0] / advice.Curvature!.Largest) <= 1e-9 * Math.Abs(x)
        ? run.F.Variables[0]
        : $"the distance to the {_minimum}";

    string NonFinite()
    {
        if (run.Number == 0) return $"{Culprit("is")}, so no step can be made. Start elsewhere.";
        var what = $"{Culprit("became")}. ";
        var end = $" stopped at epoch {run.Number}";
        if (run.Cost == double.NegativeInfinity) return $"{what}{NoMinimum}{end}";
        if (run.Monitor.IsAboveStart) return $"{what}The steps are too long. {RateAdvice()}{end}";
        return $"{what}A step left the domain of {_f}: try a smaller rate, as in --rate {advice.SmallerRate}, or another start.{end}";
    }

    string Culprit(string verb)
    {
        if (NotFinite(run.X) is >= 0 and var i) return $"{run.F.Variables[i]} {verb} {Of(run.X[i])} {Where()}";
        var place = $"{Where()} ({PointText.Of(run.F.Variables, run.X)})";
        if (!double.IsFinite(run.Value)) return $"{_f} {verb} {Of(run.Value)} {place}";
        var k = NotFinite(run.Gradient);
        return $"∂{_f}/∂{run.F.Variables[k]} {verb} {Of(OfCost(run.Gradient[k]))} {place}";
    }

    static int NotFinite(ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i])) return i;
        return -1;
    }

    string Standstill()
    {
        if (point.Around is not null || run.Norm <= (run.Options.Tolerance ?? 0) || advice.IsAtRest)
            return $"{Vanished()}, {point.Verdict(advice.IsFarFromRest)}";
        if (run.Monitor.IsBouncing)
            return $"{_f} no longer comes down: the steps go to and fro. "
                + (advice.IsRateTooLarge ? RateAdvice() : $"Try a smaller rate, as in --rate {advice.SmallerRate}.");
        var moved = $"{run.Number} epochs moved {PointText.Name(run.F.Variables)} by only {Short(run.Moved)} ({_slope} = {Short(run.Norm)}). ";
        if (advice.IsRateTiny) return moved + $"The rate is tiny for this {_f}: try --rate {advice.BestRate}.";
        return moved + (run.IsFlat ? $"{_f} is flat there: start elsewhere." : $"Try a larger rate, as in --rate {advice.LargerRate}.");
    }

    string Falls => run.Options.Maximize ? "rises" : "falls";

    // The gradient is short, and still the same way leads on as far as the run has come.
    string FallingRemark() => run.StillFallsTo() is { } on
        ? $" But {_f} still {Falls} that way, to {Short(run.F.Value(on))} at {PointText.Of(run.F.Variables, on)}: it may have no {_minimum}."
        : "";

    string FactorNote()
    {
        if (advice.Factors is not var (steepest, flattest)) return "";
        var factors = steepest == flattest ? $"factor {Short(steepest)}" : $"factors {Short(steepest)} to {Short(flattest)}";
        return $"η = {Of(run.Method.Rate)} → {factors} per epoch; ";
    }

    string Progress()
    {
        if (run.Number == 0) return "no epoch was run.";
        if (run.Norm <= advice.Target)
            return $"{(run.StillFallsTo() is null ? "arrived" : "nearly flat")} ({_slope} = {Short(run.Norm)}, from {Short(run.Monitor.StartNorm)}).{FallingRemark()}";
        var state = run.Options.Tolerance is { } tolerance
            ? $"not converged ({_slope} = {Short(run.Norm)}, the tolerance is {Short(tolerance)})."
            : $"still moving ({_slope} = {Short(run.Norm)}).";
        var needed = advice.EpochsNeeded();
        if (advice.IsRateTiny || (needed > 20 * run.Number && 4 * run.Method.Rate < advice.StableRate))
            return $"{state} The rate is small for this {_f}: try --rate {advice.BestRate}.";
        return needed is null ? state : $"{state} Try --epochs {needed}.";
    }

    string ConditionRemark() => run.Method is GradientDescent && advice.Curvature?.Condition is >= IllConditioned and var condition
        ? $" Ill-conditioned: the steepest direction curves {Short(condition)} times as much as the flattest, and one rate must serve both."
            + " Try --method momentum or adam."
        : "";

    string NoMinimumRemark() => advice.Curvature switch
    {
        { IsConstant: true, Smallest: < 0 } => $" {NoMinimum}",
        { IsConstant: true, Smallest: 0, Largest: 0 } when run.Norm > 0 && run.FallsStraight() => $" {NoMinimum}",
        _ => "",
    };

    string NoMinimum => $"{_f} has no {_minimum}: it {Falls} without bound.";
}
