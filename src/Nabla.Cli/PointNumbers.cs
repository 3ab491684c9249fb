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

    public static void EndIfUndefined(this Response response, double value, string what, IReadOnlyList<string> variables, double[] x)
    {
        if (double.IsFinite(value)) return;
        response.Warn("undefined", $"{what} is {(double.IsNaN(value) ? "not defined" : "infinite")}{(x.Length == 0 ? "" : " at " + Text(variables, x))}");
        response.End(ExitCode.Undefined);
    }

    /// <summary>A formula that has a value nowhere: one without variables such as ln(-1), or one with such a part.</summary>
    public static void EndIfUndefined(this Response response, Request request, ParsedFormula parsed, Budget budget)
    {
        if (parsed.Names.Count == 0) response.EndIfUndefined(CompiledFormula.Compile(parsed.Expression, []).Value([]), "the formula", [], []);
        if (response.Exit != ExitCode.Ok || UndefinedPart.In(parsed.Expression, request.Style(), budget) is not { } fault) return;
        response.Warn("undefined", fault + ": the formula has a value nowhere");
        response.End(ExitCode.Undefined);
    }

    public static string Text(IReadOnlyList<string> variables, double[] x) =>
        string.Join(", ", variables.Select((v, i) => $"{v} = {NumberText.Of(x[i])}"));

    public static string Tuple(IEnumerable<double> x) => "(" + string.Join(", ", x.Select(NumberText.Of)) + ")";
}
