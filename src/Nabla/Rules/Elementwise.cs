using Nabla.Symbolics;
using static Nabla.Symbolics.Expr;

namespace Nabla.Rules;

/// <summary>
/// The rule table: every scalar function, each with its value and its derivative, once. Formulas, compiled code and
/// tensors take their derivatives from here and from nowhere else.
/// </summary>
public static class Elementwise
{
    static readonly List<ScalarRule> s_all = [];
    static readonly Dictionary<string, ScalarRule> s_byName = [];

    //   name        value                    derivative from input x and output y
    internal static readonly ScalarRule Add = Binary("add", (a, b) => a + b, (a, b, y) => (1, 1));
    internal static readonly ScalarRule Subtract = Binary("subtract", (a, b) => a - b, (a, b, y) => (1, -1));
    internal static readonly ScalarRule Multiply = Binary("multiply", (a, b) => a * b, (a, b, y) => (b, a));
    internal static readonly ScalarRule Divide = Binary("divide", (a, b) => a / b, (a, b, y) => (1 / b, -(y / b)), singular: true);
    internal static readonly ScalarRule Negate = Unary("negate", x => -x, (x, y) => -1);
    internal static readonly ScalarRule Power = Binary("power", Math.Pow, (a, b, y) => (b * Pow(a, b - 1), y * Ln(a)), singular: true);

    internal static readonly ScalarRule Exp = Unary("exp", Math.Exp, (x, y) => y);
    internal static readonly ScalarRule Ln = Unary("ln", Math.Log, (x, y) => 1 / x, singular: true, aliases: ["log"]);
    internal static readonly ScalarRule Sqrt = Unary("sqrt", Math.Sqrt, (x, y) => 1 / (2 * y), singular: true);
    internal static readonly ScalarRule Sin = Unary("sin", Math.Sin, (x, y) => Cos(x));
    internal static readonly ScalarRule Cos = Unary("cos", Math.Cos, (x, y) => -Sin(x));
    internal static readonly ScalarRule Tanh = Unary("tanh", Math.Tanh, (x, y) => (1 - y) * (1 + y));
    internal static readonly ScalarRule Abs = Unary("abs", Math.Abs, (x, y) => Sign(x));
    internal static readonly ScalarRule Sign = Unary("sign", x => double.IsNaN(x) ? x : Math.Sign(x), (x, y) => 0);

    internal static readonly ScalarRule Less = Comparison("less", (a, b) => a < b);
    internal static readonly ScalarRule LessEqual = Comparison("less_equal", (a, b) => a <= b);
    internal static readonly ScalarRule Greater = Comparison("greater", (a, b) => a > b);
    internal static readonly ScalarRule GreaterEqual = Comparison("greater_equal", (a, b) => a >= b);
    internal static readonly ScalarRule Equal = Comparison("equal", (a, b) => a == b);
    internal static readonly ScalarRule NotEqual = Comparison("not_equal", (a, b) => a != b);

    internal static readonly ScalarRule Where = Row(new("where", 3, (double c, double a, double b) => c != 0 ? a : b,
        (x, y) => [0, Expr.Where(NotEqual(x[0], 0), 1, 0), Expr.Where(NotEqual(x[0], 0), 0, 1)]));

    // Arguments that reach the maximum share its derivative; a literal among them takes it all.
    internal static readonly ScalarRule Max = Row(new("max", -1, (double[] x) => x.Aggregate(Math.Max), Ties));
    internal static readonly ScalarRule Min = Row(new("min", -1, (double[] x) => x.Aggregate(Math.Min), Ties));

    /// <summary>Every row, in the order of the table.</summary>
    public static IReadOnlyList<ScalarRule> All => s_all;

    /// <summary>The row of that name or alias, or null.</summary>
    public static ScalarRule? Find(string name) => s_byName.TryGetValue(name, out var row) ? row : null;

    static ScalarRule Unary(string name, Func<double, double> value, Func<Expr, Expr, Expr> derivative, bool singular = false, string[]? aliases = null) =>
        Row(new(name, 1, value, (x, y) => [derivative(x[0], y)]) { IsSingular = singular, Aliases = aliases ?? [] });

    static ScalarRule Binary(string name, Func<double, double, double> value, Func<Expr, Expr, Expr, (Expr, Expr)> derivative, bool singular = false) =>
        Row(new(name, 2, value, (x, y) =>
        {
            var (da, db) = derivative(x[0], x[1], y);
            return [da, db];
        }) { IsSingular = singular });

    static ScalarRule Comparison(string name, Func<double, double, bool> holds) =>
        Binary(name, (a, b) => holds(a, b) ? 1 : 0, (a, b, y) => (0, 0));

    static Expr[] Ties(Expr[] x, Expr y)
    {
        Expr Reaches(Expr a) => Apply(Equal, a, y);
        Expr sharers = 0, literalReaches = 0;
        foreach (var a in x)
        {
            if (a.IsLiteral) literalReaches += Reaches(a);
            else sharers += Reaches(a);
        }

        return [.. x.Select(a => a.IsLiteral
            ? (Expr)0
            : Expr.Where(Apply(Equal, literalReaches, 0), Reaches(a) / sharers, 0))];
    }

    static ScalarRule Row(ScalarRule row)
    {
        s_all.Add(row);
        s_byName.Add(row.Name, row);
        foreach (var alias in row.Aliases) s_byName.Add(alias, row);
        return row;
    }
}
