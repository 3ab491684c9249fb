using System.Globalization;

namespace Nabla.Checking;

/// <summary>What a failed check says: where, what was found and expected, and what to do.</summary>
/// <param name="name">The check that was called.</param>
/// <param name="tolerance">Against differences.</param>
/// <param name="transposeTolerance">Between the modes.</param>
sealed class CheckText(string name, double tolerance, double transposeTolerance)
{
    const string Rule = "If the function or a part of it has a rule of its own (CustomJvp, CustomVjp), mend that rule. ";

    public static string Number(double x) => x.ToString("G7", CultureInfo.InvariantCulture);

    public CheckException Wrong(Sweep sweep, DerivativeModes mode, string modes)
    {
        var (worst, isNonlinear) = sweep.Single(mode);
        var where = Where(sweep.Point, worst);
        var (expected, found) = (worst.Expected / worst.Unit, worst.Found / worst.Unit);
        var advice = isNonlinear
            ? "Along every element alone the derivative is right: the rule is not linear in its direction or cotangent. Let it use that as a factor, once. "
            : Kink(sweep, worst) ?? sweep.Of(mode)!.Factor switch
            {
                null => Rule,
                0 => "Everywhere zero was found: a rule leaves out its direction or cotangent, or holds something constant. " + Rule,
                var factor => $"Everywhere found is {Number(factor.Value)} × expected. " + Rule,
            };
        return new(
            $"{name}: the derivative in {modes} mode is wrong.\n" +
            $"  worst element  {where}\n" +
            $"  found          {Number(found)}\n" +
            $"  expected       {Number(expected)}, by differences of {Subject(sweep.Point)}\n" +
            $"  allowed        {Number(tolerance)} of that, off by {Number(Math.Abs(found - expected) / Math.Abs(expected))}\n" +
            advice + "Options (CheckOptions) set tolerance, step and modes.", modes, where, expected, found);
    }

    public CheckException ModesDisagree(CheckedFunction f, Sweep sweep)
    {
        var (modes, worst) = ($"{f.In("forward")} and {f.In("reverse")}", sweep.Transpose.Worst);
        return new(
            $"{name}: {modes} mode disagree, by {Number(worst.Found)} against {Number(worst.Expected)} along a random direction " +
            $"(allowed: {Number(transposeTolerance)} of the terms of these sums). Reverse mode is the transpose of forward mode: " +
            "look for a rule of your own that is not linear in its direction or cotangent.", modes, "", worst.Expected, worst.Found);
    }

    public CheckException OtherValue(CheckedPoint point, string modes, int output, double expected, double found) => new(
        $"{name}: in {modes} mode the value itself is another one: {point.Outputs.NameOf(output)} is {Number(found)} there and {Number(expected)} " +
        "without differentiation. Let the rule (CustomVjp's forward, CustomJvp's value) compute what the function computes.",
        "the value", point.Outputs.NameOf(output), expected, found);

    public CheckException Undecided(CheckedFunction f, CheckedPoint point, string modes, Comparison comparison) => new(
        $"{name}: the derivative in {modes} mode could not be checked at {Where(point, comparison)}: differences of {Subject(point)} do not settle there " +
        $"({Number(comparison.Expected / comparison.Unit)} ± {Number(Math.Abs(comparison.Error / comparison.Unit))}, found {Number(comparison.Found / comparison.Unit)}). " +
        "It has a jump (where the function has a kink, its derivative jumps), an edge of its domain or much rounding near the point. " +
        "Choose another point, or a smaller Step in CheckOptions.",
        modes, Where(point, comparison), comparison.Expected / comparison.Unit, comparison.Found / comparison.Unit);

    public CheckException NotComparable(CheckedFunction f, string failure) => new(
        $"{name}: {(f.Modes.Length == 0 ? "the function" : $"the derivative in {f.Modes} mode")} can't be compared with differences: {failure}", f.Modes.Length == 0 ? "the value" : f.Modes);

    static string Subject(CheckedPoint point) => point.Function.Modes.Length == 0 ? "the function" : $"its derivative in {point.Function.Modes} mode";

    static string Where(CheckedPoint point, Comparison comparison)
    {
        var output = comparison.Output < 0 ? "a weighted sum of the results" : point.Outputs.NameOf(comparison.Output);
        return comparison.Element < 0 ? $"{output} along a random direction" : $"{output} by {point.Inputs.NameOf(comparison.Element)}";
    }

    static string? Kink(Sweep sweep, Comparison worst)
    {
        if (worst.Element < 0) return null;
        var (point, along) = (sweep.Point, sweep.Point.Basis(worst.Element));
        double At(double step) => worst.Output < 0 ? sweep.Weighted(point.At(along, step)) : point.At(along, step)[worst.Output];
        if (Differences.Kink(At, 1.0 / 1024) is not var (before, after)) return null;
        return $"There is a kink at the point: the slope is {Number(before / along[worst.Element])} before it and {Number(after / along[worst.Element])} behind it, " +
            "and the derivative is a convention (docs/edge-points.md). Check at a point beside it. ";
    }
}
