using System.Runtime.InteropServices;

namespace Nabla.Symbolics;

// Brings a formula into canonical form from the leaves up: sums and products as wholes by their builders, functions by
// rows. Every part of the graph is done once, without recursion.
sealed partial class Rewriter : IDisposable
{
    const int MostRounds = 4;

    // Formulas up to this size written out may be taken apart wherever a part occurs; in larger ones, shared parts stay whole.
    public const long SmallTree = 4096;

    // Larger sums and products stay as the rules left them: nobody reads them, and their shared parts would be copied.
    const long LargestDistributed = 2048;

    // Leaves wait for their parts up to so many; in formulas of a great depth they are collected once more instead.
    const int MostWaiting = 1 << 10;
    const int NotCollected = -1;

    // One for each thread, for the next formula: most are small, and what they need is made once.
    [ThreadStatic] static Rewriter? t_spare;

    readonly Distribution _distribution;
    readonly NodeMap<Expr> _done = new();
    readonly NodeMap<Expr> _next = new();
    readonly NodeMap<int> _rounds = new();
    readonly NodeMap<bool> _whole = new();
    readonly PagedStack<Pending> _pending = new();
    readonly Stack<SumBuilder> _sums = new();
    readonly Stack<ProductBuilder> _products = new();
    readonly List<(Expr Part, bool IsInverse)> _leaves = [];
    readonly PagedStack<(Expr Part, bool IsInverse)> _parts = new();
    readonly NodeMap<bool> _met = new();
    int _first;
    RewriteLog _log = null!;
    Budget _budget = null!;
    Shortening? _shortening;
    bool _expandsPowers;
    bool _splitsQuotients;
    bool _knowsShared;
    bool _writesPowersOfE;

    // A part to be simplified, and where its leaves begin once they were collected.
    record struct Pending(ApplyExpr Part, int Leaves = NotCollected);

    Rewriter() => _distribution = new(this);

    /// <summary>A rewriter for one formula, to be disposed after it.</summary>
    public static Rewriter Rent(RewriteLog log, Budget budget, bool expandsPowers, Budget? effort = null, bool splitsQuotients = false)
    {
        var rewriter = t_spare ?? new();
        t_spare = null;
        rewriter._log = log;
        rewriter._budget = budget;
        rewriter.Table = ExprInterner.Current;
        rewriter._expandsPowers = expandsPowers;
        rewriter._splitsQuotients = splitsQuotients;
        rewriter._shortening = effort is null ? null : new(rewriter, effort);
        return rewriter;
    }

    public void Dispose()
    {
        _done.Clear();
        _next.Clear();
        _rounds.Clear();
        _whole.Clear();
        _met.Clear();
        _pending.Clear();
        _leaves.Clear();
        _parts.Clear();
        _distribution.Clear();
        (_log, _budget, _shortening, Table) = (null!, null!, null, null!);
        WritesPowersOfFactors = MadePowersOfFactors = HasRootsOfProducts = MadeNewParts = false;
        t_spare = this;
    }

    public RewriteLog Log => _log;

    /// <summary>Where the expressions of the operation are made.</summary>
    public ExprTable Table { get; private set; } = null!;

    /// <summary>Whether the formula has c²·x² somewhere: then (c·x)² is written so too, because the two may meet.</summary>
    public bool WritesPowersOfFactors { get; private set; }

    /// <summary>Whether a product came to have c²·x², where the formula had none.</summary>
    public bool MadePowersOfFactors { get; set; }

    /// <summary>Whether a root of a product was met: 1/√(b·c) and √(b·c)/(b·c) are then brought together.</summary>
    public bool HasRootsOfProducts { get; set; }

    /// <summary>Whether parts were put together that another pass should see.</summary>
    public bool MadeNewParts { get; set; }

    public Expr Simplify(Expr root)
    {
        if (root is not ApplyExpr whole) return Table.Import(root);
        Survey(root);
        _pending.Push(new Pending(whole));
        while (_pending.Count > 0)
        {
            var (node, leaves) = _pending.Peek();
            if (IsDone(node))
            {
                if (leaves != NotCollected) Drop(leaves);
                _pending.Pop();
                continue;
            }

            if (leaves != NotCollected) _first = leaves;
            else if (!TryCollect(node)) continue;
            if (TryBuild(node)) _pending.Pop();
        }

        return _done[root];
    }

    bool IsDone(ApplyExpr node) =>
        _done.Contains(node) || (_next.Count > 0 && _next.TryGet(node, out var next) && TryClose(node, next));

    // False while leaves are still to be done, which are then pending.
    bool TryCollect(ApplyExpr node)
    {
        _first = _leaves.Count;
        CollectLeaves(node);
        var before = _pending.Count;
        foreach (ref readonly var leaf in Leaves)
            if (leaf.Part is ApplyExpr f && !_done.Contains(f)) _pending.Push(new Pending(f));
        if (_pending.Count == before) return true;
        if (_leaves.Count > MostWaiting) Drop(_first);
        else _pending[before - 1].Leaves = _first;
        return false;
    }

    // The leaves of the part that is simplified now.
    Span<(Expr Part, bool IsInverse)> Leaves => CollectionsMarshal.AsSpan(_leaves)[_first..];

    void Drop(int leaves) => _leaves.RemoveRange(leaves, _leaves.Count - leaves);

