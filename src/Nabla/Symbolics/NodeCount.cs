namespace Nabla.Symbolics;

// The nodes of a formula as people count them on paper: like the tree size, but a fraction of two numbers is three, and a
// power below zero is the quotient that it says.
static class NodeCount
{
    public static double Of(Expr root)
    {
        var counts = new NodeMap<double>();
        var pending = new PagedStack<Expr>();
        pending.Push(root);
        while (pending.Count > 0)
        {
            var node = pending.Peek();
            var before = pending.Count;
            for (var i = 0; i < node.Arity; i++)
                if (!counts.Contains(node[i])) pending.Push(node[i]);
            if (pending.Count > before) continue;
            pending.Pop();
            var isDear = node is NumberExpr { IsDecimal: false, Value.IsInteger: false }
                || node.Shape == ExprShape.Power && node[1] is NumberExpr { Value.Sign: < 0 };
            var count = isDear ? 3.0 : 1;
            for (var i = 0; i < node.Arity; i++) count += counts[node[i]];
            counts[node] = count;
        }

        return counts[root];
    }

    /// <summary>The nodes of the graph, each once however often it is used.</summary>
    public static int OfShared(Expr root)
    {
        var met = new NodeMap<bool>();
        var pending = new PagedStack<Expr>();
        pending.Push(root);
        while (pending.TryPop(out var node))
        {
            if (met.Contains(node)) continue;
            met[node] = true;
            for (var i = 0; i < node.Arity; i++)
                if (!met.Contains(node[i])) pending.Push(node[i]);
        }

        return met.Count;
    }
}
