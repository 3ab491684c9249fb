using Nabla.Rules;

namespace Nabla.Symbolics;

// Functions, rewritten by the rows of the table.
sealed partial class Rewriter
{
    static readonly RowTable<Simplification[]> s_functions = new(
        Simplifications.ByOutermostRule(row => row.Level != SimplifyLevel.None && !Views.IsArithmetic(row.Pattern.Rule)), []);

    Expr BuildFunction(ApplyExpr f)
    {
        var arguments = new Expr[f.Arity];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = Views.Argument(f, i, Leaves[i].Part);
        if (f.Rule.WrittenAs is { } written) return Canonical(written(arguments));
        return TryRows(f.Rule, arguments) ?? Fold.Apply(f.Rule, arguments);
    }

    /// <summary>A function of a simplified argument.</summary>
    public Expr Function(ScalarRule rule, Expr x) => TryRows(rule, [x]) ?? Fold.Apply(rule, x);

    Expr? TryRows(ScalarRule rule, ReadOnlySpan<Expr> arguments)
    {
        foreach (var row in s_functions[rule])
        {
            if (row.Level == SimplifyLevel.Full && _shortening is null) continue;
            if (Matcher.TryRewrite(row, rule, arguments, out var condition) is not { } rewritten) continue;
            Charge();
            _log.Fired(row);
            if (condition is not null) _log.Require(condition);
            return Canonical(rewritten);
        }

        return null;
    }

    // A formula of a row's size over simplified parts.
    public Expr Canonical(Expr x)
    {
        if (_done.TryGet(x, out var done)) return done;
        if (x is not ApplyExpr f) return x;
        var a = Canonical(f[0]);
        if (f.Shape == ExprShape.Negative) return Scaled(a, Quantity.MinusOne);
        if (f.Shape == ExprShape.Root) return Raised(a, Quantity.Half);
        if (f.Shape == ExprShape.Exponential) return Power(Expr.E, a);
        if (f.Arity == 1) return Function(f.Rule, a);
        if (f.Arity != 2) return x;
        var b = Canonical(f[1]);
        if (f.Shape == ExprShape.Sum) return Sum(a, b);
        if (f.Shape == ExprShape.Difference) return Sum(a, Scaled(b, Quantity.MinusOne));
        if (f.Shape == ExprShape.Product) return Product(a, b);
        if (f.Shape == ExprShape.Quotient) return Product(a, Raised(b, Quantity.MinusOne));
        return f.Shape == ExprShape.Power ? Power(a, b) : Fold.Apply(f.Rule, a, b);
    }
}
