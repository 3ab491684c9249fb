using Nabla.Rules;

namespace Nabla.Symbolics;

// The expressions of one thread, each once. All arguments of its expressions are in the table too, so that to compare
// two is to compare references; what comes from elsewhere is copied in part by part, once.
sealed class ExprTable
{
    const int Smallest = 1 << 10;

    // Few enough to stay in the fast memory of a core.
    const int KeptBetweenOperations = 1 << 11;

    // More than this is not held on to when an operation ends.
    const int KeptAfterOperation = 1 << 17;

    // Larger tables are dropped rather than cleared.
    const int LargestCleared = 1 << 13;

    // The numbers of tables come round, and 0 is no table's.
    const int MostNumbers = (1 << 24) - 1;

    static int s_tables;

    readonly Dictionary<ExprEquality.Identity, Expr> _representatives = [];
    readonly NodeMap<Expr> _imported = new();
    readonly Stack<Expr> _pending = new();
    Slot[] _slots = new Slot[Smallest];
    int _interned;
    int _limit = KeptAfterOperation;
    int _countBefore;
    int _number = NextNumber();

    // A tag beside each expression, so that most others are told apart without fetching them: of the rule and the places
    // of its arguments, so that what is found needs no hash; of the hash for the others.
    struct Slot
    {
        public Expr? Expr;
        public uint Tag;
    }

    public int Count => _interned + _representatives.Count + _imported.Count;

    /// <summary>The operations under way, one within another.</summary>
    public int Operations { get; private set; }

    /// <summary>Whether the table should be emptied though no operation ends.</summary>
    public bool IsOverfull => Operations == 0 && Count > _limit;

    public Birth Next => new(_interned, _number);

    static int NextNumber() => 1 + (int)((uint)Interlocked.Increment(ref s_tables) % MostNumbers);

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

    /// <summary>Begins an operation; empties the table if most of it is older than what was made since the last one began.</summary>
    public void Begin()
    {
        if (Operations++ > 0) return;
        if (Count > Math.Max(KeptBetweenOperations, 4 * (Count - _countBefore))) Clear();
        _countBefore = Count;
    }

    /// <summary>Ends an operation; empties the table if it has grown large.</summary>
    public void End()
    {
        if (--Operations == 0 && Count > KeptAfterOperation) Clear();
    }

    public void Clear()
    {
        _representatives.Clear();
        _imported.Clear();
        _interned = 0;
        _limit = KeptAfterOperation;
        _countBefore = 0;
        _number = NextNumber();
        if (_slots.Length <= LargestCleared)
        {
            Array.Clear(_slots, 0, _slots.Length);
            return;
        }

        _slots = new Slot[Smallest];
    }

    bool IsMember(Expr expr) => expr.Table == _number || expr.Table == 0;

    public Expr Intern(Expr leaf)
    {
        var hash = leaf.Hash;
        var slots = _slots;
        var tag = (uint)(hash >> 32);
        int mask = slots.Length - 1, i = (int)hash & mask, step = Step(tag);
        while (slots[i].Expr is { } found)
        {
            if (found.Hash == hash && found.SameParts(leaf)) return found;
            i = (i + step) & mask;
        }

        Add(i, tag, leaf);
        return leaf;
    }

    public ApplyExpr Apply(ScalarRule rule, Expr x)
    {
        if (!IsMember(x)) x = Import(x);
        var tag = Tag(rule, x.Serial, 0);
        var slots = _slots;
        int mask = slots.Length - 1, i = Guess(rule, x.Serial) & mask, step = Step(tag);
        while (slots[i].Expr is { } found)
        {
            if (slots[i].Tag == tag && found is ApplyExpr f && f.Is(rule, x, null)) return f;
            i = (i + step) & mask;
        }

        var made = new ApplyExpr(rule, x, Next);
        Add(i, tag, made);
        return made;
    }

