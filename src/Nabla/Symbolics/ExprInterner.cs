namespace Nabla.Symbolics;

// One table per thread, so interning takes no lock; an expression made on another thread, or before the table was last
// dropped, is still equal by structure. Dropping the whole table between operations keeps memory flat over any number
// of formulas, and never happens inside one operation, so that its results stay linear in its input.
static class ExprInterner
{
    const int KeptBetweenOperations = 1 << 15;

    [ThreadStatic] static Table? t_table;
    [ThreadStatic] static int t_operations;

    /// <summary>The expression already in the table that equals the candidate, else the candidate itself, now in the table.</summary>
    internal static Expr Intern(Expr candidate)
    {
        var table = t_table;
        if (table is null || (t_operations == 0 && table.Count > 4 * KeptBetweenOperations)) t_table = table = new Table();
        return table.Intern(candidate);
    }

    /// <summary>Whether the thread has found the two equal by structure before.</summary>
    internal static bool AreKnownEqual(Expr a, Expr b) => t_table is { } table && ReferenceEquals(table.Representative(a), table.Representative(b));

    /// <summary>Keeps in mind that the two are equal by structure.</summary>
    internal static void RememberEqual(Expr a, Expr b) => t_table?.Join(a, b);

    /// <summary>Keeps the table for the life of the scope; the outermost scope drops a table that has grown large.</summary>
    internal static Operation Begin()
    {
        if (t_operations == 0 && t_table is { Count: > KeptBetweenOperations }) t_table = null;
        t_operations++;
        return default;
    }

    internal readonly struct Operation : IDisposable
    {
        public void Dispose()
        {
            if (--t_operations == 0 && t_table is { Count: > KeptBetweenOperations }) t_table = null;
        }
    }

    sealed class Table
    {
        readonly Dictionary<ExprEquality.Identity, Expr> _representatives = [];
        Expr?[] _slots = new Expr?[1 << 10];
        int _interned;

        public int Count => _interned + _representatives.Count;

        // One of all expressions known to be equal; itself where none is.
        public Expr Representative(Expr expr)
        {
            while (_representatives.TryGetValue(new(expr), out var other)) expr = other;
            return expr;
        }

        public void Join(Expr a, Expr b)
        {
            var (p, q) = (Representative(a), Representative(b));
            if (!ReferenceEquals(p, q)) _representatives[new(p)] = q;
        }

        public Expr Intern(Expr candidate)
        {
            var mask = _slots.Length - 1;
            var i = (int)candidate.Hash & mask;
            while (_slots[i] is { } found)
            {
                if (found.Hash == candidate.Hash && found.SameParts(candidate)) return found;
                i = (i + 1) & mask;
            }

            _slots[i] = candidate;
            if (++_interned > _slots.Length / 2) Grow();
            return candidate;
        }

        void Grow()
        {
            var slots = new Expr?[_slots.Length * 2];
            var mask = slots.Length - 1;
            foreach (var expr in _slots)
            {
                if (expr is null) continue;
                var i = (int)expr.Hash & mask;
                while (slots[i] is not null) i = (i + 1) & mask;
                slots[i] = expr;
            }

            _slots = slots;
        }
    }
}
