using Nabla.Execution;
using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Cli;

/// <summary>A part of a formula that has no value whatever its variables are, such as the 1/0 of x/0.</summary>
static class UndefinedPart
{
    // Below this no function of the table overflows: what is infinite there is a pole.
    const double Moderate = 100;

    const int LongestTraced = 10_000;

    // A divisor as short as this is simplified to see that it is always 0.
    const int ShortDivisor = 64;

    /// <summary>What is wrong with the first such part, in words, or null; the cases of a where are left to it.</summary>
    public static string? In(Expr formula, TextStyle style, Budget budget)
    {
        // What a part without variables comes to; null for one with variables.
        var values = new Dictionary<Expr, double?>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<(ApplyExpr Part, bool IsReady)>();
        if (formula is ApplyExpr root) pending.Push((root, false));
        while (pending.TryPop(out var next))
        {
            var (part, isReady) = next;
            if (values.ContainsKey(part)) continue;
            if (!isReady)
            {
                budget.Charge();
                pending.Push((part, true));
                for (var i = Shown(part) - 1; i >= 0; i--)
                    if (part[i] is ApplyExpr operand) pending.Push((operand, false));
                continue;
            }

            if (Fault(part, values, budget) is { } fault) return $"{Shortened(part.ToText(style))} {fault}";
            values[part] = ValueOf(part, values);
        }

        return null;
    }

    /// <summary>The first part that is finite at the point and too large for a double, or null where what is not finite is so for another reason.</summary>
    public static Expr? TooLarge(Expr formula, IReadOnlyList<string> variables, double[] x, Budget? budget = null)
    {
        if (formula.TreeSize > LongestTraced) return null;
        var nodes = GraphTrace.Run(formula, variables, x, budget).Nodes;
        foreach (var node in nodes)
        {
            if (double.IsFinite(node.Value)) continue;
            double[] operands = [.. node.Operands.Select(i => nodes[i].Value)];
            if (double.IsNaN(node.Value) || !operands.All(double.IsFinite)) return null;
            return node.Expression is ApplyExpr part && IsPole(part.Rule.Name, operands) ? null : node.Expression;
        }

        return null;
    }

    static bool IsPole(string rule, double[] operands) => rule switch
    {
        "divide" => operands[1] == 0,
        "power" => operands[0] == 0,
        "gamma" or "factorial" or "lgamma" or "digamma" => operands[0] <= Moderate,
        _ => operands.Length == 1 && Math.Abs(operands[0]) <= Moderate && rule != "negate",
    };

    static int Shown(ApplyExpr part) => part.Rule.Name == "where" ? 1 : part.Arity;

    static string? Fault(ApplyExpr part, Dictionary<Expr, double?> values, Budget budget)
    {
        if (part.Rule.Name == "where") return null;
        if (part.Rule.Name == "divide") return IsZero(part[1], values, budget) ? "divides by 0" : null;
        if (ValueOf(part, values) is not { } value || double.IsFinite(value)) return null;
        for (var i = 0; i < part.Arity; i++)
            if (!double.IsFinite(Known(part[i], values)!.Value)) return null;
        if (double.IsNaN(value)) return "is not defined";
        // The powers of what is not 0, and functions of large numbers, are infinite only as doubles.
        return Math.Abs(Known(part[0], values)!.Value) <= (part.Rule.Name == "power" ? 0 : Moderate) ? "is infinite" : null;
    }

    // Not by its double alone: 10^(-400) is not 0.
    static bool IsZero(Expr divisor, Dictionary<Expr, double?> values, Budget budget) => divisor is NumberExpr number
        ? number.Value.IsZero
        : Known(divisor, values) is null or 0 && divisor.TreeSize <= ShortDivisor
            && Simplifier.Simplify(divisor, SimplifyLevel.Light, budget).Expression is NumberExpr { Value.IsZero: true };

    static double? ValueOf(ApplyExpr part, Dictionary<Expr, double?> values)
    {
        if (part.Rule.Name == "where") return null;
        var operands = new double[part.Arity];
        for (var i = 0; i < operands.Length; i++)
        {
            if (Known(part[i], values) is not { } value) return null;
            operands[i] = value;
        }

        return part.Rule.Evaluate(operands);
    }

    static double? Known(Expr operand, Dictionary<Expr, double?> values) => operand switch
    {
        NumberExpr number => number.Value.ToDouble(),
        ConstantExpr constant => constant.Value,
        ApplyExpr part => values[part],
        _ => null,
    };

    internal static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + " …";
}