    public ApplyExpr Apply(ScalarRule rule, Expr a, Expr b)
    {
        if (!IsMember(a)) a = Import(a);
        if (!IsMember(b)) b = Import(b);
        var tag = Tag(rule, a.Serial, b.Serial);
        var slots = _slots;
        int mask = slots.Length - 1, i = Guess(rule, Math.Max(a.Serial, b.Serial)) & mask, step = Step(tag);
        while (slots[i].Expr is { } found)
        {
            if (slots[i].Tag == tag && found is ApplyExpr f && f.Is(rule, a, b)) return f;
            i = (i + step) & mask;
        }

        var made = new ApplyExpr(rule, a, b, Next);
        Add(i, tag, made);
        return made;
    }

    public Expr Apply(ScalarRule rule, Expr[] arguments)
    {
        var members = new Expr[arguments.Length];
        for (var i = 0; i < members.Length; i++) members[i] = Import(arguments[i]);
        return Intern(new ApplyExpr(rule, members, Next));
    }

    /// <summary>The expression's equal in this table.</summary>
    public Expr Import(Expr root)
    {
        if (IsMember(root)) return root;
        if (_imported.TryGet(root, out var known)) return known;
        var below = _pending.Count;
        _pending.Push(root);
        while (_pending.Count > below)
        {
            var node = _pending.Peek();
            var before = _pending.Count;
            for (var i = node.Arity - 1; i >= 0; i--)
                if (!IsMember(node[i]) && !_imported.Contains(node[i])) _pending.Push(node[i]);
            if (_pending.Count > before) continue;
            _pending.Pop();
            if (!_imported.Contains(node)) _imported[node] = Copy(node);
        }

        // One formula that grows beyond every limit must not be copied each time it has grown a little.
        _limit = Math.Max(_limit, 2 * Count);
        return _imported[root];
    }

    Expr Copy(Expr expr)
    {
        switch (expr)
        {
            case SymbolExpr symbol:
                return Intern(new SymbolExpr(symbol.Name, Next));
            case NumberExpr number:
                return Intern(new NumberExpr(number.Value, number.IsDecimal, Next));
            default:
                var f = (ApplyExpr)expr;
                if (f.Arity == 1) return Apply(f.Rule, Imported(f[0]));
                if (f.Arity == 2) return Apply(f.Rule, Imported(f[0]), Imported(f[1]));
                var arguments = new Expr[f.Arity];
                for (var i = 0; i < arguments.Length; i++) arguments[i] = Imported(f[i]);
                return Intern(new ApplyExpr(f.Rule, arguments, Next));
        }
    }

    Expr Imported(Expr expr) => IsMember(expr) ? expr : _imported[expr];

    // The first place to look: parts made together lie together, so that large formulas are read in order. Where the guess
    // is taken, the search goes on in strides that depend on the tag alone.
    static int Guess(ScalarRule rule, int newest) => newest * 2 + (int)(rule.Hash >> 32);

    static int Guess(Expr expr) => expr is ApplyExpr { Arity: <= 2 } f
        ? Guess(f.Rule, f.Arity == 1 ? f[0].Serial : Math.Max(f[0].Serial, f[1].Serial))
        : (int)expr.Hash;

    // Two rounds of multiplication by the constants of xxHash.
    static uint Tag(ScalarRule rule, int first, int second) =>
        ((uint)rule.Hash + (uint)first * 0x9E3779B1) * 0x85EBCA77 + (uint)second * 0xC2B2AE3D;

    static int Step(uint tag) => (int)(tag >> 8) | 1;

    void Add(int place, uint tag, Expr expr)
    {
        ref var slot = ref _slots[place];
        slot.Expr = expr;
        slot.Tag = tag;
        if (++_interned > _slots.Length / 4 * 3) Grow();
    }

    void Grow()
    {
        var slots = new Slot[_slots.Length * 2];
        var mask = slots.Length - 1;
        foreach (var slot in _slots)
        {
            if (slot.Expr is not { } expr) continue;
            int i = Guess(expr) & mask, step = Step(slot.Tag);
            while (slots[i].Expr is not null) i = (i + step) & mask;
            slots[i] = slot;
        }

        _slots = slots;
    }
}
