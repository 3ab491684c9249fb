using Nabla.Rules;

namespace Nabla.Symbolics;

/// <summary>A simplified formula, the rewrites that made it, and where it says more than the formula before: conditions are formulas that are 1 where they hold.</summary>
public sealed record Simplified(Expr Expression, IReadOnlyList<Rewrite> Log, IReadOnlyList<Expr> Conditions);

/// <summary>Rewrites formulas by the rows of <see cref="Simplifications"/>; over the reals a value is kept wherever there was one.</summary>
public static class Simplifier
{
    /// <summary>The formula at that level, in canonical order, with the log of what was done.</summary>
    /// <exception cref="LimitException">The budget does not cover one pass over the formula.</exception>
    public static Simplified Simplify(Expr f, SimplifyLevel level, Budget? budget = null)
    {
        using var operation = ExprInterner.Begin();
        budget ??= new Budget();
        var log = new RewriteLog();
        var result = level == SimplifyLevel.None ? Folded(f, budget) : new Rewriter(log, budget).Simplify(f);
        return new(result, log.Rewrites, log.Conditions);
    }

    extension(Expr f)
    {
        /// <summary>The formula at that level of simplification.</summary>
        public Expr Simplify(SimplifyLevel level) => Simplify(f, level, null).Expression;
    }

    static Expr Folded(Expr root, Budget budget)
    {
        var done = new NodeMap<Expr>();
        var pending = new Stack<Expr>();
        pending.Push(root);
        while (pending.Count > 0)
        {
            var node = pending.Peek();
            if (!done.Contains(node))
            {
                var before = pending.Count;
                for (var i = node.Arity - 1; i >= 0; i--)
                    if (!done.Contains(node[i])) pending.Push(node[i]);
                if (pending.Count > before) continue;
                budget.Charge();
                done[node] = node is ApplyExpr f ? Folded(f, done) : node;
            }

            pending.Pop();
        }

        return done[root];
    }

    static Expr Folded(ApplyExpr f, NodeMap<Expr> done)
    {
        if (f.Arity == 1) return Fold.Apply(f.Rule, done[f[0]]);
        if (f.Arity == 2 && !Views.IsTie(f.Rule)) return Fold.Apply(f.Rule, done[f[0]], done[f[1]]);
        var arguments = new Expr[f.Arity];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = Views.Argument(f, i, done[f[i]]);
        return Fold.Apply(f.Rule, arguments);
    }
}
