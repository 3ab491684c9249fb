using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Cli;

/// <summary>Numbers at a point: they come from the rows; the printed formula's own value is compared with them.</summary>
static class PointNumbers
{
    // Far above what rounding makes of a printed formula, far below a wrong side of a kink.
    const double Agreement = 1e-6;

    public static void WarnIfDifferent(this Response response, string what, Expr printed, IReadOnlyList<string> variables, double[] x, double byRows)
    {
        var value = CompiledFormula.Compile(printed, variables).Value(x);
        if (Agree(value, byRows)) return;
        response.Warn("edge_point", $"{what}: the rules give {NumberText.Of(byRows)} here, the printed formula {NumberText.Of(value)}; "
            + "at an edge point the rules decide (see docs/edge-points.md)");
    }

    // Infinity is near to nothing but itself.
    static bool Agree(double a, double b) => a.Equals(b)
        || (double.IsFinite(a) && double.IsFinite(b) && Math.Abs(a - b) <= Agreement * Math.Max(Math.Abs(a), Math.Abs(b)));

    /// <summary>Says why a value is not finite; with the formula it came from, also where that is too large rather than undefined.</summary>
    public static void EndIfUndefined(
        this Response response, double value, string what, IReadOnlyList<string> variables, double[] x, Expr? formula = null)
    {
        if (double.IsFinite(value)) return;
        var at = x.Length == 0 ? "" : " at " + Text(variables, x);
        var tooLarge = formula is null ? null : UndefinedPart.TooLarge(formula, variables, x);
        var fault = double.IsInfinity(value) ? "infinite" : tooLarge is null ? "not defined" : "not found";
        response.Warn("undefined", $"{what} is {fault}{at}" + (tooLarge is null ? "" : $": {UndefinedPart.Shortened(tooLarge.ToText(response.Style))} is too large for a double (beyond 1.8e308)"));
        response.End(ExitCode.Undefined);
    }

    /// <summary>A formula that has a value nowhere: one without variables such as ln(-1), or one with such a part.</summary>
    public static void EndIfUndefined(this Response response, Request request, ParsedFormula parsed, Budget budget)
    {
        if (parsed.Names.Count == 0) response.EndIfUndefined(CompiledFormula.Compile(parsed.Expression, []).Value([]), "the formula", [], [], parsed.Expression);
        if (response.Exit != ExitCode.Ok || UndefinedPart.In(parsed.Expression, request.Style(), budget) is not { } fault) return;
        response.Warn("undefined", fault + ": the formula has a value nowhere");
        response.End(ExitCode.Undefined);
    }

    public static string Text(IReadOnlyList<string> variables, double[] x) =>
        string.Join(", ", variables.Select((v, i) => $"{v} = {NumberText.Of(x[i])}"));

    public static string Tuple(IEnumerable<double> x) => "(" + string.Join(", ", x.Select(NumberText.Of)) + ")";
}
