using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Optimization;

public static partial class Optimize
{
    /// <summary>
    /// A root of a formula of one variable between two points at which it has opposite signs, by Newton's method with the exact
    /// derivative, kept in a bracket that halves wherever Newton's step leaves it or shrinks too slowly (Press and others,
    /// Numerical Recipes, 9.4). Not finding a change of sign is a status.
    /// </summary>
    /// <exception cref="OptionException">An end is not finite, or the formula has not one variable.</exception>
    public static ScalarResult FindRoot(Expr f, double from, double to, double tolerance = 4e-16)
    {
        string[] names = [.. f.Variables];
        if (names.Length != 1)
            throw new OptionException("variables", $"A root is found in one variable, and the formula has {(names.Length == 0 ? "none" : PointText.Name(names))}.");
        var compiled = CompiledFormula.Compile(f, names);
        return FindRoot(
            x =>
            {
                Span<double> slope = [0];
                return (compiled.ValueAndGradient([x], slope), slope[0]);
            },
            from, to, tolerance);
    }

    /// <summary>A root of a function that gives its value and its derivative, by Newton's method within a bracket: see the form for formulas.</summary>
    /// <exception cref="OptionException">An end is not finite.</exception>
    public static ScalarResult FindRoot(Func<double, (double Value, double Slope)> f, double from, double to, double tolerance = 4e-16)
    {
        CheckEnds(from, to);
        var (fFrom, fTo) = (f(from).Value, f(to).Value);
        if (fFrom == 0) return Root(from, 0, 0);
        if (fTo == 0) return Root(to, 0, 0);
        if (!AreOpposite(fFrom, fTo)) return NoBracket(from, fFrom, to, fTo);

        // f is negative at low and positive at high, whichever lies to the left.
        var (low, high) = fFrom < 0 ? (from, to) : (to, from);
        var smallest = Math.Min(Math.Abs(fFrom), Math.Abs(fTo));
        var x = 0.5 * from + 0.5 * to;
        var (before, step) = (Math.Abs(to - from), Math.Abs(to - from));
        for (var k = 1; k <= MostScalarSteps; k++)
        {
            var (value, slope) = f(x);
            if (double.IsNaN(value)) return new(x, value, k, OptimizationStatus.NonFinite, $"f is NaN at {NumberText.Of(x)}.");
            if (value == 0) return Root(x, value, k);
            if (value < 0) low = x;
            else high = x;
            var next = x - value / slope;
            var leaves = !(next > Math.Min(low, high) && next < Math.Max(low, high));
            if (leaves || Math.Abs(next - x) > 0.5 * before) next = 0.5 * low + 0.5 * high;
            (before, step) = (step, Math.Abs(next - x));
            if (step <= tolerance * Math.Abs(x) || next == x) return Math.Abs(value) < smallest ? Root(x, value, k) : NoRoot(x, value, k);
            x = next;
        }

        return new(x, f(x).Value, MostScalarSteps, OptimizationStatus.IterationLimit, "not converged — the interval did not shrink in time.");
    }

    static bool AreOpposite(double a, double b) => (a < 0 && b > 0) || (a > 0 && b < 0);

    static ScalarResult Root(double x, double fx, int k) => new(x, fx, k, OptimizationStatus.Converged, $"converged after {k} evaluations.");

    // Where the sign changes and f is no nearer to 0 than at the ends.
    static ScalarResult NoRoot(double x, double fx, int k) =>
        new(x, fx, k, OptimizationStatus.Infeasible, $"f changes its sign at {NumberText.Of(x)} without being 0: it is {NumberText.Of(fx)} there, so it has a pole or jumps.");

    static ScalarResult NoBracket(double a, double fa, double b, double fb) =>
        new(a, fa, 0, double.IsNaN(fa) || double.IsNaN(fb) ? OptimizationStatus.NonFinite : OptimizationStatus.Infeasible,
            $"f has no change of sign: it is {NumberText.Of(fa)} at {NumberText.Of(a)} and {NumberText.Of(fb)} at {NumberText.Of(b)}. Give ends between which it changes sign.");
}
