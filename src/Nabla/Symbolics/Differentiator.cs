namespace Nabla.Symbolics;

/// <summary>
/// Differentiates formulas by one variable: every node once, whatever its number of uses, through the rule that names
/// its step. What it has found serves later formulas too, so higher orders and Hessians share their work.
/// </summary>
sealed class Differentiator(SymbolExpr variable, Budget budget) : IDisposable
{
    // One for each thread, for those who want derivatives and no steps: most formulas are small, and what they need is made once.
    [ThreadStatic] static Differentiator? t_spare;

    // null for a formula that the bloom of symbols suspects wrongly: the variable does not occur in it.
    readonly NodeMap<Expr?> _found = new();
    readonly PagedStack<ApplyExpr> _pending = new();
    readonly Expr _one = 1;
    readonly Expr _zero = 0;
    SymbolExpr _variable = variable;
    Budget _budget = budget;

    /// <summary>A differentiator for those who dispose of it.</summary>
    public static Differentiator Rent(SymbolExpr variable, Budget budget)
    {
        if (t_spare is not { } rented) return new(variable, budget);
        t_spare = null;
        (rented._variable, rented._budget) = (variable, budget);
        return rented;
    }

    /// <summary>Forgets what was found, and makes this the next to be lent.</summary>
    public void Dispose()
    {
        _found.Clear();
        _pending.Clear();
        (_variable, _budget) = (null!, null!);
        t_spare = this;
    }

    public SymbolExpr Variable => _variable;

    /// <summary>The derivative by the variable.</summary>
    public Expr Derive(Expr f) => Find(f) ?? _zero;

    /// <summary>The derivative by the variable, or null where the variable does not occur.</summary>
    public Expr? Find(Expr f)
    {
        if (TryFind(f, out var df)) return df;
        // About half of a formula's nodes are operations.
        _found.Reserve(f.TreeSize / 2);
        _pending.Push((ApplyExpr)f);
        while (_pending.Count > 0)
        {
            var node = _pending.Peek();
            if (!_found.Contains(node))
            {
                var before = _pending.Count;
                for (var i = node.Arity - 1; i >= 0; i--)
                    if (!TryFind(node[i], out _)) _pending.Push((ApplyExpr)node[i]);
                if (_pending.Count > before) continue;
                _budget.Charge();
                _found[node] = Combine(node);
            }

            _pending.Pop();
        }

        return _found[f];
    }

    /// <summary>The rule for the outermost operation of a formula in which the variable occurs.</summary>
    public DerivativeRule RuleFor(ApplyExpr f)
    {
        Find(f);
        var du = new Expr?[f.Arity];
        for (var i = 0; i < du.Length; i++) du[i] = Find(f[i]);
        return DerivativeRule.For(f, du);
    }

    Expr? Combine(ApplyExpr f)
    {
        var du = new Arguments();
        if (f.Arity > Arguments.Most) return Combine(f, new Expr?[f.Arity]);
        return Combine(f, ((Span<Expr?>)du)[..f.Arity]);
    }

    Expr? Combine(ApplyExpr f, Span<Expr?> du)
    {
        var occurs = false;
        for (var i = 0; i < du.Length; i++)
        {
            TryFind(f[i], out du[i]);
            occurs |= du[i] is not null;
        }

        return occurs ? DerivativeRule.For(f, du).Combine(f, du) : null;
    }

    bool TryFind(Expr f, out Expr? df)
    {
        df = null;
        if (!f.MayContain(_variable)) return true;
        if (f is ApplyExpr) return _found.TryGet(f, out df);
        if (f.SameParts(_variable)) df = _one;
        return true;
    }

    [System.Runtime.CompilerServices.InlineArray(Most)]
    struct Arguments
    {
        public const int Most = 4;
        Expr? _first;
    }
}