    // False while what was put together is still to be done, which is then pending.
    bool TryBuild(ApplyExpr node)
    {
        var isUnchanged = true;
        foreach (ref var leaf in Leaves)
        {
            var simplified = leaf.Part is ApplyExpr f ? _done[f] : Table.Import(leaf.Part);
            if (ReferenceEquals(leaf.Part, simplified)) continue;
            leaf.Part = simplified;
            isUnchanged = false;
        }

        _budget.Charge(1 + _leaves.Count - _first);
        MadeNewParts = false;
        var rounds = _rounds.Count > 0 && _rounds.TryGet(node, out var known) ? known : 0;
        // What a round has put together stays so where its parts do, unless a sum among them leaves a number to take out.
        var after = isUnchanged && (rounds > 0 && HaveNoContent() || IsAsWritten(node)) ? Distributed(Table.Import(node)) : Build(node);
        Drop(_first);
        if (_shortening is not null) after = _shortening.Shorten(after, _log);
        _log.Close(node, after);
        if (!MadeNewParts || rounds == MostRounds || ReferenceEquals(after, node))
        {
            _done[node] = after;
            if (!ReferenceEquals(after, node)) _done[after] = after;
            return true;
        }

        // What was put together anew is canonical after a round of its own.
        _next[node] = after;
        if (_done.Contains(after)) return TryClose(node, after);
        if (after is not ApplyExpr next)
        {
            _done[after] = after;
            return TryClose(node, after);
        }

        _rounds[after] = rounds + 1;
        _pending.Top.Leaves = NotCollected;
        _pending.Push(new Pending(next));
        return false;
    }

    bool TryClose(Expr node, Expr next)
    {
        // A part that comes back inside its own rewriting is left as it is there.
        _done[node] = _done.TryGet(next, out var done) ? done : next;
        return true;
    }

    // Notes which notation the formula has for e^x, and in large ones which parts are shared.
    void Survey(Expr root)
    {
        WritesPowersOfFactors = _expandsPowers && (root.Traits & ExprTraits.EqualPowers) != 0;
        _writesPowersOfE = (root.Traits & (ExprTraits.PowerOfE | ExprTraits.Exponential)) == ExprTraits.PowerOfE;
        _knowsShared = root.TreeSize > SmallTree;
        if (!_knowsShared) return;
        _parts.Clear();
        _parts.Push((root, false));
        while (_parts.Count > 0)
        {
            if (_parts.Pop().Part is not ApplyExpr f) continue;
            ref var isShared = ref _met.At(f, out var isNew);
            isShared = !isNew;
            if (isShared) continue;
            for (var i = 0; i < f.Arity; i++) _parts.Push((f[i], false));
        }
    }

    // The leaves of the sum or product that starts here; the arguments of a function.
    void CollectLeaves(ApplyExpr f)
    {
        var isSum = Views.IsSum(f) || f.Shape == ExprShape.Negative;
        if (!isSum && !Views.IsProduct(f) && !Views.IsQuotient(f))
        {
            for (var i = 0; i < f.Arity; i++) _leaves.Add((f[i], false));
            return;
        }

        (Expr Part, bool IsInverse) next = (f, false);
        do
        {
            var (part, isInverse) = next;
            while (part is ApplyExpr g && Continues(g, isSum) && (ReferenceEquals(g, f) || !IsShared(g)))
            {
                if (g.Shape != ExprShape.Negative) _parts.Push((g[1], isInverse ^ (isSum ? g.Shape == ExprShape.Difference : g.Shape == ExprShape.Quotient)));
                isInverse ^= g.Shape == ExprShape.Negative;
                part = g[0];
            }

            _leaves.Add((part, isInverse));
        }
        while (_parts.TryPop(out next));
    }

    static bool Continues(ApplyExpr part, bool isSum) => isSum
        ? Views.IsSum(part) || part.Shape == ExprShape.Negative
        : Views.IsProduct(part) || Views.IsQuotient(part);

    bool IsShared(Expr part) => _knowsShared && _met.TryGet(part, out var isShared) && isShared;

    // From the simplified leaves.
    Expr Build(ApplyExpr f)
    {
        if (Views.IsSum(f) || f.Shape == ExprShape.Negative) return BuildSum();
        if (Views.IsProduct(f) || Views.IsQuotient(f)) return BuildProduct();
        var first = Leaves[0].Part;
        if (f.Shape == ExprShape.Power) return Power(first, Leaves[1].Part);
        if (f.Shape == ExprShape.Root) return Raised(first, Quantity.Half);
        if (f.Shape == ExprShape.Exponential) return Power(Expr.E, first);
        return f.Arity switch
        {
            1 when f.Rule.WrittenAs is null => Function(f.Rule, first),
            _ => BuildFunction(f),
        };
    }

    Expr BuildSum()
    {
        // The negative of a product is a product: −4(2x + 3) stays in factors.
        if (Leaves is [(var only, true)])
        {
            var product = RentProduct();
            product.Multiply(only, Quantity.One);
            product.MultiplyBy(Quantity.MinusOne);
            return Distributed(Finish(product));
        }

        var sum = RentSum();
        foreach (var (part, isNegative) in Leaves) sum.Add(part, isNegative ? Quantity.MinusOne : Quantity.One);
        return Distributed(Finish(sum));
    }

    Expr BuildProduct()
    {
        var product = RentProduct();
        foreach (var (part, isBelow) in Leaves) product.Multiply(part, isBelow ? Quantity.MinusOne : Quantity.One);
        return Distributed(Finish(product));
    }

    public ProductBuilder RentProduct() => _products.TryPop(out var product) ? product : new(this);

    public SumBuilder RentSum() => _sums.TryPop(out var sum) ? sum : new(this);
}
