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

    // Larger tables are not cleared for small formulas, and still larger ones not kept for the next of their size.
    const int LargestCleared = 1 << 13;
    const int LargestSpare = 1 << 17;

    // The numbers of tables come round, and 0 is no table's.
    const int MostNumbers = (1 << 24) - 1;

    // Slots that share a line of the fast memory, so that the next place to look costs nothing while there is one free.
    const int Neighbours = 4;

    static int s_tables;

    // A tag beside each expression, so that most others are told apart without fetching them: of the rule and the places
    // of its arguments, so that what is found needs no hash; of the hash for the others. And the first place looked at, so
    // that a table grows without fetching any.
    struct Slot
    {
        public Expr? Expr;
        public uint Tag;
        public int Guess;
    }

    readonly Dictionary<ExprEquality.Identity, Expr> _representatives = [];
    readonly NodeMap<Expr> _imported = new();
    readonly Stack<Expr> _pending = new();
    readonly Dictionary<int, Slot[]> _spares = [];
    Slot[] _slots = new Slot[Smallest];
    int _interned;
    int _limit = KeptAfterOperation;
    int _countBefore;
    int _number = NextNumber();

    public int Count => _interned + _representatives.Count + _imported.Count;

    /// <summary>The operations under way, one within another.</summary>
    public int Operations { get; private set; }

    /// <summary>Whether the table should be emptied though no operation ends.</summary>
    public bool IsOverfull => Operations == 0 && Count > _limit;

    Birth Next => new(_interned, _number);

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

    /// <summary>Ends an operation; false where no other is under way and the table has grown too large to be held on to.</summary>
    public bool End() => --Operations > 0 || Count <= KeptAfterOperation;

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

        Spare();
        _slots = new Slot[Smallest];
    }

    // Formulas of middling size come in numbers; made anew for each, the arrays would be large objects, a few of which set
    // off a collection of everything there is.
    void Spare()
    {
        if (_slots.Length is < LargestCleared or > LargestSpare) return;
        Array.Clear(_slots, 0, _slots.Length);
        _spares[_slots.Length] = _slots;
    }

    bool IsMember(Expr expr) => expr.Table == _number || expr.Table == 0;

    public Expr Number(Rational value, bool isDecimal)
    {
        var hash = NumberExpr.HashOf(value, isDecimal);
        var tag = (uint)(hash >> 32);
        var slots = _slots;
        int guess = Guess(value, hash), mask = slots.Length - 1, home = guess & mask, i = home;
        for (var probe = 1; slots[i].Expr is { } found; probe++)
        {
            if (slots[i].Tag == tag && found is NumberExpr number && number.Is(value, isDecimal)) return number;
            i = Look(ref home, probe, tag, mask);
        }

        var made = new NumberExpr(value, isDecimal, hash, Next);
        Add(i, tag, guess, made);
        return made;
    }

    public Expr Symbol(string name)
    {
        var hash = SymbolExpr.HashOf(name);
        var tag = (uint)(hash >> 32);
        var slots = _slots;
        int guess = Guess(name, hash), mask = slots.Length - 1, home = guess & mask, i = home;
        for (var probe = 1; slots[i].Expr is { } found; probe++)
        {
            if (slots[i].Tag == tag && found is SymbolExpr symbol && symbol.Name == name) return symbol;
            i = Look(ref home, probe, tag, mask);
        }

        var made = new SymbolExpr(name, hash, Next);
        Add(i, tag, guess, made);
        return made;
    }

    Expr Intern(ApplyExpr many)
    {
        var hash = many.Hash;
        var tag = (uint)(hash >> 32);
        var slots = _slots;
        int guess = (int)hash, mask = slots.Length - 1, home = guess & mask, i = home;
        for (var probe = 1; slots[i].Expr is { } found; probe++)
        {
            if (slots[i].Tag == tag && found.Hash == hash && found.SameParts(many)) return found;
            i = Look(ref home, probe, tag, mask);
        }

        Add(i, tag, guess, many);
        return many;
    }

    public ApplyExpr Apply(ScalarRule rule, Expr x)
    {
        if (!IsMember(x)) x = Import(x);
        var tag = Tag(rule, x.Serial, 0);
        var slots = _slots;
        int guess = Guess(rule, x.Serial), mask = slots.Length - 1, home = guess & mask, i = home;
        for (var probe = 1; slots[i].Expr is { } found; probe++)
        {
            if (slots[i].Tag == tag && found is ApplyExpr f && f.Is(rule, x, null)) return f;
            i = Look(ref home, probe, tag, mask);
        }

        var made = new ApplyExpr(rule, x, Next);
        Add(i, tag, guess, made);
        return made;
    }

    public ApplyExpr Apply(ScalarRule rule, Expr a, Expr b)
    {
        if (!IsMember(a)) a = Import(a);
        if (!IsMember(b)) b = Import(b);
        var tag = Tag(rule, a.Serial, b.Serial);
        var slots = _slots;
        int guess = Guess(rule, Math.Max(a.Serial, b.Serial)), mask = slots.Length - 1, home = guess & mask, i = home;
        for (var probe = 1; slots[i].Expr is { } found; probe++)
        {
            if (slots[i].Tag == tag && found is ApplyExpr f && f.Is(rule, a, b)) return f;
            i = Look(ref home, probe, tag, mask);
        }

        var made = new ApplyExpr(rule, a, b, Next);
        Add(i, tag, guess, made);
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
                return Symbol(symbol.Name);
            case NumberExpr number:
                return Number(number.Value, number.IsDecimal);
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

    // The first place to look: parts made together lie together, so that large formulas are read in order.
    static int Guess(ScalarRule rule, int newest) => newest * 2 + (int)(rule.Hash >> 32);

    // Numbered variables and whole numbers mostly come in order too.
    static int Guess(Rational value, ulong hash) => value.TryGetInt(out var n) ? 2 * n : (int)hash;

    static int Guess(string name, ulong hash) => NumberOf(name) is > 0 and var number ? 2 * number + name[0] * 0x9E3779 : (int)hash;

    // The number at the end of a name; 0 where there is none.
    static int NumberOf(string name)
    {
        int number = 0, digit = 1;
        for (var i = name.Length - 1; i > 0 && name[i] is >= '0' and <= '9' && digit < 1_000_000_000; i--, digit *= 10)
            number += (name[i] - '0') * digit;
        return number;
    }

    // After the neighbours of a guess those of another, in strides that depend on the tag alone.
    static int Look(ref int home, int probe, uint tag, int mask)
    {
        if (probe % Neighbours == 0) home = (home + ((int)(tag >> 8) | 1) * Neighbours) & mask;
        return home ^ (probe % Neighbours);
    }

    // Two rounds of multiplication by the constants of xxHash.
    static uint Tag(ScalarRule rule, int first, int second) =>
        ((uint)rule.Hash + (uint)first * 0x9E3779B1) * 0x85EBCA77 + (uint)second * 0xC2B2AE3D;

    void Add(int place, uint tag, int guess, Expr expr)
    {
        ref var slot = ref _slots[place];
        slot.Expr = expr;
        slot.Tag = tag;
        slot.Guess = guess;
        if (++_interned > _slots.Length / 4 * 3) Grow();
    }

    void Grow()
    {
        var length = 2 * _slots.Length;
        var slots = _spares.TryGetValue(length, out var spare) ? spare : new Slot[length];
        _spares.Remove(length);
        var mask = slots.Length - 1;
        foreach (ref readonly var slot in _slots.AsSpan())
        {
            if (slot.Expr is null) continue;
            int home = slot.Guess & mask, i = home;
            for (var probe = 1; slots[i].Expr is not null; probe++) i = Look(ref home, probe, slot.Tag, mask);
            slots[i] = slot;
        }

        Spare();
        _slots = slots;
    }
}
