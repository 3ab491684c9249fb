using Nabla.Execution;
using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Checking;

/// <summary>Whether two formulas agree, and what shows it.</summary>
/// <param name="Equal">True or false where decided; null where too few points could tell.</param>
/// <param name="IsProven">Whether algebra decided; otherwise points did.</param>
/// <param name="PointsCompared">The points at which the formulas were compared, the counterexample among them.</param>
/// <param name="Counterexample">A point where they differ, or null.</param>
public sealed record Agreement(bool? Equal, bool IsProven, int PointsCompared, Disagreement? Counterexample)
{
    const int Wanted = 200;
    const int Enough = 25;
    // Beyond this a formula may overflow on the way to a finite value, which says nothing of where it is defined.
    const double Moderate = 12;

    /// <summary>Where equal formulas agree, as formulas that are 1 there: elsewhere one of them has no value. Empty where nothing need be said.</summary>
    public IReadOnlyList<Expr> Conditions { get; init; } = [];

    /// <summary>
    /// Compares two formulas over the reals: first by algebra, then at points drawn from a fixed seed, near and far, or
    /// from the given ranges. Values differ where their distance exceeds what rounding can explain; a region (but not a lone
    /// point) where one formula is defined and the other is not is a difference too.
    /// </summary>
    /// <exception cref="LimitException">The budget is used up.</exception>
    public static Agreement Of(Expr a, Expr b, IReadOnlyDictionary<string, (double Low, double High)>? ranges = null, Budget? budget = null)
    {
        budget ??= new Budget();
        var (difference, _, conditions) = Simplifier.Simplify(a - b, SimplifyLevel.Full, budget);
        var variables = (a - b).Variables;
        if (a == b || difference is NumberExpr { Value.IsZero: true })
        {
            // Equal as formulas; the points still find where only one of them is defined.
            var apart = Sample(a, b, difference: null, variables, ranges, budget);
            if (apart.Counterexample is not null || variables.Count == 0 && apart.HasNoValue) return apart;
            return apart with { Equal = true, IsProven = true, Conditions = Domain.Unsaid([.. conditions, .. Domain.DivisorsOfDivisors(a), .. Domain.DivisorsOfDivisors(b)], a, b) };
        }

        var sampled = Sample(a, b, difference, variables, ranges, budget);
        return sampled.Equal is not false && difference is NumberExpr && sampled.Nearest is { } at
            ? new(false, true, Math.Max(1, sampled.PointsCompared), at)
            : sampled;
    }

    /// <summary>Whether neither formula has a finite value at any of the points.</summary>
    public bool HasNoValue { get; private init; }

    Disagreement? Nearest { get; init; }

    // Without a difference only where one of the two is not defined.
    static Agreement Sample(
        Expr a, Expr b, Expr? difference, IReadOnlyList<string> variables, IReadOnlyDictionary<string, (double, double)>? ranges, Budget budget)
    {
        var compared = 0;
        var hasNoValue = true;
        Disagreement? nearest = null;
        var isFixed = variables.All(v => ranges is not null && ranges.TryGetValue(v, out var range) && range.Item1.Equals(range.Item2));
        foreach (var (x, isPlain) in SamplePoints.Of(variables, ranges).Take(isFixed ? 1 : Wanted))
        {
            budget.Charge(a.TreeSize < 1 << 20 ? 64 : 4096);
            var (p, q) = (Measured.At(a, variables, x), Measured.At(b, variables, x));
            var at = new Disagreement(variables, x, p.Value, q.Value);
            var isDomain = double.IsNaN(p.Value) != double.IsNaN(q.Value) && (double.IsFinite(p.Value) || double.IsFinite(q.Value));
            // (x² − 1)/(x − 1) agrees with x + 1 but for one point, and plain numbers like to hit such points.
            hasNoValue &= !double.IsFinite(p.Value) && !double.IsFinite(q.Value);
            if (isDomain && (isFixed ? !(p.Overflows || q.Overflows) : !isPlain) && x.All(c => Math.Abs(c) <= Moderate)) return new(false, false, compared + 1, at);
            if (!double.IsFinite(p.Value) || !double.IsFinite(q.Value)) continue;
            nearest ??= at;
            if (difference is null) continue;
            var noise = p.Noise + q.Noise;
            if (Math.Abs(p.Value - q.Value) > noise) return new(false, false, compared + 1, at);
            // 1e20 + x and 1e20 round to one number, and yet they are x apart.
            var apart = Measured.At(difference, variables, x);
            if (Math.Abs(apart.Value) > apart.Noise && double.IsFinite(apart.Value))
                return new(false, false, compared + 1, at with { Difference = apart.Value });
            // A value lost in its own rounding can't tell.
            if (noise <= 1e-6 * Math.Max(Math.Abs(p.Value), Math.Abs(q.Value)) || p.Value == q.Value) compared++;
        }

        return new(compared >= (isFixed ? 1 : Enough) ? true : null, false, compared, null) { Nearest = nearest, HasNoValue = hasNoValue };
    }

    // A value with a bound of its rounding error to first order: each node's own rounding, carried to the end by its cotangent.
    readonly record struct Measured(double Value, double Noise, bool Overflows)
    {
        const double UnitsOfRounding = 16 * 2.2204460492503131e-16;

        public static Measured At(Expr f, IReadOnlyList<string> variables, double[] x)
        {
            var trace = GraphTrace.Run(f, variables, x);
            var noise = 0.0;
            var overflows = false;
            foreach (var node in trace.Nodes)
            {
                overflows |= double.IsInfinity(node.Value);
                var share = Math.Abs(node.Value * node.Cotangent);
                if (share > 0) noise += share;
            }

            return new(trace.Value, UnitsOfRounding * (noise + Math.Abs(trace.Value)), overflows);
        }
    }
}
