namespace Nabla.Symbolics;

// The operations of a formula, each once, arguments before their users.
static class Postorder
{
    /// <summary>The operations in which one of the symbols in the mask may occur; the last is f itself.</summary>
    public static List<ApplyExpr> Of(Expr f, ulong symbols, Budget budget)
    {
        var order = new List<ApplyExpr>();
        var met = new NodeMap<bool>();
        var pending = new PagedStack<ApplyExpr>();
        if (f is ApplyExpr root && (root.Symbols & symbols) != 0) pending.Push(root);
        while (pending.Count > 0)
        {
            var node = pending.Peek();
            if (met.TryGet(node, out var done))
            {
                pending.Pop();
                if (done) continue;
                met[node] = true;
                order.Add(node);
                continue;
            }

            met[node] = false;
            budget.Charge();
            for (var i = node.Arity - 1; i >= 0; i--)
                if (node[i] is ApplyExpr a && (a.Symbols & symbols) != 0 && !met.Contains(a)) pending.Push(a);
        }

        return order;
    }
}
