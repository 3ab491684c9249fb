using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

/// <summary>What every part of a formula gives once its arguments have theirs: each part once, without recursion.</summary>
static class BottomUp
{
    public static T Of<T>(Expr f, Dictionary<Expr, T> known, Func<Expr, T> give)
    {
        var pending = new Stack<Expr>([f]);
        while (pending.TryPeek(out var node))
        {
            var before = pending.Count;
            for (var i = 0; i < node.Arity; i++)
                if (!known.ContainsKey(node[i])) pending.Push(node[i]);
            if (pending.Count > before) continue;
            pending.Pop();
            known[node] = give(node);
        }

        return known[f];
    }
}
