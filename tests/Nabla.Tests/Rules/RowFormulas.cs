using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Tests.Rules;

/// <summary>Evaluates a row's derivative formulas the plain way: each node by the value of its row.</summary>
static class RowFormulas
{
    public static Expr[] Arguments(ScalarRule row) =>
        [.. Enumerable.Range(0, Arity(row)).Select(i => Expr.Symbol("x" + i))];

    public static Expr Output { get; } = Expr.Symbol("y");

    public static int Arity(ScalarRule row) => row.Arity < 0 ? 2 : row.Arity;

    /// <summary>The partial derivatives at a point, from the row's formulas with its own value as y.</summary>
    public static double[] Partials(ScalarRule row, double[] x)
    {
        var y = row.Evaluate(x);
        return [.. row.Partials(Arguments(row), Output).Select(p => Evaluate(p, x, y))];
    }

    public static double Evaluate(Expr formula, double[] x, double y) => formula switch
    {
        NumberExpr n => n.Value.ToDouble(),
        ConstantExpr c => c.Value,
        SymbolExpr { Name: "y" } => y,
        SymbolExpr s => x[s.Name[1] - '0'],
        _ => Evaluate((ApplyExpr)formula, x, y),
    };

    static double Evaluate(ApplyExpr f, double[] x, double y) =>
        f.Rule.Evaluate([.. Enumerable.Range(0, f.Arity).Select(i => Evaluate(f[i], x, y))]);
}
