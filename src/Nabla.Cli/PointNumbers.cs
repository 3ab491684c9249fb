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
        if (value.Equals(byRows) || Math.Abs(value - byRows) <= Agreement * Math.Max(Math.Abs(value), Math.Abs(byRows))) return;
        response.Warn("edge_point", $"{what}: the rules give {NumberText.Of(byRows)} here, the printed formula {NumberText.Of(value)}; "
            + "at an edge point the rules decide (see docs/edge-points.md)");
    }

    public static void EndIfUndefined(this Response response, double value, string what, IReadOnlyList<string> variables, double[] x)
    {
        if (double.IsFinite(value)) return;
        response.Warn("undefined", $"{what} is {(double.IsNaN(value) ? "not defined" : "infinite")}{(x.Length == 0 ? "" : " at " + Text(variables, x))}");
        response.End(ExitCode.Undefined);
    }

    /// <summary>A formula without variables that has no finite value, such as 1/0.</summary>
    public static void EndIfUndefined(this Response response, ParsedFormula parsed)
    {
        if (parsed.Names.Count == 0) response.EndIfUndefined(CompiledFormula.Compile(parsed.Expression, []).Value([]), "the formula", [], []);
    }

    public static string Text(IReadOnlyList<string> variables, double[] x) =>
        string.Join(", ", variables.Select((v, i) => $"{v} = {NumberText.Of(x[i])}"));

    public static string Tuple(IEnumerable<double> x) => "(" + string.Join(", ", x.Select(NumberText.Of)) + ")";
}
