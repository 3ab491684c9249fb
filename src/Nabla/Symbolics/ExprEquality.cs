namespace Nabla.Symbolics;

// Structural equality of graphs from different interning tables: each pair is compared once, without recursion, and a
// thread remembers what it found equal for as long as its table lives. So a formula whose parts are in the table a
// second time is met part by part, from the leaves up, at a constant cost each.
static class ExprEquality
{
    public static bool Same(Expr a, Expr b)
    {
        if (a is not ApplyExpr) return a.SameParts(b);
        if (ExprInterner.AreKnownEqual(a, b)) return true;
        var pending = new Stack<(Expr, Expr)>();
        var met = new HashSet<(Identity, Identity)>();
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
            if (ExprInterner.AreKnownEqual(p, q) || !met.Add((new(p), new(q)))) continue;
            for (var i = 0; i < f.Arity; i++) pending.Push((f[i], g[i]));
        }

        foreach (var (p, q) in met) ExprInterner.RememberEqual(p.Expr, q.Expr);
        return true;
    }

    // An expression as a key that never asks whether two expressions are equal by structure.
    public readonly struct Identity(Expr expr) : IEquatable<Identity>
    {
        public Expr Expr { get; } = expr;

        public bool Equals(Identity other) => ReferenceEquals(Expr, other.Expr);

        public override bool Equals(object? obj) => obj is Identity other && Equals(other);

        public override int GetHashCode() => Expr.GetHashCode();
    }
}
