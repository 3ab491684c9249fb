using Nabla.Rules;

namespace Nabla.Symbolics;

// One table per thread, so interning takes no lock; an expression made on another thread, or before the table was last
// dropped, is still equal by structure. Dropping the whole table between operations keeps memory flat over any number
// of formulas, and never happens inside one operation, so that its results stay linear in its input.
static class ExprInterner
{
    const int KeptBetweenOperations = 1 << 13;

    // Larger tables are dropped rather than cleared.
    const int LargestCleared = 1 << 16;

    [ThreadStatic] static Table? t_table;
    [ThreadStatic] static int t_operations;

    /// <summary>The serial of the next expression that is new.</summary>
    internal static int NextSerial => Current.Next;

    static Table Current
    {
        get
        {
            var table = t_table;
            return table is not null && (t_operations != 0 || table.Count <= 4 * KeptBetweenOperations) ? table : Renew();
        }
    }

    static Table Renew() => t_table = new();

    /// <summary>The expression already in the table that equals the candidate, else the candidate itself, now in the table.</summary>
    internal static Expr Intern(Expr candidate) => Current.Intern(candidate);

    /// <summary>The rule applied to the argument: the expression in the table, or a new one.</summary>
    internal static Expr Apply(ScalarRule rule, Expr x) => Current.Apply(rule, x);

    /// <summary>The rule applied to the arguments: the expression in the table, or a new one.</summary>
    internal static Expr Apply(ScalarRule rule, Expr a, Expr b) => Current.Apply(rule, a, b);

    /// <summary>Whether the thread has found the two equal by structure before.</summary>
    internal static bool AreKnownEqual(Expr a, Expr b) => t_table is { } table && ReferenceEquals(table.Representative(a), table.Representative(b));

    /// <summary>Keeps in mind that the two are equal by structure.</summary>
    internal static void RememberEqual(Expr a, Expr b) => t_table?.Join(a, b);

    /// <summary>Keeps the table for the life of the scope; the outermost scope drops a table that has grown large.</summary>
    internal static Operation Begin()
    {
        if (t_operations == 0 && t_table is { Count: > KeptBetweenOperations } table) table.Clear();
        t_operations++;
        return default;
    }

    internal readonly struct Operation : IDisposable
    {
        public void Dispose()
        {
            if (--t_operations == 0 && t_table is { Count: > KeptBetweenOperations } table) table.Clear();
        }
    }

    sealed class Table
    {
        readonly Dictionary<ExprEquality.Identity, Expr> _representatives = [];
        Slot[] _slots = new Slot[1 << 10];
        int _interned;

        struct Slot
        {
            public ulong Hash;
            public Expr? Expr;
        }

        public int Next => _interned;

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

        public void Clear()
        {
            _representatives.Clear();
            _interned = 0;
            if (_slots.Length <= LargestCleared) Array.Clear(_slots, 0, _slots.Length);
            else _slots = new Slot[1 << 10];
        }

        public Expr Intern(Expr candidate)
        {
            var hash = candidate.Hash;
            var slots = _slots;
            int mask = slots.Length - 1, i = Guess(candidate) & mask, step = (int)(hash >> 40) | 1;
            while (slots[i].Expr is { } found)
            {
                if (slots[i].Hash == hash && found.SameParts(candidate)) return found;
                i = (i + step) & mask;
            }

            Add(i, hash, candidate);
            return candidate;
        }

        public ApplyExpr Apply(ScalarRule rule, Expr x)
        {
            var hash = ApplyExpr.HashOf(rule, x);
            var slots = _slots;
            int mask = slots.Length - 1, i = Guess(rule, x.Serial) & mask, step = (int)(hash >> 40) | 1;
            while (slots[i].Expr is { } found)
            {
                if (slots[i].Hash == hash && found is ApplyExpr f && f.Is(rule, x)) return f;
                i = (i + step) & mask;
            }

            var made = new ApplyExpr(rule, x, hash, _interned);
            Add(i, hash, made);
            return made;
        }

        public ApplyExpr Apply(ScalarRule rule, Expr a, Expr b)
        {
            var hash = ApplyExpr.HashOf(rule, a, b);
            var slots = _slots;
            int mask = slots.Length - 1, i = Guess(rule, Math.Max(a.Serial, b.Serial)) & mask, step = (int)(hash >> 40) | 1;
            while (slots[i].Expr is { } found)
            {
                if (slots[i].Hash == hash && found is ApplyExpr f && f.Is(rule, a, b)) return f;
                i = (i + step) & mask;
            }

            var made = new ApplyExpr(rule, a, b, hash, _interned);
            Add(i, hash, made);
            return made;
        }

        // The first place to look: parts made together lie together, so that large formulas are read in order. Where the
        // guess is taken, the search goes on in strides that depend on the hash alone.
        static int Guess(ScalarRule rule, int newest) => newest * 2 + (int)(rule.Hash >> 32);

        static int Guess(Expr expr) => expr is ApplyExpr f
            ? Guess(f.Rule, f.Arity == 1 ? f[0].Serial : Math.Max(f[0].Serial, f[1].Serial))
            : (int)expr.Hash;

        void Add(int place, ulong hash, Expr expr)
        {
            _slots[place].Hash = hash;
            _slots[place].Expr = expr;
            if (++_interned > _slots.Length / 2) Grow();
        }

        void Grow()
        {
            var slots = new Slot[_slots.Length * 2];
            var mask = slots.Length - 1;
            foreach (var slot in _slots)
            {
                if (slot.Expr is null) continue;
                int i = Guess(slot.Expr) & mask, step = (int)(slot.Hash >> 40) | 1;
                while (slots[i].Expr is not null) i = (i + step) & mask;
                slots[i] = slot;
            }

            _slots = slots;
        }
    }
}
