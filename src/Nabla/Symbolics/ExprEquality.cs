namespace Nabla.Symbolics;

// Structural equality of graphs from different interning tables: each pair is compared once, without recursion.
static class ExprEquality
{
    public static bool Same(Expr a, Expr b)
    {
        if (a is not ApplyExpr) return a.SameParts(b);
        var pending = new Stack<(Expr, Expr)>();
        var met = new HashSet<(PairPart, PairPart)>();
        pending.Push((a, b));
        while (pending.Count > 0)
        {
            var (p, q) = pending.Pop();
            if (ReferenceEquals(p, q)) continue;
            if (p.Hash != q.Hash) return false;
            if (p is not ApplyExpr f)
            {
                if (!p.SameParts(q)) return false;
                continue;
            }

            if (q is not ApplyExpr g || !ReferenceEquals(f.Rule, g.Rule) || f.Arity != g.Arity) return false;
            if (!met.Add((new(p), new(q)))) continue;
            for (var i = 0; i < f.Arity; i++) pending.Push((f[i], g[i]));
        }

        return true;
    }

    // Identity of an expression, for sets that must not ask the expressions themselves whether they are equal.
    readonly struct PairPart(Expr expr) : IEquatable<PairPart>
    {
        readonly Expr _expr = expr;

        public bool Equals(PairPart other) => ReferenceEquals(_expr, other._expr);

        public override bool Equals(object? obj) => obj is PairPart other && Equals(other);

        public override int GetHashCode() => _expr.GetHashCode();
    }
}
