namespace Nabla.Symbolics;

/// <summary>
/// The derivatives of one formula by every variable in one sweep from its result back to its variables: each node gets
/// the derivative of the result by it (its cotangent), so the cost does not grow with the number of variables.
/// </summary>
static class ReverseAccumulation
{
    /// <summary>The partial derivatives in the order of the variables; 0 for one that does not occur.</summary>
    public static Expr[] Gradient(Expr f, IReadOnlyList<SymbolExpr> variables, Budget budget)
    {
        var mask = 0UL;
        foreach (var x in variables) mask |= x.Symbols;
        var order = Postorder.Of(f, mask, budget);
        var cotangents = new NodeMap<Expr> { [Canonical(f)] = 1 };
        var du = new Expr?[order.Count == 0 ? 0 : order.Max(node => node.Arity)];
        for (var k = order.Count - 1; k >= 0; k--)
        {
            // Nothing flows into a node whose uses all have derivative 0.
            if (cotangents.TryGet(order[k], out var yBar))
                Pull(order[k], yBar, mask, cotangents, du.AsSpan(0, order[k].Arity));
            budget.Charge();
        }

        return [.. variables.Select(x => cotangents.TryGet(Canonical(x), out var xBar) ? xBar : 0)];
    }

    // One argument's share of yBar is the derivative with the other arguments held constant and yBar in the place of the
    // argument's own: multiplication by a scalar is its own transpose, so reverse needs no rules of its own.
    static void Pull(ApplyExpr y, Expr yBar, ulong mask, NodeMap<Expr> cotangents, Span<Expr?> du)
    {
        var partials = y.Rule.Arity < 0 && !DerivativeRule.IsInCases(y) ? RowPartials.Of(y) : null;
        for (var i = 0; i < y.Arity; i++)
        {
            var x = Canonical(y[i]);
            if ((x.Symbols & mask) == 0) continue;
            du[i] = yBar;
            var xBar = partials is null ? DerivativeRule.For(y, du).Combine(y, du) : Fold.Multiply(partials[i], yBar);
            du[i] = null;
            if (xBar is NumberExpr { Value.IsZero: true }) continue;
            cotangents[x] = cotangents.TryGet(x, out var others) ? Fold.Add(others, xBar) : xBar;
        }
    }

    // A formula from another thread, or of parts from different times, may hold the same variable as several objects.
    static Expr Canonical(Expr x) => x is SymbolExpr ? ExprInterner.Import(x) : x;
}
